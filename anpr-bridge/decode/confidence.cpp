// One rule for every maker: missing is missing, out of scale is a doubt.
#include "anpr-bridge/decode/confidence.hpp"

#include <limits>

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {

std::optional<double> sent_number(std::string_view text) {
  if (text.find_first_of("0123456789") == text.npos) return std::nullopt;
  return decimal(text).value_or(std::numeric_limits<double>::quiet_NaN());
}

std::optional<double> sent_number(const JsonAt& at) {
  if (const auto number = at.number()) return number;
  return sent_number(at.raw());
}

void set_confidence(core::PlateRead& read, std::optional<double> sent, double most) {
  if (!sent) return;
  read.confidence = confidence(sent, most);
  if (!read.confidence && !read.doubt) read.doubt = core::ReadDoubt::confidence_out_of_scale;
}

}  // namespace otkel::anpr
