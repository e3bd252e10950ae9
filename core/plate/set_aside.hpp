#pragma once
// Captures that read a card's plate and are no reason to act for it all the same.
#include <optional>
#include <string_view>

#include "core/plate/match_decision.hpp"
#include "core/plate/visit_reads.hpp"

namespace otkel::core {

/// Why a capture of the card's canonical `plate` does not count for acting: it came late, it
/// reports a country that contradicts every reading of the plate, or it has a ReadDoubt. Nothing if
/// it counts.
std::optional<MatchWhy> set_aside(const Capture& capture, std::string_view plate);

}  // namespace otkel::core
