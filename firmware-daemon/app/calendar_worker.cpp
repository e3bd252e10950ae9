// Due dates, once the clock may decide.
#include "firmware-daemon/app/calendar_worker.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/park_truck.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kEvery{1000};
constexpr std::chrono::days kKeepAnswers{14};

/// "did not come: 181 minutes of open time since 2025-05-20T05:00:00.000Z".
std::string no_show_words(const store::BookingRow& booking, milliseconds counted, Instant now) {
  const auto in_minutes = [](milliseconds time) {
    return std::to_string(core::whole_minutes(time));
  };
  const auto whole = now - booking.slot_end;
  return "did not come: " + in_minutes(counted) + " minutes that count since " +
         core::to_iso(booking.slot_end) + "; " + in_minutes(whole - counted) +
         " more did not count (closed or blocked)";
}

/// Asked every second: what the clock alone says is no less than what counts, so it is asked first;
/// bookings of one slot share the answer. By slot; nobody here has a place in the queue yet.
Result<void> miss_slots(Context& c) {
  const auto deadline = c.checkpoint.pack.no_show_after;
  std::map<Instant, milliseconds> counted;
  auto booked = c.stores.bookings.in_state(core::BookingState::booked);
  std::ranges::stable_sort(booked, {}, &store::BookingRow::slot_start);
  for (auto& booking : booked) {
    if (c.now - booking.slot_end <= deadline) continue;
    const auto [slot, fresh] = counted.try_emplace(booking.slot_end);
    if (fresh) slot->second = counted_time(c, booking.slot_end, c.now);
    if (slot->second <= deadline) continue;
    if (auto moved = move_booking(c, booking, core::BookingEvent::miss,
                                  {no_show_words(booking, slot->second, c.now)});
        !moved)
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
  if (auto watched = watch_stock(c); !watched) return watched;
  if (auto missed = miss_slots(c); !missed) return missed;
  if (auto gone = settle_parked(c); !gone) return gone;
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
        // First, so that nobody is a no-show because of it.
        if (const auto& silence = watcher->silence())
          if (auto written = record_silence(c, silence->from, silence->to); !written)
            return written;
        c.stores.answers.forget_before(c.now - kKeepAnswers);
        return settle_calendar(c);
      }));
      watcher->silence_written();
    }
    const auto wal = cut_or_move_wal(c);
    c.around.storage.note_wal(wal.pages - wal.moved, boot);
    return boot + kEvery;
  };
  return worker;
}

}  // namespace otkel::app
