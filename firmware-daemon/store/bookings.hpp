#pragma once
// Bookings of this checkpoint.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/queue/booking.hpp"

namespace otkel::store {

struct BookingRow {
  std::string booking_no, plate, bin;
  core::Seller seller = core::Seller::hub;
  core::Instant slot_start{}, slot_end{};
  core::BookingState state = core::BookingState::booked;
  std::optional<core::Instant> checked_in, called, entered;
  std::optional<std::string> lane, ground;
  std::optional<core::Quality> quality =
      std::nullopt;  ///< fixed at check-in, or as the gate saw it
  std::optional<std::int64_t> late_minutes = std::nullopt;  ///< that count, set with the quality
};

class Bookings {
 public:
  explicit Bookings(sql::Session& db) : db_(db) {}

  void insert(const BookingRow& row);
  /// Writes every column but the frozen ones (plate, carrier, slot).
  void update(const BookingRow& row);
  std::optional<BookingRow> find(const std::string& booking_no);
  std::optional<BookingRow> active_of(const std::string& plate);
  /// The last booking of a plate, whatever its state.
  std::optional<BookingRow> last_of(const std::string& plate);
  /// The set of rows in a state; the order of the queue is core::order().
  std::vector<BookingRow> in_state(core::BookingState state);
  /// Active and ended ones that hold a place in the slot, sold by `seller`.
  std::int64_t sold(core::Instant slot_start, core::Seller seller);
  /// The grounds of the trucks that were called out of turn in [from, to) and did not end before
  /// they had entered.
  std::vector<std::string> grounds_called(core::Instant from, core::Instant to);
  /// The number after the last one this checkpoint gave in `year`.
  std::int64_t next_edge_number(int year);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
