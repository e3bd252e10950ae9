// Due dates, once the clock may decide.
#include "firmware-daemon/app/calendar_worker.hpp"

#include <memory>
#include <utility>

#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/queue_order.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kEvery{1000};
constexpr std::chrono::days kKeepAnswers{14};

Result<void> miss_slots(Context& c) {
  for (auto booking : in_order(c, core::BookingState::booked)) {
    const auto arrival =
        core::arrival(c.checkpoint.pack, booking.slot_start, booking.slot_end, c.now);
    if (arrival != core::Arrival::missed) continue;
    if (auto moved = move_booking(c, booking, core::BookingEvent::miss, {"did not come"}); !moved)
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

/// Cutting costs the next commits the growing of the file again: only what was erased is worth it.
sqlite::WalState cut_or_move_wal(Context& c) {
  if (!c.stores.officers.wal_to_cut()) return c.stores.db.checkpoint();
  const auto wal = c.stores.db.cut_wal();
  if (wal.cut) c.stores.officers.wal_was_cut();
  return wal;
}

}  // namespace

Result<void> settle_calendar(Context& c) {
  if (auto missed = miss_slots(c); !missed) return missed;
  return lapse_supplements(c);
}

Worker calendar_worker(ClockWatch watch, std::string boot_id) {
  auto watcher = std::make_shared<ClockWatcher>(std::move(boot_id));
  Worker worker;
  worker.name = "calendar";
  worker.on_news = false;
  worker.step = [=](Context& c, milliseconds boot) {
    if (watch == ClockWatch::on) watcher->look(c, {c.now, boot});
    if (needs_clock(c)) {
      stop_on_storage(c.stores.db.transact([&]() -> Result<void> {
        c.stores.answers.forget_before(c.now - kKeepAnswers);
        return settle_calendar(c);
      }));
    }
    const auto wal = cut_or_move_wal(c);
    c.around.storage.note_wal(wal.pages - wal.moved, boot);
    return boot + kEvery;
  };
  return worker;
}

}  // namespace otkel::app
