#pragma once
// What an incident is called on paper.
#include <string>
#include <string_view>

namespace otkel::app {

/// Kazakh and Russian; the kind itself if it has no words.
std::string incident_words(std::string_view kind);

}  // namespace otkel::app
