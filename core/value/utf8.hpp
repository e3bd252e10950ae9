#pragma once
// Code points in and out of UTF-8, for the few texts that core must look into.
#include <string>
#include <string_view>

namespace otkel::core {

/// Malformed bytes come out as U+FFFD, one each; never throws.
std::u32string utf8_decode(std::string_view bytes);
std::string utf8_encode(std::u32string_view text);

}  // namespace otkel::core
