// The transitions of a blank and the numbers of a range.
#include "core/permit/blank_stock.hpp"

namespace otkel::core {
namespace {

using S = BlankState;
using E = BlankEvent;

// clang-format off
constexpr Transition<S, E> kTable[] = {
    {S::in_stock,  E::allocate,  S::allocated},
    {S::in_stock,  E::lose,      S::lost},
    {S::in_stock,  E::spoil,     S::spoiled},
    {S::allocated, E::print,     S::printed},
    {S::allocated, E::lose,      S::lost},
    {S::allocated, E::spoil,     S::spoiled},
    {S::allocated, E::annul,     S::annulled},    // its truck left before anything was printed
    {S::printed,   E::print,     S::printed},     // a duplicate of the supplement
    {S::printed,   E::issue,     S::issued},
    {S::printed,   E::lose,      S::lost},
    {S::printed,   E::spoil,     S::spoiled},
    {S::printed,   E::annul,     S::annulled},
    {S::issued,    E::print,     S::issued},      // a duplicate of the supplement
    {S::issued,    E::redeem,    S::redeemed},
    {S::issued,    E::take_back, S::returned},
    {S::issued,    E::lose,      S::lost},
    {S::issued,    E::annul,     S::annulled},    // R-34(4)
    {S::issued,    E::spoil,     S::spoiled},     // the mistake is seen after handing over
};
// clang-format on

}  // namespace

std::span<const Transition<S, E>> blank_table() { return kTable; }

Result<S> advance(S from, E event) {
  if (const auto to = next_state(blank_table(), from, event)) return *to;
  const std::string what =
      "a blank that is " + std::string(word(from)) + " cannot take " + std::string(word(event));
  return fail(from == S::redeemed ? Code::already_redeemed : Code::blank_wrong_state, what);
}

bool is_terminal(S state) {
  for (const auto& t : kTable)
    if (t.from == state) return false;
  return true;
}

S state_of(EndCause cause) {
  switch (cause) {
    case EndCause::returned_by_carrier:
      return S::returned;
    case EndCause::lost_by_carrier:
    case EndCause::lost_by_office:
      return S::lost;
    case EndCause::spoiled:
      return S::spoiled;
    case EndCause::violation:
    case EndCause::set_aside:
    case EndCause::revoked_by_centre:
      return S::annulled;
  }
  return S::annulled;
}

Result<EndCause> end_cause(S from, E event) {
  switch (event) {
    case E::take_back:
      return EndCause::returned_by_carrier;
    case E::lose:
      return from == S::issued ? EndCause::lost_by_carrier : EndCause::lost_by_office;
    case E::spoil:
      return EndCause::spoiled;
    case E::annul:
      return EndCause::violation;
    default:
      return fail(Code::internal, std::string(word(event)) + " ends no blank");
  }
}

EndCause older_cause(const BlankEnded& fact, bool handed_over) {
  switch (fact.state) {
    case S::returned:
      return EndCause::returned_by_carrier;
    case S::lost:
      return handed_over ? EndCause::lost_by_carrier : EndCause::lost_by_office;
    case S::annulled:
      // Two officers always stood for a violation; the other two reasons are the program's words.
      if (fact.second) return EndCause::violation;
      return fact.reason.starts_with(kRevokedReason) ? EndCause::revoked_by_centre
                                                     : EndCause::set_aside;
    default:
      return EndCause::spoiled;
  }
}

Result<std::vector<BlankNumber>> numbers_of(const BlankRange& range) {
  if (range.count < 1 || range.count > 100'000)
    return fail(Code::value_malformed,
                "a delivery has 1 to 100000 blanks, not " + std::to_string(range.count));
  std::vector<BlankNumber> numbers;
  numbers.reserve(static_cast<std::size_t>(range.count));
  for (std::int64_t i = 0; i < range.count; ++i) {
    auto number = range.first.plus(i);
    if (!number) return std::unexpected(number.error());
    numbers.push_back(std::move(*number));
  }
  return numbers;
}

}  // namespace otkel::core
