#pragma once
// Where messages wait for the disk: posts and pulled ones alike. What came in while the last commit
// ran shares the next one, so the rate is not one fsync per message. Bounded: what finds no place
// is rejected at once and must be sent again.
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

  /// `wake` is called when the first message waits: take_waiting() is due, after what is ready now.
  Reception(Intake& intake, std::function<void()> wake, Limits limits)
      : intake_(&intake), wake_(std::move(wake)), limits_(limits) {}

  struct Message {
    CameraState* camera = nullptr;
    std::string content_type, bytes;
    bool replayed = false;  ///< see Intake::Incoming
    Done done;
  };
  /// Errors given to `done`: busy (no place; at once), and those of Intake::take_all.
  void submit(Message message);
  /// One commit for all that waits. Whether a visit in the journal is new or has changed.
  bool take_waiting(core::Instant now);

  std::int64_t turned_away() const { return turned_away_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  Intake* intake_;
  std::function<void()> wake_;
  Limits limits_;
  std::vector<Message> waiting_;
  std::size_t bytes_ = 0;
  std::int64_t turned_away_ = 0;
};

}  // namespace otkel::anpr
