#pragma once
// Where messages wait for the disk: posts and pulled ones alike. What came in while the last commit
// ran shares the next one, so the rate is not one fsync per message. Bounded: what finds no place
// is turned away at once and must come again.
#include <functional>
#include <string>
#include <vector>

#include "anpr-bridge/keep/intake.hpp"

namespace otkel::anpr {

/// Belongs to the thread that owns the intake.
class Reception {
 public:
  /// Called once, on the same thread, after the commit that holds the message or with what is
  /// wrong.
  using Done = std::function<void(const core::Result<Outcome>&)>;
  struct Limits {
    std::size_t messages = 64;
    std::size_t bytes = 64u << 20;
  };

  /// `later` runs a task on this thread after what is ready now; `stored` hears of new visits.
  Reception(Intake& intake, const core::Clock& clock,
            std::function<void(std::function<void()>)> later, std::function<void()> stored,
            Limits limits)
      : intake_(&intake),
        clock_(&clock),
        later_(std::move(later)),
        stored_(std::move(stored)),
        limits_(limits) {}

  struct Message {
    CameraState* camera = nullptr;
    std::string content_type, bytes;
    bool replayed = false;  ///< see Intake::Incoming
    Done done;
  };
  /// Errors given to `done`: busy (no place; at once), and those of Intake::take_all.
  void submit(Message message);
  /// One commit for all that waits. submit() arranges for it; tests call it themselves.
  void take_waiting();

  std::int64_t turned_away() const { return turned_away_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  Intake* intake_;
  const core::Clock* clock_;
  std::function<void(std::function<void()>)> later_;
  std::function<void()> stored_;
  Limits limits_;
  std::vector<Message> waiting_;
  std::size_t bytes_ = 0;
  std::int64_t turned_away_ = 0;
};

}  // namespace otkel::anpr
