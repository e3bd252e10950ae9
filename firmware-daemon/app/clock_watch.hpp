#pragma once
// The trust in the clock at a checkpoint: looking, remembering over a restart, asking for it, and
// two persons who confirm it (ADR 0050).
#include <memory>
#include <optional>
#include <string>

#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Of this moment, also between two looks.
core::ClockDoubt clock_doubt(const ClockState& clock, Instant now);

/// Errors: clock_untrusted, with what is wrong and what repairs it. Ask it before anything that a
/// deadline, a day or a time of the law decides, and that cannot be taken back.
Result<void> needs_clock(const Context& context);

/// What is wrong and how it is repaired, in words; empty while nothing is.
std::string clock_words(core::ClockDoubt doubt);

/// Two persons say that the machine's clock shows the right time.
struct ClockConfirmation {
  Instant shown{};     ///< what their own watch shows
  std::string reason;  ///< how they know
  std::optional<Countersignature> second;
};

/// Without a link and with a clock that nothing vouches for. Opens the incident `clock_confirmed`,
/// which a third closes once the hub has been heard. Errors: reason_missing, version_conflict (the
/// clock is trusted, or the hub is heard and judges), clock_untrusted (their watch and the clock
/// are more than two minutes apart: set the clock), those of authorise.
Result<void> confirm_clock(Context& context, const ClockConfirmation& confirmation);

/// [from, to): there was no process, or one whose clock could not decide.
struct Silence {
  Instant from{}, to{};
};

/// Belongs to the calendar worker.
class ClockWatcher {
 public:
  /// `boot_id`: of this start of the machine.
  explicit ClockWatcher(std::string boot_id) : boot_id_(std::move(boot_id)) {}

  /// Before anything of this moment is decided. Writes what must outlive the process in a
  /// transaction of its own.
  void look(Context& context, const core::Moment& at);

  /// More than 5 minutes in which nobody could check in, over now and not yet written down: a stop
  /// of the machine, a doubt, a clock that was set.
  const std::optional<Silence>& silence() const { return silence_; }
  void silence_written() { silence_.reset(); }

 private:
  void begin(Context& context, const core::Moment& at);
  void notice_jump(Context& context, const core::Moment& at);
  void keep(Context& context, const core::Moment& at);
  void notice_silence(Instant now);

  std::string boot_id_;
  std::optional<core::ClockJudge> judge_;
  std::optional<core::ClockRecord> written_;
  std::optional<core::Moment> last_;
  std::optional<Instant> ready_;  ///< when it was last trusted, as far as is known
  std::optional<Silence> silence_;
};

}  // namespace otkel::app
