#pragma once
// Which of a vehicle's applications is meant where only the plate is named.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The one it comes with to the gate, see core::coming_application().
std::optional<store::ApplicationRow> coming_application(Context& context, const std::string& plate);

/// What people are shown: that of the open stay, else the one it comes with, else the last.
std::optional<store::ApplicationRow> shown_application(Context& context, const std::string& plate);

/// That of a supplement that came for a vehicle which is inside. Nothing: no stay is open, or it
/// has an application of its own.
std::optional<core::Stay> stay_for(Context& context, const store::ApplicationRow& application);

}  // namespace otkel::app
