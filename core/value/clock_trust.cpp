// When the wall clock falls into doubt, and how it gets out of it.
#include "core/value/clock_trust.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

using std::chrono::milliseconds;

milliseconds offset_of(const Moment& at) { return at.wall.time_since_epoch() - at.boot; }

}  // namespace

ClockJudge::ClockJudge(const ClockStart& start)
    : not_before_(start.not_before),
      first_start_(start.kept ? start.kept->doubt == ClockDoubt::implausible
                              : !start.last_written) {
  const bool reported = start.kept && !start.kept->boot_id.empty() && !start.boot_id.empty();
  const bool same_boot = reported && start.kept->boot_id == start.boot_id;
  // Counts while `known` does not hold: then this start of the machine was never trusted yet.
  rebooted_ = reported;
  before_ = start.kept ? start.kept->trusted : start.last_written.value_or(Instant{});
  // Rows that were written in doubt bear a time that nobody confirms.
  const bool rows_count = !start.kept || start.kept->doubt == ClockDoubt::none;
  written_ = rows_count ? start.last_written.value_or(before_) : before_;
  if (same_boot) {
    kept_ = *start.kept;
    return;
  }
  kept_.boot_id = start.boot_id;
  kept_.trusted = before_;
  kept_.doubt = start.kept && start.kept->doubt != ClockDoubt::none ? start.kept->doubt
                                                                    : first_doubt(start.at);
  if (kept_.doubt != ClockDoubt::none) return;
  kept_.known = true;
  kept_.right_ms = offset_of(start.at).count();
  kept_.trusted = start.at.wall;
}

/// The machine has run since its start for as long as the boot clock says, and stood before that.
Instant ClockJudge::earliest(const Moment& at) const {
  return before_ + (rebooted_ ? at.boot : milliseconds{0});
}

ClockDoubt ClockJudge::first_doubt(const Moment& at) const {
  if (plausible(at)) return ClockDoubt::none;
  if (first_start_) return ClockDoubt::implausible;
  const bool behind = at.wall + kTolerance < std::max(earliest(at), written_);
  return behind ? ClockDoubt::went_back : ClockDoubt::long_absence;
}

bool ClockJudge::plausible(const Moment& at) const {
  if (first_start_) return at.wall >= not_before_;
  return at.wall + kTolerance >= std::max(earliest(at), written_) &&
         at.wall <= earliest(at) + kLongestAbsence;
}

ClockDoubt ClockJudge::complaint(const Moment& at, bool hub_heard) const {
  const bool set_or_other = kept_.doubt == ClockDoubt::moved || kept_.doubt == ClockDoubt::differs;
  // What was doubted before the machine was started again is not settled by being started.
  if (!kept_.known) return set_or_other || !plausible(at) ? kept_.doubt : ClockDoubt::none;
  const auto distance = std::chrono::abs(offset_of(at) - milliseconds{kept_.right_ms});
  if (hub_heard && kept_.from_hub)
    return distance > kMostFromHub ? ClockDoubt::differs : ClockDoubt::none;
  const bool strict = kept_.from_hub && kept_.doubt != ClockDoubt::none;
  const auto most = strict ? milliseconds{kMostFromHub} : milliseconds{kMostMoved};
  if (distance <= most) return ClockDoubt::none;
  return kept_.doubt == ClockDoubt::none ? ClockDoubt::moved : kept_.doubt;
}

void ClockJudge::look(const Moment& at, const OtherClock& other) {
  if (other.measured) {
    kept_.known = true;
    kept_.from_hub = true;
    kept_.right_ms = other.measured->count();
  }
  const auto now = complaint(at, other.heard);
  if (now != ClockDoubt::none) {
    kept_.doubt = now;
    agreeing_since_.reset();
    return;
  }
  if (kept_.doubt != ClockDoubt::none) {
    if (!agreeing_since_) agreeing_since_ = at.boot;
    if (at.boot - *agreeing_since_ < kAgreement) return;
    if (!kept_.known) kept_.right_ms = offset_of(at).count();
    kept_.known = true;
    kept_.doubt = ClockDoubt::none;
  }
  kept_.trusted = at.wall;
}

void ClockJudge::confirm(const Moment& at) {
  kept_.known = true;
  kept_.from_hub = false;
  kept_.right_ms = offset_of(at).count();
  kept_.doubt = ClockDoubt::none;
  kept_.trusted = at.wall;
}

ClockDoubt doubt_at(Instant now, ClockDoubt judged, const std::optional<Instant>& looked) {
  if (judged != ClockDoubt::none || !looked) return judged;
  const bool was_set = std::chrono::abs(now - *looked) > ClockJudge::kMostMoved;
  return was_set ? ClockDoubt::moved : judged;
}

}  // namespace otkel::core
