#pragma once
// Cells of the tables that people open in a spreadsheet.
#include <string>
#include <string_view>

namespace otkel::codec {

/// In quotes, with the quotes inside doubled. A spreadsheet carries out what begins with = + - @, a
/// tab or a line break, and these texts come from applicants and cameras: such a cell gets an
/// apostrophe before it, which spreadsheets do not show.
std::string csv_quoted(std::string_view text);

/// The same, and the quotes only if `separator`, a quote or a line break makes them necessary.
std::string csv_cell(std::string_view text, char separator);

}  // namespace otkel::codec
