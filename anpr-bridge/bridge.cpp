// One turn: the journal first, then the daemon, then the chores.
#include "anpr-bridge/bridge.hpp"

#include <algorithm>
#include <utility>

#include "anpr-bridge/status.hpp"
#include "base/codec/json.hpp"

namespace otkel::anpr {

using core::Result;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kTellDaemon{3'000};
constexpr milliseconds kLookForTrouble{10'000};
constexpr milliseconds kHousekeeping{5'000};
constexpr std::chrono::hours kForgetOld{1};
/// No camera has such a name.
const std::string kClockRow = "#clock";
constexpr milliseconds kKeepClockEvery{60'000};
/// No hub speaks to the bridge: a clock that nobody sets for a day is taken at its word.
constexpr std::chrono::hours kOwnWord{24};

Result<core::ClockJudge> judge_of(const Journal& journal, const core::Moment& at,
                                  std::string boot_id) {
  core::ClockStart start{at, std::move(boot_id), {}, {}, {}};
  auto row = journal.cursor(kClockRow);
  if (!row) return std::unexpected(row.error());
  if (*row) {
    auto kept = codec::decode<core::ClockRecord>((*row)->position);
    if (!kept) return std::unexpected(kept.error());
    start.kept = *std::move(kept);
  }
  return core::ClockJudge(start);
}

}  // namespace

bool Bridge::PeriodicTask::take(milliseconds boot) {
  if (boot < due) return false;
  due = boot + period;
  return true;
}

Result<std::unique_ptr<Bridge>> Bridge::open(const IntakeSettings& settings, Ends ends,
                                             std::function<void()> wake, const core::Moment& at,
                                             std::string boot_id) {
  auto clock = judge_of(ends.journal, at, std::move(boot_id));
  if (!clock) return std::unexpected(clock.error());
  auto intake = Intake::open(settings, ends.journal, ends.pictures, at.wall);
  if (!intake) return std::unexpected(intake.error());
  return std::unique_ptr<Bridge>(new Bridge(std::move(*intake), ends, std::move(wake), *clock, at));
}

Bridge::Bridge(Intake intake, const Ends& ends, std::function<void()> wake, core::ClockJudge clock,
               const core::Moment& at)
    : journal_(&ends.journal),
      national_(ends.national),
      intake_(std::move(intake)),
      reception_(intake_, std::move(wake), {}),
      forwarder_(ends.journal, ends.sink),
      clock_(std::move(clock)),
      telling_{kTellDaemon, at.boot + kTellDaemon},
      looking_{kLookForTrouble, at.boot + kLookForTrouble},
      housekeeping_{kHousekeeping, at.boot + kHousekeeping},
      forgetting_{kForgetOld, at.boot} {}

milliseconds Bridge::step(const core::Moment& at) {
  if (reception_.take_waiting(at.wall)) forwarder_.wake();
  const auto next = forwarder_.step(at.boot);
  notice_link();
  if (telling_.take(at.boot) && forwarder_.connected())
    if (const auto now = status(at.wall)) forwarder_.report(codec::encode(*now));
  if (looking_.take(at.boot)) look_for_trouble();
  if (housekeeping_.take(at.boot)) {
    journal_->checkpoint();
    make_room();
  }
  look_at_clock(at);
  if (clock_.doubt() == core::ClockDoubt::none && forgetting_.take(at.boot)) forget_old(at.wall);
  if (clock_.doubt() != core::ClockDoubt::none) forgetting_.due = at.boot + kForgetOld;
  return std::min({next, telling_.due, looking_.due, housekeeping_.due, forgetting_.due});
}

Result<core::BridgeStatus> Bridge::status(core::Instant now) const {
  auto status = status_of_bridge(intake_, reception_, *journal_, forwarder_, now);
  if (!status || national_ == nullptr) return status;
  auto national = national_->status(now);
  if (!national) return std::unexpected(national.error());
  status->national = *std::move(national);
  return status;
}

void Bridge::look_at_clock(const core::Moment& at) {
  const auto before = clock_.doubt();
  clock_.look(at, {});
  if (clock_.doubt() == core::ClockDoubt::none)
    doubted_since_.reset();
  else if (!doubted_since_ || clock_.doubt() != before)
    doubted_since_ = at.boot;
  if (doubted_since_ && at.boot - *doubted_since_ >= kOwnWord) clock_.confirm(at);
  if (clock_.doubt() != before) news_.emplace_back(ClockDoubted{clock_.doubt()});
  const auto& record = clock_.record();
  const bool same = record.doubt == clock_written_.doubt && record.known == clock_written_.known &&
                    record.boot_id == clock_written_.boot_id &&
                    record.right_ms == clock_written_.right_ms;
  if (same && std::chrono::abs(record.trusted - clock_written_.trusted) < kKeepClockEvery) return;
  // What could not be written now is written at the next step.
  if (journal_->move_cursor(kClockRow, {codec::encode(record), at.wall})) clock_written_ = record;
}

void Bridge::notice_link() {
  if (forwarder_.connected() == was_connected_) return;
  was_connected_ = forwarder_.connected();
  news_.emplace_back(DaemonConnection{was_connected_});
}

void Bridge::look_for_trouble() {
  for (const auto& [name, camera] : intake_.cameras()) {
    const auto& c = camera.counts;
    const std::int64_t trouble = c.undecodable + c.refused + c.failed + c.late;
    if (std::exchange(trouble_seen_[name], trouble) == trouble) continue;
    news_.emplace_back(CameraTrouble{name, c.undecodable, c.refused, c.failed, c.late});
  }
}

void Bridge::forget_old(core::Instant now) {
  core::Result<std::size_t> gone = 0;
  if (national_ != nullptr)  // what it still has to report is not old
    if (auto given_up = national_->forget_old(now); !given_up)
      gone = std::unexpected(given_up.error());
  if (gone) gone = intake_.forget_old(now);
  if (!gone)
    news_.emplace_back(DeletingFailed{DeletingFailed::What::old_messages, gone.error().detail});
  else if (*gone > 0)
    news_.emplace_back(OldPicturesDeleted{*gone});
}

void Bridge::make_room() {
  const auto gone = intake_.make_room();
  if (!gone)
    news_.emplace_back(DeletingFailed{DeletingFailed::What::pictures, gone.error().detail});
  else if (*gone > 0)
    news_.emplace_back(PicturesGaveWay{*gone});
}

}  // namespace otkel::anpr
