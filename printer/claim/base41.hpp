#pragma once
// Bytes as capitals a QR packs densely and a link carries unharmed: two bytes in three characters
// of 41 (docs/adr/0010).
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "printer/page/page.hpp"

namespace otkel::printer {

/// QR's 45 alphanumeric characters without space, '%', '+' and '/', which links and forms change.
inline constexpr std::string_view kBase41 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";

std::string base41_encode(std::span<const std::uint8_t> bytes);
/// Empty for anything base41_encode does not write.
std::optional<Bytes> base41_decode(std::string_view text);

}  // namespace otkel::printer
