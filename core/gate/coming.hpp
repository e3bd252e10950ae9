#pragma once
// Which of its applications a vehicle comes with: there may be several, and an old one that nobody
// paid must not hide the paid one.
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "core/gate/stay.hpp"
#include "core/permit/application.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

struct ComingApplication {
  ApplicationState state = ApplicationState::registered;
  std::string booking_no;
  std::optional<LocalDate> valid_until;  ///< last day of its supplement
};

/// Place in the list, which is in the order of registration: one with a supplement that is valid
/// today before one that is on its way to it, and one whose supplement has run out last; of equals
/// the one of the vehicle's active booking, then the earliest. One that was issued belongs to a
/// trip that has begun, and an ended one to none.
std::optional<std::size_t> coming_application(std::span<const ComingApplication> applications,
                                              const std::optional<std::string>& booking_no,
                                              LocalDate today);

/// A supplement has come for a vehicle that is inside. `bound`: state of the application that its
/// stay is bound to, nothing if it is bound to none. It may take that one's place unless something
/// was formed for it as well.
bool may_take_the_stay(const Stay& stay, const std::string& application_no,
                       std::optional<ApplicationState> bound);

}  // namespace otkel::core
