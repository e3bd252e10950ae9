#pragma once
// What cameras write where they read no plate. The one table of the product: a word that is not in
// it counts as a plate, and a vehicle without one as read.
#include <span>
#include <string_view>

namespace otkel::core {

/// The words as makers write them; case and separators make no difference.
std::span<const std::string_view> no_read_words();

/// Whether `folded`, as fold_plate() gives it, is one of them, is empty or has only zeros.
bool says_no_plate(std::u32string_view folded);

}  // namespace otkel::core
