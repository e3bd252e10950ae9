// Due dates and the trust in the clock.
#include "firmware-daemon/app/calendar_worker.hpp"

#include <tuple>
#include <utility>

#include "firmware-daemon/app/call_truck.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kEvery{1000};
constexpr milliseconds kJump{5000};
constexpr std::chrono::days kKeepAnswers{14};

Result<void> miss_slots(Context& c) {
  for (auto booking : in_order(c, core::BookingState::booked)) {
    const auto arrival =
        core::arrival(c.checkpoint.pack, booking.slot_start, booking.slot_end, c.now);
    if (arrival != core::Arrival::missed) continue;
    if (auto moved = move_booking(c, booking, core::BookingEvent::miss, "did not come"); !moved)
      return moved;
  }
  return {};
}

Result<void> lapse_supplements(Context& c) {
  for (auto application :
       c.stores.applications.in_state(core::ApplicationState::supplement_formed)) {
    const auto until = core::parse_date(application.supplement->valid_until);
    if (!until || today(c) <= *until) continue;
    if (auto ended = end_application(c, application, core::ApplicationEvent::lapse,
                                     "the supplement was valid until " + core::to_iso(*until));
        !ended)
      return ended;
  }
  return {};
}

/// The wall clock against the clock that never jumps; and against the log, which survives restarts.
class ClockWatcher {
 public:
  void look(Context& c, milliseconds boot) {
    const auto wall = c.now.time_since_epoch();
    if (seen_) {
      const auto expected = wall_ + (boot - boot_);
      if (wall - expected > kJump || expected - wall > kJump) {
        const auto told = c.stores.db.transact([&]() -> Result<void> {
          record(c, core::ClockJumped{Instant{expected}, c.now});
          open_incident(c, "clock_jumped", core::to_iso(c.now),
                        "expected " + core::to_iso(Instant{expected}));
          return {};
        });
        if (!told) return;  // seen again at the next look
      }
    }
    seen_ = true;
    wall_ = wall;
    boot_ = boot;
    newest_ = std::max(newest_, c.now);
    c.around.clock_trusted = c.now + kJump >= newest_;
  }
  void remember(Instant last_event) { newest_ = std::max(newest_, last_event); }

 private:
  bool seen_ = false;
  milliseconds wall_{}, boot_{};
  Instant newest_{};
};

}  // namespace

Result<void> settle_calendar(Context& c) {
  if (auto missed = miss_slots(c); !missed) return missed;
  return lapse_supplements(c);
}

Worker calendar_worker(ClockWatch watch) {
  auto watcher = std::make_shared<ClockWatcher>();
  auto started = std::make_shared<bool>(false);
  Worker worker;
  worker.name = "calendar";
  worker.on_news = false;
  worker.step = [=](Context& c, milliseconds boot) {
    if (watch == ClockWatch::on) {
      if (!std::exchange(*started, true))
        if (const auto last = c.stores.log.last_at()) watcher->remember(*last);
      watcher->look(c, boot);
    }
    // What could not be written now is due again at the next step.
    std::ignore = c.stores.db.transact([&]() -> Result<void> {
      c.stores.answers.forget_before(c.now - kKeepAnswers);
      return settle_calendar(c);
    });
    c.stores.db.checkpoint();
    return boot + kEvery;
  };
  return worker;
}

}  // namespace otkel::app
