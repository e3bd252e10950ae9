#pragma once
// How one confirmation of an officer teaches a camera's confusions.
#include <string_view>

#include "core/plate/confusion.hpp"

namespace otkel::core {

/// Aligns what was read with the plate that a person named and counts each pair of characters,
/// right ones too; what was lost or added counts for nothing. Gives the number of pairs counted:
/// 0 if the two are too different to be the same plate. Both are folded texts.
int learn(Confusions& confusions, std::string_view read, std::string_view truth);

}  // namespace otkel::core
