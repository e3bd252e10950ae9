#pragma once
// The closed list of five checkpoints.
#include "core/value/names.hpp"

namespace otkel::core {

enum class Site { dostyk, nur_zholy, kolzhat, bakhty, maikapshagai };

template <>
struct EnumWords<Site> {
  static constexpr std::array<std::string_view, 5> words{"dostyk", "nur-zholy", "kolzhat", "bakhty",
                                                         "maikapshagai"};
};

/// Two capital letters that open every number of the site: DO NZ KO BA MA.
constexpr std::string_view site_prefix(Site site) {
  constexpr std::array<std::string_view, 5> prefixes{"DO", "NZ", "KO", "BA", "MA"};
  return prefixes[static_cast<std::size_t>(site)];
}

constexpr std::optional<Site> site_of_prefix(std::string_view prefix) {
  for (int i = 0; i < 5; ++i)
    if (site_prefix(static_cast<Site>(i)) == prefix) return static_cast<Site>(i);
  return std::nullopt;
}

}  // namespace otkel::core
