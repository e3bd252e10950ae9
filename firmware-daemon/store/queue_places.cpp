// Reading and writing what places are made of.
#include "firmware-daemon/store/queue_places.hpp"

#include "core/queue/booking.hpp"

namespace otkel::store {
namespace {

/// An epoch has fewer events than this.
constexpr std::int64_t kEpoch = std::int64_t{1} << 40;

}  // namespace

void QueuePlaces::follow(const core::BookingMoved& fact, const core::EventRecord& record) {
  using Event = core::BookingEvent;
  const LogRow here{record.epoch, record.seq};
  const auto event = core::from_word<Event>(fact.event);
  if (event == Event::check_in) return put({fact.booking_no, here, fact.late_interval, {}, 0});
  auto row = find(fact.booking_no);
  if (!row) return;
  if (event == Event::call && fact.call) {
    row->calls = fact.call->count;
    if (fact.call->grant) row->head = here;
  } else if (event == Event::park) {
    row->parked_until = fact.parked_until;
  } else if (event == Event::come_back && fact.back_interval) {
    row->parked_until.reset();
    ++row->come_backs;
    row->calls = 0;
    row->back = QueuePlaceRow::Back{here, *fact.back_interval};
  } else {
    return;
  }
  put(*row);
}

void QueuePlaces::put(const QueuePlaceRow& row) {
  std::optional<std::string> head_epoch, back_epoch;
  std::optional<std::int64_t> head_seq, back_seq;
  std::optional<core::Instant> back_interval;
  if (row.head) {
    head_epoch = row.head->epoch;
    head_seq = row.head->seq;
  }
  if (row.back) {
    back_epoch = row.back->at.epoch;
    back_seq = row.back->at.seq;
    back_interval = row.back->interval;
  }
  db_.run(
      "INSERT OR REPLACE INTO queue_places (booking_no, epoch, seq, late_interval_utc_ms, "
      "head_epoch, head_seq, calls, parked_until_utc_ms, come_backs, back_epoch, back_seq, "
      "back_interval_utc_ms) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
      row.booking_no, row.arrived.epoch, row.arrived.seq, row.late_interval, head_epoch, head_seq,
      row.calls, row.parked_until, row.come_backs, back_epoch, back_seq, back_interval);
}

std::optional<QueuePlaceRow> QueuePlaces::find(const std::string& booking_no) {
  auto q = db_.prepare(
      "SELECT epoch, seq, late_interval_utc_ms, head_epoch, head_seq, calls, parked_until_utc_ms, "
      "come_backs, back_epoch, back_seq, back_interval_utc_ms FROM queue_places "
      "WHERE booking_no = ?");
  q.bind(booking_no);
  if (!q.step()) return std::nullopt;
  QueuePlaceRow row{booking_no, {q.text(0), q.integer(1)}, q.instant_or_null(2), {}, q.integer(5)};
  if (!q.is_null(3)) row.head = LogRow{q.text(3), q.integer(4)};
  row.parked_until = q.instant_or_null(6);
  row.come_backs = q.integer(7);
  if (!q.is_null(8)) row.back = QueuePlaceRow::Back{{q.text(8), q.integer(9)}, q.instant(10)};
  return row;
}

std::unordered_map<std::string, QueuePlace> QueuePlaces::in_state(std::string_view state) {
  auto q = db_.prepare(
      "SELECT booking_no, came.ordinal, queue_places.seq, late_interval_utc_ms, granted.ordinal, "
      "head_seq, returned.ordinal, back_seq, back_interval_utc_ms FROM bookings "
      "JOIN queue_places USING (booking_no) JOIN edge_epoch AS came ON came.epoch = "
      "queue_places.epoch "
      "LEFT JOIN edge_epoch AS granted ON granted.epoch = head_epoch "
      "LEFT JOIN edge_epoch AS returned ON returned.epoch = back_epoch WHERE state = ?");
  q.bind(state);
  std::unordered_map<std::string, QueuePlace> places;
  while (q.step()) {
    auto& place = places[q.text(0)];
    place.arrived = q.integer(1) * kEpoch + q.integer(2);
    place.late_interval = q.instant_or_null(3);
    if (!q.is_null(4)) place.head = q.integer(4) * kEpoch + q.integer(5);
    if (q.is_null(6)) continue;
    place.back = q.integer(6) * kEpoch + q.integer(7);
    place.back_interval = q.instant(8);
  }
  return places;
}

}  // namespace otkel::store
