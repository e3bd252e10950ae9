#pragma once
// What thermal paper does to a QR: dots that spread or stay pale, rows that are lost when the paper
// slips, dead dots of the head, specks. For the stress table and the tests of our choice of sizes.
#include <cstdint>
#include <string_view>
#include <vector>

#include "printer/page/page.hpp"
#include "printer/page/qr.hpp"

namespace otkel::qr_damage {

/// The code with its quiet zone, black on white.
printer::Page drawn(const printer::QrCode& code);

struct Damage {
  std::string_view name;
  printer::Page (*apply)(const printer::Page& page, std::uint32_t seed);
  bool random;  ///< whether another seed makes another page
};

/// none, gain +1, gain -1, 2 and 4 dead dots, 3 and 6 missing rows, 1 % and 3 % noise.
const std::vector<Damage>& damages();

struct Read {
  int zxing = 0;
  int zbar = 0;
  int either = 0;
};
/// How many of `tries` pages each decoder read `text` from.
Read read_damaged(const printer::QrCode& code, std::string_view text, const Damage& damage,
                  int tries);

}  // namespace otkel::qr_damage
