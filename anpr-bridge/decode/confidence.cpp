// What was sent is told from what was not before any scale is asked.
#include "anpr-bridge/decode/confidence.hpp"

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

/// A field of confidence: nothing, a number, or something that was sent and is none.
struct Sent {
  bool anything = false;
  bool percentage = false;  ///< with its sign
  std::optional<double> value;
};

Sent sent_in(std::string_view text) {
  text = trim(text);
  if (says_nothing(text)) return {};
  const bool percentage = text.ends_with('%');
  if (percentage) text.remove_suffix(1);
  return {true, percentage, decimal(text)};
}

Sent sent_in(const JsonAt& field) {
  if (!field) return {};
  if (field.is_text()) return sent_in(field.raw());
  return {true, false, field.number()};
}

void set(core::PlateRead& read, const Sent& sent, double most) {
  if (!sent.anything) return;
  const auto fitting = confidence(sent.value, sent.percentage ? 100 : most);
  if (fitting)
    read.confidence = fitting;
  else
    doubt(read, core::ReadDoubt::confidence_out_of_scale);
}

}  // namespace

void set_confidence(core::PlateRead& read, std::optional<double> sent, double most) {
  set(read, {sent.has_value(), false, sent}, most);
}

void set_confidence(core::PlateRead& read, std::string_view sent, double most) {
  set(read, sent_in(sent), most);
}

void set_confidence(core::PlateRead& read, const JsonAt& sent, double most) {
  set(read, sent_in(sent), most);
}

void set_confidence_of_one_or_hundred(core::PlateRead& read, const JsonAt& field) {
  Sent sent = sent_in(field);
  if (!sent.percentage && sent.value == 1.0) sent.value.reset();
  set(read, sent, sent.value && *sent.value < 1 ? 1 : 100);
}

}  // namespace otkel::anpr
