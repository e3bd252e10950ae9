#pragma once
// What the tables say of where the trucks of cards are, for the matcher (ADR 0056).
#include <string_view>

#include "core/gate/presence.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Stands for the camera of a passage that an officer entered by hand.
constexpr std::string_view kNoCamera = "officer-entry";

/// No camera saw it, or the officer named a plate that the camera did not read.
bool is_statement(const store::VisitRow& row);

/// What was on record when the vehicle stood there, however late its visit is told. Holds
/// `context`, and asks it anew for every plate.
core::Presence presence_at(Context& context, const core::Visit& visit);

}  // namespace otkel::app
