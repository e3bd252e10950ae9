#pragma once
// The shapes of registrations as a table. Those of neighbours overlap (a Kyrgyz plate without "KG",
// an Uzbek company's and a two-line Kazakh one look alike), so a text has a set of shapes and never
// one country.
#include <span>
#include <string_view>
#include <vector>

namespace otkel::core {

/// Whether the source of a shape is the law or many real plates, or single hints.
enum class Certainty { sure, unsure };

/// One row of the table. In `shape` n is a digit, l a Latin letter, rr a Kazakh region 01 to 20, c
/// one of the twelve Russian letters, u a Latin letter but I, p a Chinese province, b and a a
/// Chinese letter and character (no I, no O), f D or F, s a Chinese last sign, t 临 (temporary), e
/// 使 (embassy), v 领 (consulate), x and y 应 and 急 (rescue), m a Mongolian letter; capitals and
/// digits are themselves.
struct PlateShape {
  std::string_view country;  ///< ISO 3166 alpha-2
  std::string_view kind;
  std::string_view shape;
  Certainty certainty = Certainty::sure;
  bool whole = true;  ///< false: as cameras write it that leave a small sign out
};

std::span<const PlateShape> plate_shapes();

/// Every shape that `folded` has; '?' may be any character. Empty: no plate we know.
std::vector<const PlateShape*> parses(std::string_view folded);
bool has_any_shape(std::u32string_view folded);
/// Whether it is a whole plate of the country; not one that lacks a sign.
bool has_shape_of(std::u32string_view folded, std::string_view country);

/// The 31 signs of Chinese provinces.
bool is_province_sign(char32_t c);
/// A Chinese sign that is no province: 挂 学 警 港 澳 临 使 领 应 急.
bool is_special_sign(char32_t c);
/// А to Я, Ё, Ө, Ү.
bool is_mongolian_letter(char32_t c);

}  // namespace otkel::core
