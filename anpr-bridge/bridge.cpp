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

}  // namespace

bool Bridge::Chore::take(milliseconds boot) {
  if (boot < due) return false;
  due = boot + period;
  return true;
}

Result<std::unique_ptr<Bridge>> Bridge::open(const IntakeSettings& settings, Ends ends,
                                             std::function<void()> wake, const core::Moment& at) {
  auto intake = Intake::open(settings, ends.journal, ends.pictures, at.wall);
  if (!intake) return std::unexpected(intake.error());
  return std::unique_ptr<Bridge>(new Bridge(std::move(*intake), ends, std::move(wake), at.boot));
}

Bridge::Bridge(Intake intake, const Ends& ends, std::function<void()> wake, milliseconds boot)
    : journal_(&ends.journal),
      intake_(std::move(intake)),
      reception_(intake_, std::move(wake), {}),
      forwarder_(ends.journal, ends.sink),
      telling_{kTellDaemon, boot + kTellDaemon},
      looking_{kLookForTrouble, boot + kLookForTrouble},
      housekeeping_{kHousekeeping, boot + kHousekeeping},
      forgetting_{kForgetOld, boot} {}

milliseconds Bridge::step(const core::Moment& at) {
  if (reception_.take_waiting(at.wall)) forwarder_.wake();
  const auto next = forwarder_.step(at.boot);
  notice_link();
  if (telling_.take(at.boot) && forwarder_.connected())
    if (const auto now = status(at.wall)) forwarder_.tell(codec::encode(*now));
  if (looking_.take(at.boot)) look_for_trouble();
  if (housekeeping_.take(at.boot)) {
    journal_->checkpoint();
    make_room();
  }
  if (forgetting_.take(at.boot)) forget_old(at.wall);
  return std::min({next, telling_.due, looking_.due, housekeeping_.due, forgetting_.due});
}

Result<core::BridgeStatus> Bridge::status(core::Instant now) const {
  return status_of_bridge(intake_, reception_, *journal_, forwarder_, now);
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
  const auto gone = intake_.forget_old(now);
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
