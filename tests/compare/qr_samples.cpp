// otkel-qr-samples FOLDER: pictures of a supplement's QR in 43 settings, and of the whole page on
// each paper, each damaged as paper and cameras damage it. Writes FOLDER/N.pgm and a line of JSON
// about each, with what ZXing and zbar read; other readers go by the same pictures.
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <random>

#include "printer/claim/check_qr.hpp"
#include "printer/job/prepare.hpp"
#include "tests/support/qr_damage.hpp"
#include "tests/unit/printer/sample.hpp"

namespace {

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file
using printer::Grey, printer::Page, printer::QrCode;

// Bit 7 of libqrencode's modules: not one of the data.
constexpr unsigned char kNoData = 0x80;
constexpr int kAnyMask = -1;

bool masked(int mask, int x, int y) {
  switch (mask) {
    case 0:
      return (x + y) % 2 == 0;
    case 1:
      return y % 2 == 0;
    case 2:
      return x % 3 == 0;
    case 3:
      return (x + y) % 3 == 0;
    case 4:
      return (x / 3 + y / 2) % 2 == 0;
    case 5:
      return x * y % 2 + x * y % 3 == 0;
    case 6:
      return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
      return ((x + y) % 2 + x * y % 3) % 2 == 0;
  }
}

/// The 15 bits that name level and mask, ISO/IEC 18004 annex C.
unsigned format_of(char level, int mask) {
  const unsigned number = level == 'L' ? 1 : level == 'M' ? 0 : level == 'Q' ? 3 : 2;
  const unsigned data = number << 3 | static_cast<unsigned>(mask);
  unsigned rest = data;
  for (int i = 0; i < 10; ++i) rest = rest << 1 ^ (rest >> 9) * 0x537;
  return (data << 10 | rest) ^ 0x5412;
}

/// Where its bit `i` stands, in both places.
std::array<std::pair<int, int>, 2> format_places(int size, int i) {
  const std::pair<int, int> corner = i < 6    ? std::pair{8, i}
                                     : i == 6 ? std::pair{8, 7}
                                     : i == 7 ? std::pair{8, 8}
                                     : i == 8 ? std::pair{7, 8}
                                              : std::pair{14 - i, 8};
  return {corner, i < 8 ? std::pair{size - 1 - i, 8} : std::pair{8, size - 15 + i}};
}

/// A code of our own choice of version (0: the smallest) and mask, which the product leaves to
/// libqrencode. Nothing if the version has no room.
std::optional<QrCode> code_of(const std::string& text, char level, int version, int mask,
                              int module_dots) {
  const QRecLevel wanted = level == 'L'   ? QR_ECLEVEL_L
                           : level == 'M' ? QR_ECLEVEL_M
                           : level == 'Q' ? QR_ECLEVEL_Q
                                          : QR_ECLEVEL_H;
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeString(text.c_str(), version, wanted, QR_MODE_8, 1), &QRcode_free);
  if (!made) return std::nullopt;
  QrCode code;
  code.size = made->width;
  code.version = made->version;
  code.module_dots = module_dots;
  const auto at = [&](int x, int y) { return static_cast<std::size_t>(y * code.size + x); };
  for (int i = 0; i < code.size * code.size; ++i)
    code.modules.push_back(made->data[static_cast<std::size_t>(i)] & 1);
  if (mask == kAnyMask) return code;
  unsigned now = 0;
  for (int i = 0; i < 15; ++i) {
    const auto [x, y] = format_places(code.size, i)[0];
    now |= static_cast<unsigned>(code.modules[at(x, y)]) << i;
  }
  int before = 0;
  while (before < 8 && format_of(level, before) != now) ++before;
  if (before == 8) return std::nullopt;
  for (int y = 0; y < code.size; ++y)
    for (int x = 0; x < code.size; ++x)
      if ((made->data[at(x, y)] & kNoData) == 0 && masked(before, x, y) != masked(mask, x, y))
        code.modules[at(x, y)] ^= 1;
  for (int i = 0; i < 15; ++i)
    for (const auto& [x, y] : format_places(code.size, i))
      code.modules[at(x, y)] = format_of(level, mask) >> i & 1;
  return code;
}

Grey all_of(const Page& page) { return printer::grey_of(page, 0, page.height); }

double value_at(const Grey& grey, double x, double y) {
  const auto value = [&](int at_x, int at_y) {
    const bool outside = at_x < 0 || at_y < 0 || at_x >= grey.width || at_y >= grey.height;
    return outside ? 255.0 : grey.values[static_cast<std::size_t>(at_y * grey.width + at_x)];
  };
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const double right = x - left, down = y - top;
  return (value(left, top) * (1 - right) + value(left + 1, top) * right) * (1 - down) +
         (value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right) * down;
}

// Specks: of dust on the head, which stay white, and of dirt on the paper.
Grey dusty(const Page& page, std::uint32_t seed) {
  Grey grey = all_of(page);
  std::minstd_rand random(seed);
  const int specks = grey.width * grey.height / 8000;
  for (int i = 0; i < specks; ++i) {
    const int middle_x = static_cast<int>(random() % static_cast<unsigned>(grey.width));
    const int middle_y = static_cast<int>(random() % static_cast<unsigned>(grey.height));
    const int radius = 2 + static_cast<int>(random() % 4);
    const std::uint8_t value = random() % 2 == 0 ? 255 : 40;
    for (int y = std::max(0, middle_y - radius); y <= std::min(grey.height - 1, middle_y + radius);
         ++y)
      for (int x = std::max(0, middle_x - radius); x <= std::min(grey.width - 1, middle_x + radius);
           ++x)
        if ((x - middle_x) * (x - middle_x) + (y - middle_y) * (y - middle_y) <= radius * radius)
          grey.values[static_cast<std::size_t>(y * grey.width + x)] = value;
  }
  return grey;
}

// Held askew: turned by 8 degrees, the right side further away.
Grey slanted(const Page& page, std::uint32_t) {
  const Grey flat = all_of(page);
  constexpr double kAngle = 8 * 3.14159265 / 180, kFurther = 0.18;
  Grey grey{.width = flat.width * 5 / 4, .height = flat.height * 5 / 4, .values = {}};
  for (int y = 0; y < grey.height; ++y)
    for (int x = 0; x < grey.width; ++x) {
      const double from_x = x - grey.width / 2.0, from_y = y - grey.height / 2.0;
      const double depth = 1 + kFurther * from_x / grey.width;
      const double turned_x = (from_x * std::cos(kAngle) - from_y * std::sin(kAngle)) * depth;
      const double turned_y = (from_x * std::sin(kAngle) + from_y * std::cos(kAngle)) * depth;
      grey.values.push_back(static_cast<std::uint8_t>(
          value_at(flat, turned_x + flat.width / 2.0, turned_y + flat.height / 2.0)));
    }
  return grey;
}

// Pale print in uneven light through a lens: 60 of 255 between black and white.
Grey faint(const Page& page, std::uint32_t seed) {
  const Grey sharp = all_of(page);
  Grey grey = sharp;
  std::minstd_rand random(seed);
  for (int y = 0; y < grey.height; ++y)
    for (int x = 0; x < grey.width; ++x) {
      double sum = 0;
      for (int i = 0; i < 9; ++i) sum += value_at(sharp, x + i % 3 - 1, y + i / 3 - 1);
      const double light = 40.0 * x / grey.width;
      const double noise = static_cast<double>(random() % 17) - 8;
      grey.values[static_cast<std::size_t>(y * grey.width + x)] =
          static_cast<std::uint8_t>(120 + sum / 9 * 60 / 255 + light + noise);
    }
  return grey;
}

Grey without_rows(const Page& page, std::uint32_t seed) {
  const auto& all = qr_damage::damages();
  return all_of(std::ranges::find(all, "3 rows lost", &qr_damage::Damage::name)->apply(page, seed));
}

struct Damage {
  std::string name;
  int tries;
  Grey (*apply)(const Page& page, std::uint32_t seed);
};
const std::array<Damage, 5> kDamages{
    Damage{"none", 1, [](const Page& page, std::uint32_t) { return all_of(page); }},
    Damage{"dust", 3, dusty}, Damage{"3 rows lost", 3, without_rows}, Damage{"slanted", 1, slanted},
    Damage{"faint", 1, faint}};

struct Setting {
  char level;
  int module_dots;
  int more_versions = 0;  ///< than the text needs
  int mask = kAnyMask;
};

std::vector<Setting> settings() {
  std::vector<Setting> all;
  for (int dots = 2; dots <= 6; ++dots)
    for (const char level : {'L', 'M', 'Q', 'H'}) all.push_back({level, dots});
  for (int mask = 0; mask < 8; ++mask) all.push_back({'Q', 6, 0, mask});
  for (int mask = 0; mask < 8; ++mask) all.push_back({'M', 5, 0, mask});
  for (const int more : {1, 2, 4, 6}) all.push_back({'M', 5, more});
  for (const int more : {1, 2, 4}) all.push_back({'Q', 5, more});
  return all;
}

int written = 0;

void write(const std::string& folder, const std::string& setting, const Page& page,
           const std::string& text) {
  for (const Damage& damage : kDamages)
    for (int number = 0; number < damage.tries; ++number) {
      const Grey grey = damage.apply(page, static_cast<std::uint32_t>(number + 1));
      const std::string file = folder + "/" + std::to_string(written++) + ".pgm";
      std::ofstream out(file, std::ios::binary);
      out << "P5\n" << grey.width << ' ' << grey.height << "\n255\n";
      out.write(reinterpret_cast<const char*>(grey.values.data()),
                static_cast<std::streamsize>(grey.values.size()));
      const auto read = [&](const std::string& found) {
        return found == text ? "\"right\"" : found.empty() ? "\"nothing\"" : "\"wrong\"";
      };
      std::cout << R"({"setting":")" << setting << R"(","damage":")" << damage.name
                << R"(","file":")" << file << R"(","zxing":)"
                << read(printer::decode_with_zxing(grey)) << R"(,"zbar":)"
                << read(printer::decode_with_zbar(grey)) << "}\n";
    }
}

std::string fits(const QrCode& code) {
  constexpr int kMargins = 12;
  std::string papers;
  for (const auto paper : {printer::Paper::mm80, printer::Paper::mm80_512, printer::Paper::mm58})
    if (code.dots() <= dots_across(paper) - kMargins)
      papers += (papers.empty() ? "" : ", ") + std::to_string(dots_across(paper));
  return papers.empty() ? "none" : papers;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: otkel-qr-samples FOLDER\n";
    return 64;
  }
  const auto job = [](printer::Paper paper) {
    return printer::prepare(printer_test::sample_print(), printer_test::sample_key(), paper)
        .value();
  };
  const std::string text = job(printer::Paper::mm80).qr_text;
  std::cout << R"({"text":")" << text << "\"}\n";
  for (const Setting& s : settings()) {
    const auto least = code_of(text, s.level, 0, kAnyMask, s.module_dots);
    const auto code =
        least ? code_of(text, s.level, least->version + s.more_versions, s.mask, s.module_dots)
              : std::nullopt;
    if (!code) {
      std::cerr << "no code of level " << s.level << '\n';
      return 1;
    }
    const std::string mask = s.mask == kAnyMask ? "best" : std::to_string(s.mask);
    write(words[1],
          std::to_string(s.module_dots) + " | " + s.level + " | " + std::to_string(code->version) +
              " | " + mask + " | " + fits(*code),
          qr_damage::drawn(*code), text);
  }
  for (const auto paper : {printer::Paper::mm80, printer::Paper::mm80_512, printer::Paper::mm58})
    write(words[1], "whole page | | | | " + std::to_string(dots_across(paper)), job(paper).page,
          text);
  return 0;
}
