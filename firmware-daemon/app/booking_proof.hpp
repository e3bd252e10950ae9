#pragma once
// A person who books or withdraws at the kiosk shows that he may act for the vehicle
// (docs/adr/0047): plates can be read off any truck, papers cannot.
#include <optional>
#include <string>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct BookingProof {
  std::string plate;  ///< canonical
  /// The number of an application of that vehicle that has not ended, as look_up() takes it, or the
  /// number of its permit card; letters and digits count, signs and spaces do not.
  std::optional<std::string> said;
  std::string from;  ///< the address that asks
};

/// A wrong one is counted for the plate and for the address. Errors: booking_proof_missing,
/// booking_proof_wrong; rate_limited after too many wrong ones, whether or not this one is right.
Result<void> check_proof(Context& context, const BookingProof& proof);

/// What a driver wants done with a booking at the kiosk.
struct DriverRequest {
  std::string booking_no;
  std::optional<std::string> proof;  ///< see BookingProof
  std::string from;
};

}  // namespace otkel::app
