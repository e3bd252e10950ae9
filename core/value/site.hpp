#pragma once
// A place of the service: a road checkpoint or a service centre. Which ones there are is said by
// the settings (core/queue/site_settings.hpp); which of them give permits, by the rule pack.
#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/value/names.hpp"

namespace otkel::core {

/// What a site has: a road with a gate, or desks alone.
enum class SiteKind { checkpoint, service_centre };

template <>
struct EnumWords<SiteKind> {
  static constexpr std::array<std::string_view, 2> words{"checkpoint", "service_centre"};
};

/// The code of a site, "nur-zholy": a-z, 0-9 and hyphens, a letter first, 2 to 24 characters. It is
/// written into settings, logs, databases and file names. Default-constructed: no site.
class Site {
 public:
  static constexpr std::size_t kLeast = 2, kMost = 24;

  constexpr Site() = default;
  /// Of a literal; does not compile where that is no code.
  template <std::size_t N>
  consteval explicit Site(const char (&literal)[N]) : Site(*parse({literal, N - 1})) {}
  /// Nothing where the text is no code. Whether such a site exists is for the settings to say.
  static constexpr std::optional<Site> parse(std::string_view text);

  /// Empty for no site. Valid as long as this value, so not to be asked of a temporary.
  constexpr std::string_view code() const& { return {code_.data(), size_}; }
  std::string_view code() const&& = delete;

  auto operator<=>(const Site&) const = default;

 private:
  std::array<char, kMost> code_{};
  std::size_t size_ = 0;
};

constexpr std::optional<Site> Site::parse(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto fits = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  if (text.size() < kLeast || text.size() > kMost || !letter(text.front()) ||
      !std::ranges::all_of(text, fits))
    return std::nullopt;
  Site site;
  std::ranges::copy(text, site.code_.begin());
  site.size_ = text.size();
  return site;
}

/// What a code looks like, for those who wrote another text.
inline constexpr std::string_view kSiteCodeShape =
    "a-z, 0-9 and hyphens, a letter first, 2 to 24 characters";

}  // namespace otkel::core
