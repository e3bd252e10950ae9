#pragma once
// The camera bridge as a node that is stepped: what cameras sent goes into the journal, what is in
// the journal goes to the daemon until it is acknowledged, what is old is forgotten. No thread, no
// socket, no clock inside; main.cpp has those.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "anpr-bridge/forwarder.hpp"
#include "anpr-bridge/keep/intake.hpp"
#include "anpr-bridge/keep/reception.hpp"
#include "anpr-bridge/national/client.hpp"
#include "core/plate/camera.hpp"
#include "core/value/clock_trust.hpp"
#include "core/value/moment.hpp"

namespace otkel::anpr {

/// What an operator should read in the log.
struct DaemonConnection {
  bool connected;
};
struct OldPicturesDeleted {
  std::size_t count;
};
/// The disk is nearly full.
struct PicturesGaveWay {
  std::size_t count;
};
struct DeletingFailed {
  enum class What { old_messages, pictures } what;
  std::string detail;
};
/// Counts since the start; reported when one of them grew. What exactly is in the status and, for
/// payloads, in the journal's table `undecodable`.
struct CameraTrouble {
  std::string camera;
  std::int64_t undecodable, refused, failed, late;
};
/// Nothing is deleted by its age while the clock is in doubt (ADR 0050).
struct ClockDoubted {
  core::ClockDoubt doubt;  ///< none: trusted again
};
using News = std::variant<DaemonConnection, OldPicturesDeleted, PicturesGaveWay, DeletingFailed,
                          CameraTrouble, ClockDoubted>;

/// Belongs to one thread.
class Bridge {
 public:
  struct Ends {
    Journal& journal;
    Pictures& pictures;
    sync::VisitSink& sink;
    NationalClient* national = nullptr;  ///< null: nothing is reported to the national queue
  };
  /// Reads back what the journal knows. `ends` outlive it. `wake` is called when a message was
  /// submitted and step() is due at once. `boot_id`: of this start of the machine. Errors: those of
  /// the journal.
  static core::Result<std::unique_ptr<Bridge>> open(const IntakeSettings& settings, Ends ends,
                                                    std::function<void()> wake,
                                                    const core::Moment& at,
                                                    std::string boot_id = {});

  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  /// Gives the boot time at which it is due again; sooner where `wake` is called or the sink has
  /// something. Calling it too soon costs nothing.
  std::chrono::milliseconds step(const core::Moment& at);
  /// Since the last call, oldest first.
  std::vector<News> take_news() { return std::exchange(news_, {}); }

  Reception& reception() { return reception_; }
  Intake& intake() { return intake_; }
  const Intake& intake() const { return intake_; }
  const Forwarder& forwarder() const { return forwarder_; }
  /// Errors: those of the journal.
  core::Result<core::BridgeStatus> status(core::Instant now) const;

 private:
  /// Something that is done every so often.
  struct PeriodicTask {
    std::chrono::milliseconds period;
    std::chrono::milliseconds due;
    /// True once for each time that it is due.
    bool take(std::chrono::milliseconds boot);
  };

  Bridge(Intake intake, const Ends& ends, std::function<void()> wake, core::ClockJudge clock,
         const core::Moment& at);
  void look_at_clock(const core::Moment& at);
  void notice_link();
  void look_for_trouble();
  void forget_old(core::Instant now);
  void make_room();

  Journal* journal_;
  NationalClient* national_;
  Intake intake_;
  Reception reception_;
  Forwarder forwarder_;
  core::ClockJudge clock_;
  core::ClockRecord clock_written_;
  std::optional<std::chrono::milliseconds> doubted_since_;  ///< boot time
  PeriodicTask telling_, looking_, housekeeping_, forgetting_;
  bool was_connected_ = false;
  std::map<std::string, std::int64_t> trouble_seen_;  ///< by camera
  std::vector<News> news_;
};

}  // namespace otkel::anpr
