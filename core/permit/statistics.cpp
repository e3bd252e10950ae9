// Counting blanks by their state.
#include "core/permit/statistics.hpp"

namespace otkel::core {

void count(BlankCounts& c, BlankState state, std::int64_t n) {
  switch (state) {
    case BlankState::in_stock:
      c.in_stock += n;
      break;
    case BlankState::allocated:
      c.allocated += n;
      break;
    case BlankState::printed:
      c.printed += n;
      break;
    case BlankState::issued:
      c.issued_now += n;
      break;
    case BlankState::redeemed:
      c.redeemed += n;
      break;
    case BlankState::returned:
      c.returned += n;
      break;
    case BlankState::lost:
      c.lost += n;
      break;
    case BlankState::annulled:
      c.annulled += n;
      break;
    case BlankState::spoiled:
      c.spoiled += n;
      break;
  }
}

}  // namespace otkel::core
