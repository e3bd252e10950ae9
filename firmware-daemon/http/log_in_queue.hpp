#pragma once
// Whose password is hashed next if more is asked than one thread can hash: officers where they
// usually sit, then others at their address, then strangers, each address and each name in its
// turn. Pure.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/log_in_watch.hpp"

namespace otkel::http {

/// A piece of slow work and for whom it is.
struct SlowWork {
  app::Attempt of;
  app::Standing standing = app::Standing::stranger;
  std::chrono::milliseconds pause{0};  ///< until a stranger's next one on the same name may begin
  std::function<void()> work;
  std::function<void()> turned_away;  ///< instead of `work`, if there is no place
};

class LogInQueue {
 public:
  struct Limits {
    std::size_t waiting = 64;
    std::size_t per_address = 8;
    std::size_t of_strangers_per_address = 4;
    std::size_t of_strangers_per_name = 8;
  };
  explicit LogInQueue(const Limits& limits) : limits_(limits) {}

  /// Gives back who has no place. If all are taken that is the newest of the worst standing, of
  /// the address that holds the most.
  std::optional<SlowWork> push(SlowWork work);
  std::optional<SlowWork> pop(std::chrono::milliseconds boot_now);
  /// When the next one may be taken; nothing if none waits.
  std::optional<std::chrono::milliseconds> due(std::chrono::milliseconds boot_now) const;
  std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Waiting {
    SlowWork work;
    std::uint64_t order = 0;
  };
  using Turns = std::map<std::string, std::uint64_t>;

  std::chrono::milliseconds ready_at(const SlowWork& work) const;
  std::size_t held(const std::string& address) const;
  bool has_its_share(const SlowWork& work) const;
  void forget_old_turns(std::chrono::milliseconds boot_now);

  Limits limits_;
  std::vector<Waiting> waiting_;
  std::uint64_t clock_ = 0;  ///< counts what came and what was taken
  Turns address_served_, name_served_;
  std::map<std::string, std::chrono::milliseconds> name_ready_;
};

}  // namespace otkel::http
