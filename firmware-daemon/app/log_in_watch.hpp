#pragma once
// Who has lately given right and wrong passwords, and from where. Held in memory, so that a wrong
// password costs no write; a restart forgets it. Names that nobody has count like any other:
// nothing here may show whether a name exists. Work thread only.
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/value/instant.hpp"

namespace otkel::app {

/// One log-in as it is asked for; `address` as web::neighbourhood gives it.
struct Attempt {
  std::string login, address;
};

/// How an attempt stands before the others that wait, the best first.
enum class Standing {
  usual,      ///< this officer has logged in from there
  neighbour,  ///< another officer has
  stranger,
};

class LogInWatch {
 public:
  struct Counts {
    std::int64_t right = 0, wrong = 0, locked = 0;
    std::optional<core::Instant> last_failed;  ///< wrong or locked
  };

  /// Five wrong passwords lock this name at this address for a quarter of an hour, and nowhere
  /// else.
  std::optional<core::Instant> locked_until(const Attempt& attempt, core::Instant now) const;
  /// The name's wrong passwords since its last right one or the last forget_failures().
  std::int64_t wrong(const Attempt& attempt, core::Instant now);
  void right(const Attempt& attempt, core::Instant now);
  /// A session of this officer is used from there.
  void seen(const Attempt& attempt, core::Instant now);
  void forget_failures(const std::string& login);
  void refused_as_locked(core::Instant now);

  Standing standing(const Attempt& attempt) const;
  /// Between two attempts of strangers on one name. Zero but if many have failed lately, from
  /// whatever addresses.
  std::chrono::milliseconds pause(const std::string& login, core::Instant now) const;
  const Counts& counts() const { return counts_; }

 private:
  using Pair = std::pair<std::string, std::string>;  ///< login, address
  struct Failures {
    std::int64_t count = 0;
    core::Instant last{}, locked_until{};
  };
  struct Account {
    std::int64_t since_right = 0, lately = 0;
    core::Instant window{}, last{};  ///< `lately` counts from `window` on
  };

  std::map<Pair, Failures> failures_;
  std::map<std::string, Account> accounts_;
  std::map<Pair, core::Instant> usual_;
  std::map<std::string, core::Instant> addresses_;
  Counts counts_;
};

}  // namespace otkel::app
