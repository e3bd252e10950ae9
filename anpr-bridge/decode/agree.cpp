// The first field that says something counts, as long as no other says something else.
#include "anpr-bridge/decode/agree.hpp"

#include <algorithm>

#include "anpr-bridge/decode/country.hpp"

namespace otkel::anpr {
namespace {

/// The value that every field gives which gives one; T{} and a doubt if two differ.
template <class T>
T agreed(core::PlateRead& read, const std::vector<T>& said) {
  T agreed{};
  for (const T& one : said) {
    if (one == T{}) continue;
    if (agreed != T{} && agreed != one) {
      doubt(read, core::ReadDoubt::fields_contradict);
      return T{};
    }
    agreed = one;
  }
  return agreed;
}

}  // namespace

void doubt(core::PlateRead& read, core::ReadDoubt why) {
  if (!read.doubt) read.doubt = why;
}

void set_motion(core::PlateRead& read, const std::vector<core::Motion>& said) {
  read.motion = agreed(read, said);
}

void set_view(core::PlateRead& read, const std::vector<std::optional<core::View>>& said) {
  read.view = agreed(read, said);
}

void set_country(core::PlateRead& read, const std::vector<std::string>& said) {
  std::vector<std::string> codes;
  std::ranges::copy_if(said, std::back_inserter(codes), is_country_code);
  read.country = agreed(read, codes);
  if (!codes.empty()) return;
  const auto named = std::ranges::find_if(said, [](const auto& one) { return !one.empty(); });
  if (named != said.end()) read.country = *named;
}

}  // namespace otkel::anpr
