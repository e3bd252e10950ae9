#pragma once
// Our matcher and what others do, all asked in the same way, and the tally of what came of it.
#include <functional>
#include <string>
#include <vector>

#include "core/plate/card_index.hpp"
#include "tests/eval/fleets.hpp"

namespace otkel::eval {

/// What a system does with a visit.
struct Outcome {
  enum class Act { opened, asked, ignored } act = Act::ignored;
  std::string plate;  ///< of the card it opened for
};

struct Matcher {
  std::string name;
  std::function<Outcome(const std::vector<core::PlateRead>&)> decide;
};

/// All over the same cards, which must outlive them: "otkel", "otkel_strict" (two exact reads or a
/// person), "exact", "levenshtein_first", "levenshtein_unique", "weighted_acts" (our distance, but
/// acting on it).
std::vector<Matcher> all_matchers(const std::vector<std::string>& cards,
                                  const core::CardIndex& index);

/// Counts visits; `reads` counts what the cameras read for them.
struct Tally {
  std::string matcher;
  std::int64_t reads = 0, visits = 0;
  std::int64_t right = 0;  ///< a listed truck, opened for its own card
  std::int64_t wrong = 0;  ///< a listed truck, opened for another one's
  std::int64_t to_officer = 0;
  std::int64_t missed = 0;  ///< a listed truck for which nothing was proposed
  std::int64_t unlisted_accepted = 0;
  std::int64_t unlisted_left = 0;  ///< a stranger whom nothing was proposed for
  static constexpr auto fields() {
    using T = Tally;
    using core::field;
    return std::tuple{field("matcher", &T::matcher),
                      field("reads", &T::reads),
                      field("visits", &T::visits),
                      field("right", &T::right),
                      field("wrong", &T::wrong),
                      field("to_officer", &T::to_officer),
                      field("missed", &T::missed),
                      field("unlisted_accepted", &T::unlisted_accepted),
                      field("unlisted_left", &T::unlisted_left)};
  }
};

/// One tally for each matcher.
std::vector<Tally> tally(const std::vector<Matcher>& matchers,
                         const std::vector<Passing>& passings);
std::string table(const std::vector<Tally>& tallies);
const Tally& of(const std::vector<Tally>& tallies, std::string_view matcher);

}  // namespace otkel::eval
