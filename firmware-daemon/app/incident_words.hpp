#pragma once
// What an incident is called on paper.
#include <string>

#include "core/fact/incident.hpp"

namespace otkel::app {

/// Kazakh and Russian; the word itself if this version has none for it.
std::string incident_words(const core::IncidentWord& kind);

}  // namespace otkel::app
