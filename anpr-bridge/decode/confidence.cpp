// What was sent is told from what was not before any scale is asked.
#include "anpr-bridge/decode/confidence.hpp"

#include <limits>

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool is_percentage(std::string_view text) { return trim(text).ends_with('%'); }

}  // namespace

std::optional<double> sent_number(std::string_view text) {
  text = trim(text);
  if (says_nothing(text)) return std::nullopt;
  if (is_percentage(text)) text.remove_suffix(1);
  return decimal(text).value_or(kNoNumber);
}

std::optional<double> sent_number(const JsonAt& field) {
  if (!field) return std::nullopt;
  return field.is_text() ? sent_number(field.raw()) : field.number().value_or(kNoNumber);
}

void set_confidence(core::PlateRead& read, std::optional<double> sent, double most) {
  if (!sent) return;
  if (const auto fitting = confidence(sent, most))
    read.confidence = fitting;
  else
    doubt(read, core::ReadDoubt::confidence_out_of_scale);
}

void set_confidence(core::PlateRead& read, std::string_view sent, double most) {
  set_confidence(read, sent_number(sent), is_percentage(sent) ? 100 : most);
}

void set_confidence(core::PlateRead& read, const JsonAt& sent, double most) {
  set_confidence(read, sent_number(sent), is_percentage(sent.raw()) ? 100 : most);
}

void set_confidence_of_one_or_hundred(core::PlateRead& read, const JsonAt& sent) {
  const auto number = sent_number(sent);
  if (number == 1.0 && !is_percentage(sent.raw()))
    return doubt(read, core::ReadDoubt::confidence_out_of_scale);
  set_confidence(read, sent, number && *number < 1 ? 1 : 100);
}

}  // namespace otkel::anpr
