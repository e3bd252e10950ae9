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

void count(EndCounts& c, EndCause cause, std::int64_t n) {
  switch (cause) {
    case EndCause::set_aside:
      c.set_aside += n;
      return;
    case EndCause::lost_by_office:
      c.lost_by_office += n;
      return;
    case EndCause::revoked_by_centre:
      c.revoked_by_centre += n;
      return;
    case EndCause::violation:
    case EndCause::returned_by_carrier:
    case EndCause::lost_by_carrier:
    case EndCause::spoiled:
      return;
  }
}

LawfulEnds lawful_ends(const BlankCounts& counts, const EndCounts& apart) {
  return {counts.returned, counts.lost - apart.lost_by_office,
          counts.annulled - apart.set_aside - apart.revoked_by_centre};
}

}  // namespace otkel::core
