// Each damage as a function of the page and a seed.
#include "tests/support/qr_damage.hpp"

#include <random>

#include "printer/claim/check_qr.hpp"

namespace otkel::qr_damage {
namespace {

using printer::Page;

// A dot is black where the page is at it or at one of its eight neighbours (all of them for -1).
Page gained(const Page& page, bool more) {
  Page out = printer::white_page(page.width, page.height);
  for (int y = 1; y + 1 < page.height; ++y)
    for (int x = 1; x + 1 < page.width; ++x) {
      int black = 0;
      for (int at = 0; at < 9; ++at) black += dot(page, x + at % 3 - 1, y + at / 3 - 1) ? 1 : 0;
      if (more ? black > 0 : black == 9) set_dot(out, x, y);
    }
  return out;
}

Page with_dead_dots(Page page, std::uint32_t seed, int count) {
  std::minstd_rand random(seed);
  for (int i = 0; i < count; ++i) {
    const int x = static_cast<int>(random() % static_cast<unsigned>(page.width));
    for (int y = 0; y < page.height; ++y) clear_dot(page, x, y);
  }
  return page;
}

// Rows in one place that the paper did not move for: what follows stands higher.
Page without_rows(const Page& page, std::uint32_t seed, int count) {
  std::minstd_rand random(seed);
  const int first = static_cast<int>(random() % static_cast<unsigned>(page.height - count));
  Page out = page;
  const auto row = static_cast<std::ptrdiff_t>(page.row_bytes());
  out.bits.erase(out.bits.begin() + first * row, out.bits.begin() + (first + count) * row);
  out.height -= count;
  return out;
}

Page with_noise(Page page, std::uint32_t seed, unsigned percent) {
  std::minstd_rand random(seed);
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < page.width; ++x)
      if (random() % 100 < percent) dot(page, x, y) ? clear_dot(page, x, y) : set_dot(page, x, y);
  return page;
}

}  // namespace

Page drawn(const printer::QrCode& code) {
  // Whole bytes across, as a printer's page; what is added on the right is white.
  Page page = printer::white_page((code.dots() + 7) / 8 * 8, code.dots());
  const int quiet = printer::QrCode::kQuietModules * code.module_dots;
  const int side = code.size * code.module_dots;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const int at = y / code.module_dots * code.size + x / code.module_dots;
      if (code.modules[static_cast<std::size_t>(at)] != 0) set_dot(page, quiet + x, quiet + y);
    }
  return page;
}

const std::vector<Damage>& damages() {
  static const std::vector<Damage> all{
      {"none", [](const Page& p, std::uint32_t) { return p; }, false},
      {"gain +1", [](const Page& p, std::uint32_t) { return gained(p, true); }, false},
      {"gain -1", [](const Page& p, std::uint32_t) { return gained(p, false); }, false},
      {"2 dead dots", [](const Page& p, std::uint32_t s) { return with_dead_dots(p, s, 2); }, true},
      {"4 dead dots", [](const Page& p, std::uint32_t s) { return with_dead_dots(p, s, 4); }, true},
      {"3 rows lost", [](const Page& p, std::uint32_t s) { return without_rows(p, s, 3); }, true},
      {"6 rows lost", [](const Page& p, std::uint32_t s) { return without_rows(p, s, 6); }, true},
      {"1 % noise", [](const Page& p, std::uint32_t s) { return with_noise(p, s, 1); }, true},
      {"3 % noise", [](const Page& p, std::uint32_t s) { return with_noise(p, s, 3); }, true}};
  return all;
}

Read read_damaged(const printer::QrCode& code, std::string_view text, const Damage& damage,
                  int tries) {
  const Page whole = drawn(code);
  Read read;
  for (int i = 0; i < tries; ++i) {
    const Page page = damage.apply(whole, 1 + static_cast<std::uint32_t>(i));
    const bool zxing = printer::decode_with_zxing(page) == text;
    const bool zbar = printer::decode_with_zbar(page) == text;
    read.zxing += zxing ? 1 : 0;
    read.zbar += zbar ? 1 : 0;
    read.either += zxing || zbar ? 1 : 0;
  }
  return read;
}

}  // namespace otkel::qr_damage
