#pragma once
// What the places of trucks in the queue are made of, one row from a truck's check-in on.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/sql/session.hpp"
#include "core/fact/event.hpp"
#include "core/fact/event_record.hpp"

namespace otkel::store {

/// A fact of the edge log.
struct LogRow {
  std::string epoch;
  std::int64_t seq = 0;
};

struct QueuePlaceRow {
  std::string booking_no;
  LogRow arrived;                              ///< its check-in
  std::optional<core::Instant> late_interval;  ///< set exactly if it was late
  std::optional<LogRow> head;                  ///< the grant that put it at the head
  std::int64_t calls = 0;
  std::optional<core::Instant> parked_until = {};  ///< of a parked one
  std::int64_t come_backs = 0;
  struct Back {
    LogRow at;
    core::Instant interval{};
  };
  std::optional<Back> back = {};  ///< the last time; set exactly if it came back
};

/// What the order is made of (core::WaitingTruck). Numbers grow with the log over all its epochs.
struct QueuePlace {
  std::int64_t arrived = 0;
  std::optional<core::Instant> late_interval;
  std::int64_t head = 0;  ///< 0: nothing puts it there
  std::int64_t back = 0;  ///< 0: it never came back
  core::Instant back_interval{};
};

class QueuePlaces {
 public:
  explicit QueuePlaces(sql::Session& db) : db_(db) {}

  /// Changes what the fact changes; `record` is the row of the log that holds it.
  void follow(const core::BookingMoved& fact, const core::EventRecord& record);
  std::optional<QueuePlaceRow> find(const std::string& booking_no);
  /// Of all bookings in a state, by booking number; those that never checked in have none.
  std::unordered_map<std::string, QueuePlace> in_state(std::string_view state);

 private:
  void put(const QueuePlaceRow& row);

  sql::Session& db_;
};

}  // namespace otkel::store
