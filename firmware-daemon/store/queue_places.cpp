// Reading and writing what places are made of.
#include "firmware-daemon/store/queue_places.hpp"

#include "core/queue/booking.hpp"

namespace otkel::store {
namespace {

/// An epoch has fewer events than this.
constexpr std::int64_t kEpoch = std::int64_t{1} << 40;

}  // namespace

void QueuePlaces::follow(const core::BookingMoved& fact, const core::EventRecord& record) {
  const LogRow here{record.epoch, record.seq};
  if (fact.event == core::word(core::BookingEvent::check_in))
    put({fact.booking_no, here, fact.late_interval, {}, 0});
  if (fact.event != core::word(core::BookingEvent::call) || !fact.call) return;
  auto row = find(fact.booking_no);
  if (!row) return;
  row->calls = fact.call->count;
  if (fact.call->grant) row->head = here;
  put(*row);
}

void QueuePlaces::put(const QueuePlaceRow& row) {
  std::optional<std::string> head_epoch;
  std::optional<std::int64_t> head_seq;
  if (row.head) {
    head_epoch = row.head->epoch;
    head_seq = row.head->seq;
  }
  db_.run(
      "INSERT OR REPLACE INTO queue_places (booking_no, epoch, seq, late_interval_utc_ms, "
      "head_epoch, head_seq, calls) VALUES (?,?,?,?,?,?,?)",
      row.booking_no, row.arrived.epoch, row.arrived.seq, row.late_interval, head_epoch, head_seq,
      row.calls);
}

std::optional<QueuePlaceRow> QueuePlaces::find(const std::string& booking_no) {
  auto q = db_.prepare(
      "SELECT epoch, seq, late_interval_utc_ms, head_epoch, head_seq, calls FROM queue_places "
      "WHERE booking_no = ?");
  q.bind(booking_no);
  if (!q.step()) return std::nullopt;
  QueuePlaceRow row{booking_no, {q.text(0), q.integer(1)}, q.instant_or_null(2), {}, q.integer(5)};
  if (!q.is_null(3)) row.head = LogRow{q.text(3), q.integer(4)};
  return row;
}

std::unordered_map<std::string, QueuePlace> QueuePlaces::in_state(std::string_view state) {
  auto q = db_.prepare(
      "SELECT booking_no, came.ordinal, queue_places.seq, late_interval_utc_ms, granted.ordinal, "
      "head_seq FROM bookings JOIN queue_places USING (booking_no) "
      "JOIN edge_epoch AS came ON came.epoch = queue_places.epoch "
      "LEFT JOIN edge_epoch AS granted ON granted.epoch = head_epoch WHERE state = ?");
  q.bind(state);
  std::unordered_map<std::string, QueuePlace> places;
  while (q.step()) {
    auto& place = places[q.text(0)];
    place = {q.integer(1) * kEpoch + q.integer(2), q.instant_or_null(3), 0};
    if (!q.is_null(4)) place.head = q.integer(4) * kEpoch + q.integer(5);
  }
  return places;
}

}  // namespace otkel::store
