#pragma once
// Cameras of numbers alone: reads with invented errors, for as many visits as one likes.
#include "tests/eval/fleets.hpp"

namespace otkel::eval {

struct Noise {
  double character_error = 0.03;  ///< P(one character is read wrong)
  double visual = 0.8;            ///< of the wrong ones, how many are look-alikes
  double alike_again = 0.3;       ///< P(a camera takes the same look-alike in the next frame)
  double other_again = 0.03;      ///< P(it repeats any other error: dirt stays, a moment does not)
  double lost = 0.004;            ///< P(a character is dropped or doubled)
};

/// One to four frames of the front camera, and for some trucks one or two of the rear one.
Passing pass_by(const Truck& truck, const Noise& noise, SeededRng& dice);

}  // namespace otkel::eval
