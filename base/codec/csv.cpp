// Quotes and apostrophes.
#include "base/codec/csv.hpp"

namespace otkel::codec {
namespace {

std::string guarded(std::string_view text) {
  const bool acts = !text.empty() && std::string_view("=+-@\t\r\n").contains(text.front());
  return (acts ? "'" : "") + std::string(text);
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string csv_quoted(std::string_view text) { return in_quotes(guarded(text)); }

std::string csv_cell(std::string_view text, char separator) {
  std::string cell = guarded(text);
  const std::string special = std::string("\"\r\n") + separator;
  return cell.find_first_of(special) == std::string::npos ? cell : in_quotes(cell);
}

}  // namespace otkel::codec
