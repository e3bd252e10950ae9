#pragma once
// How many reads wait for a person, over the noise and the cameras: the figures of ADR 0056.
#include <string>
#include <vector>

#include "tests/eval/presence_world.hpp"

namespace otkel::eval {

/// The sum of some worlds that differ in their seed.
struct CurvePoint {
  std::string cameras;         ///< "one", "two", "as_it_is"
  std::string shares;          ///< "usual", "adverse"
  double character_error = 0;  ///< of invented noise; 0 where an engine read pictures
  PresenceTally tally;
  static constexpr auto fields() {
    using C = CurvePoint;
    using core::field;
    return std::tuple{field("cameras", &C::cameras), field("shares", &C::shares),
                      field("character_error", &C::character_error), field("tally", &C::tally)};
  }
};

/// At 0.5, 1, 2 and 3 % wrong characters, with one camera and with two; `seeds` worlds of `visits`
/// each, beginning with seed 1.
std::vector<CurvePoint> presence_curve(int visits, int seeds);

std::string table(const std::vector<CurvePoint>& points);

/// Nobody wrong at any point and no stranger at the usual shares, at the adverse ones at most one
/// in 100,000 visits; of the regular reads at gate and exit, at the usual shares and 1 % wrong
/// characters, at most 10 % wait with one camera and 3 % with two (of 10,000 and more).
bool as_promised(const std::vector<CurvePoint>& points);

}  // namespace otkel::eval
