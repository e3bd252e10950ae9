#pragma once
// What a camera or an officer says about a passage, and what is on record about its vehicle.
#include <optional>
#include <string>

#include "core/fact/blank.hpp"
#include "core/fact/evidence.hpp"
#include "core/gate/stay.hpp"
#include "core/permit/application.hpp"
#include "core/plate/plate_read.hpp"
#include "core/queue/booking.hpp"

namespace otkel::core {

struct Passage {
  CameraRole role = CameraRole::gate_in;
  std::string plate;  ///< canonical, of the card it was taken for
  Evidence evidence;
  std::string make_seen;  ///< the maker's name of the make if the camera reports it, else empty
  std::optional<std::string> trailer_seen;  ///< folded
  std::string reason;                       ///< of an officer who enters it by hand
};

/// The vehicle's booking, only one that is active.
struct BookingFacts {
  std::string booking_no;
  BookingState state = BookingState::booked;
};

struct ApplicationFacts {
  std::string application_no, plate, bin;
  ApplicationState state = ApplicationState::registered;
  std::optional<Instant> entered;
  bool revoked = false;                            ///< by the centre
  std::optional<std::string> make_set_aside = {};  ///< what an officer says is the card's make
};

/// The last number that the application was ever given.
struct BlankFacts {
  std::string number;
  BlankState state = BlankState::allocated;
};

/// The permit card of the application's plate.
struct CardFacts {
  std::string bin, make;
};

/// Loaded in one transaction. Which application: see ApplicationOf.
struct PassageFacts {
  std::optional<Stay> stay;  ///< the one that is open; for a late record the one it proves
  std::optional<Stay> last;  ///< the last of the plate, whatever its state
  std::optional<BookingFacts> booking;
  std::optional<ApplicationFacts> application;
  std::optional<BlankFacts> blank;  ///< of `application`
  std::optional<CardFacts> card;
  /// When it was last seen coming from China, apart from this passage; on the way back only.
  std::optional<Instant> seen_coming;
  /// It went out through our exit after `last` had come back; on the way back only.
  bool left_since = false;
};

}  // namespace otkel::core
