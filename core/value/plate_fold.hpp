#pragma once
// From what a person typed or a camera sent to the characters of a plate. Digits and letters are
// never exchanged here: 0 and O are different plates.
#include <string>
#include <string_view>

namespace otkel::core {

/// Upper case; without separators of any kind; Cyrillic and Greek letters that look like Latin ones
/// as Latin, but the letters of a Mongolian plate as Cyrillic; without the colour sign before a
/// Chinese province; without a country's band before or behind the whole plate of that country.
/// What has the shape of a plate already keeps all its characters, and folding again changes
/// nothing. A character of no alphabet stays as it is.
std::u32string fold_plate(std::string_view utf8);

}  // namespace otkel::core
