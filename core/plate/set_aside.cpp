// A late capture comes first: what it says besides is as old as itself.
#include "core/plate/set_aside.hpp"

#include <algorithm>

#include "core/plate/plate_grammar.hpp"

namespace otkel::core {

std::optional<MatchWhy> set_aside(const Capture& capture, std::string_view plate) {
  if (capture.late) return MatchWhy::only_late;
  if (std::ranges::any_of(capture.countries,
                          [&](const std::string& said) { return contradicts(said, plate); }))
    return MatchWhy::country_contradicts;
  if (capture.uncertain) return MatchWhy::doubtful_read;
  return std::nullopt;
}

}  // namespace otkel::core
