// Values that claims of both kinds have.
#include "printer/claim/claim_map.hpp"

#include "core/value/utf8.hpp"

namespace otkel::printer {
namespace {

// Version 1 numbers these five sites, and tokens that are on paper say so: the list never changes
// its order and never grows. Any other site is written as the text of its code.
constexpr std::array kNumberedSites{core::Site{"dostyk"}, core::Site{"nur-zholy"},
                                    core::Site{"kolzhat"}, core::Site{"bakhty"},
                                    core::Site{"maikapshagai"}};

}  // namespace

std::uint64_t second_number(core::Instant at) {
  return static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

core::Instant instant_of_second(std::uint64_t second) {
  return core::Instant(std::chrono::seconds(static_cast<std::int64_t>(second)));
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_plate(std::string_view text) {
  const auto sign = [](char32_t c) {
    const bool latin = c >= U'A' && c <= U'Z';
    const bool cyrillic = (c >= 0x0410 && c <= 0x042F) || c == 0x0401 || c == 0x04AE || c == 0x04E8;
    const bool han = c >= 0x4E00 && c <= 0x9FFF;
    return is_digit(c) || latin || cyrillic || han;
  };
  const auto letters = core::utf8_decode(text);
  return !letters.empty() && letters.size() <= 12 && std::ranges::all_of(letters, sign);
}

std::optional<std::uint64_t> number_of(const core::Site& site) {
  const auto found = std::ranges::find(kNumberedSites, site);
  if (found == kNumberedSites.end()) return std::nullopt;
  return static_cast<std::uint64_t>(found - kNumberedSites.begin());
}

core::Site ClaimReader::site(std::uint64_t key) {
  expect(key, Fault::site);
  if (!good()) return {};
  if (const auto numbered = reader_.head(CborMajor::unsigned_int)) {
    demand(*numbered < kNumberedSites.size(), Fault::site);
    return good() ? kNumberedSites[static_cast<std::size_t>(*numbered)] : core::Site{};
  }
  const auto code = reader_.text();
  const auto named = code ? core::Site::parse(*code) : std::nullopt;
  demand(named && !number_of(*named), Fault::site);
  return good() ? *named : core::Site{};
}

std::optional<std::uint64_t> version_of(std::span<const std::uint8_t> payload) {
  CborReader reader(payload);
  if (!reader.head(CborMajor::map) || reader.head(CborMajor::unsigned_int) != kVersionKey)
    return std::nullopt;
  return reader.head(CborMajor::unsigned_int);
}

}  // namespace otkel::printer
