#pragma once
// What the legal ground of a call out of turn is called on paper.
#include <string>
#include <string_view>

namespace otkel::app {

/// Kazakh and Russian of a word of core::CallGround; any other text as it is: older rows hold free
/// text.
std::string ground_words(std::string_view ground);

}  // namespace otkel::app
