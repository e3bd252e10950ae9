#pragma once
// Form A3 as text: the law's Kazakh words, letter by letter, with the values in their places.
#include <string>
#include <string_view>
#include <vector>

#include "core/permit/supplement.hpp"
#include "core/value/instant.hpp"

namespace otkel::printer {

inline constexpr std::string_view kFormTitle =
    "Жүктерді тасымалдауға арналған шетелдік рұқсат бланкісіне қосымша";

enum class Part { words, value };

struct Piece {
  Part part;
  std::string text;
};

/// One of the 13 numbered lines: its number, then words of the form and values in turn.
struct FormLine {
  int number;
  std::vector<Piece> pieces;
};

/// A value that is empty becomes a dash, so that nobody can write into its place.
std::vector<FormLine> form_lines(const core::SupplementText& text, std::string_view blank_number);

/// "20.05.2025"; text that is no date stays as it is.
std::string plain_date(const std::string& iso_date);
std::string plain_date(core::LocalDate date);
/// "08:04"
std::string clock_time(core::Instant at, core::minutes utc_offset);

/// Make and state number for the blank (R-28 c): what stands before the first comma of field 3,
/// and the plate where that does not have it.
std::string make_and_plate(const core::SupplementPrint& print);

}  // namespace otkel::printer
