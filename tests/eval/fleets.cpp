// Plates in series, as carriers register them.
#include "tests/eval/fleets.hpp"

#include <algorithm>
#include <set>

#include "core/plate/confusion.hpp"
#include "core/plate/plate_grammar.hpp"

namespace otkel::eval {
namespace {

constexpr std::string_view kLatin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kRussian = "ABEKMHOPCTYX";
constexpr std::string_view kChinese = "ABCDEFGHJKLMNPQRSTUVWXYZ";

std::string letters(int n, std::string_view from, SeededRng& dice) {
  std::string text;
  while (n-- > 0) text += dice.of(from);
  return text;
}

std::string padded(int number, int width) {
  const std::string digits = std::to_string(number);
  return std::string(static_cast<std::size_t>(width) - digits.size(), '0') + digits;
}

/// Everything of a series but its running number of three digits.
struct Series {
  std::string before, after;
  bool two_lines = false;
  std::string plate(int number) const { return before + padded(number, 3) + after; }
};

Series any_series(SeededRng& dice) {
  const int kind = dice.below(20);
  const std::string region = padded(1 + dice.below(20), 2);
  if (kind < 11) return {"", letters(3, kLatin, dice) + region, dice.chance(0.2)};
  if (kind < 14) return {"", letters(2, kLatin, dice) + region};
  if (kind == 14) return {letters(1, kLatin, dice), letters(3, kLatin, dice)};
  if (kind == 15) return {"0" + padded(1 + dice.below(9), 1) + "KG", letters(3, kLatin, dice)};
  // One draw a statement: compilers evaluate the operands of + in either order.
  if (kind == 16) {
    const char letter = dice.of(kChinese);
    const auto number = padded(10 + dice.below(80), 2);
    return {number + letter, letters(2, kChinese, dice)};
  }
  if (kind < 19) {
    const auto before = letters(1, kRussian, dice), number = padded(20 + dice.below(79), 2);
    return {before, letters(2, kRussian, dice) + number};
  }
  return {"新" + letters(2, kChinese, dice), letters(2, kChinese, dice)};
}

}  // namespace

std::string look_alike_of(const std::string& plate, SeededRng& dice) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < plate.size(); ++i)
    for (const char other : std::string("0123456789") + std::string(kLatin)) {
      const auto is = [](char c) { return core::symbol_of(static_cast<unsigned char>(c)); };
      if (static_cast<unsigned char>(plate[i]) > 127 || !core::look_alike(is(plate[i]), is(other)))
        continue;
      std::string changed = plate;
      changed[i] = other;
      if (!core::parses(changed).empty()) found.push_back(changed);
    }
  if (found.empty()) return {};
  return found[static_cast<std::size_t>(dice.below(static_cast<int>(found.size())))];
}

Fleets make_fleets(int carriers, SeededRng& dice) {
  Fleets out;
  std::set<std::string> known;
  const auto add = [&](const Truck& truck) {
    if (!known.insert(truck.plate).second) return;
    out.trucks.push_back(truck);
    if (truck.listed) out.cards.push_back(truck.plate);
  };
  for (int c = 0; c < carriers; ++c) {
    const Series series = any_series(dice);
    const int size = dice.chance(0.4) ? 1 : 3 + dice.below(10);
    const int first = 100 + dice.below(880);
    for (int n = 0; n < size; ++n)
      add({series.plate(first + n), size == 1 || !dice.chance(0.2), series.two_lines});
    if (size > 1) continue;
    // The hardest stranger: nobody else on the list warns of him.
    const std::string alike = look_alike_of(series.plate(first), dice);
    if (!alike.empty() && dice.chance(0.03)) add({alike, false, series.two_lines});
    if (dice.chance(0.25)) add({series.plate(first + 1), false, series.two_lines});
  }
  for (int n = 0; n < carriers; ++n)
    add({any_series(dice).plate(100 + dice.below(900)), false, false});
  // Some list order that is not that of the trucks.
  for (std::size_t i = out.cards.size(); i > 1; --i)
    std::swap(out.cards[i - 1],
              out.cards[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
  return out;
}

}  // namespace otkel::eval
