#pragma once
// Which registrations a text may be. The shapes of neighbours overlap (a Kyrgyz plate without "KG",
// an Uzbek company's and a two-line Kazakh one look alike), so there is a set of answers and never
// one country.
#include <span>
#include <string_view>
#include <vector>

namespace otkel::core {

/// Whether the source of a shape is the law or many real plates, or single hints.
enum class Certainty { sure, unsure };

/// One row of the table. In `shape` n is a digit, l a Latin letter, rr a Kazakh region 01 to 20, c
/// one of the twelve Russian letters, u a Latin letter but I, p a Chinese province, b and a a
/// Chinese letter and character (no I, no O), f D or F, s a Chinese last sign, m a Mongolian
/// letter; capitals and digits are themselves.
struct PlateShape {
  std::string_view country;  ///< ISO 3166 alpha-2
  std::string_view kind;
  std::string_view shape;
  Certainty certainty = Certainty::sure;
};

std::span<const PlateShape> plate_shapes();

/// Every shape that `folded` has; '?' may be any character. Empty: no plate we know.
std::vector<const PlateShape*> parses(std::string_view folded);

/// Whether a camera's text may be a plate at all: a known shape, or a foreign one of 6 to 10
/// characters of plates' alphabets with at least three digits and a letter; at most two characters
/// left open. Refuses what cameras read off their own screen text and off badges ("CAM03",
/// "12:34:56", "C00D").
bool may_be_plate(std::string_view folded);

}  // namespace otkel::core
