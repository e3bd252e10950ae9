#pragma once
// Bookings of both sellers, as the hub knows them.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/queue/booking.hpp"
#include "core/value/fields.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct BookingRow {
  std::string booking_no;
  core::Site site;
  core::Seller seller = core::Seller::hub;
  std::string plate, bin, driver_name;
  core::Instant slot_start{}, slot_end{};
  core::BookingState state = core::BookingState::booked;
  bool confirmed = false;  ///< the checkpoint has it in its own log
  bool contested = false;  ///< sold while the vehicle had an active booking of the other seller
  core::Instant changed{};
  static constexpr auto fields() {
    using R = BookingRow;
    return std::tuple{core::field("booking_no", &R::booking_no),
                      core::field("site", &R::site),
                      core::field("seller", &R::seller),
                      core::field("plate", &R::plate),
                      core::field("bin", &R::bin),
                      core::field("driver_name", &R::driver_name),
                      core::field("slot_start", &R::slot_start),
                      core::field("slot_end", &R::slot_end),
                      core::field("state", &R::state),
                      core::field("confirmed", &R::confirmed),
                      core::field("contested", &R::contested),
                      core::field("changed", &R::changed)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class Bookings {
 public:
  explicit Bookings(sql::Session& db) : db_(db) {}
  void put(const BookingRow& row);
  std::optional<BookingRow> find(const std::string& booking_no);
  void renumber(const std::string& from, const std::string& to);
  /// The vehicle's active booking that is not contested, at whatever checkpoint.
  std::optional<BookingRow> active_of(const std::string& plate);
  /// How many of a slot the hub has sold and not taken back.
  std::int64_t sold(core::Site site, core::Instant slot_start);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
