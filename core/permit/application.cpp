// The transitions of an application and the shape of a refusal.
#include "core/permit/application.hpp"

#include <algorithm>

#include "core/value/words.hpp"

namespace otkel::core {
namespace {

using S = ApplicationState;
using E = ApplicationEvent;

// clang-format off
constexpr Transition<S, E> kTable[] = {
    {S::registered,        E::reject_intake,   S::rejected_intake},
    {S::registered,        E::refuse,          S::refused},
    {S::registered,        E::send_pay_notice, S::pay_notice},
    {S::registered,        E::lapse,           S::lapsed},
    {S::pay_notice,        E::pay,             S::paid},
    {S::pay_notice,        E::refuse,          S::refused},
    {S::pay_notice,        E::lapse,           S::lapsed},
    {S::paid,              E::form_supplement, S::supplement_formed},
    {S::paid,              E::lapse,           S::lapsed},
    {S::supplement_formed, E::enter,           S::at_checkpoint},
    {S::supplement_formed, E::lapse,           S::lapsed},
    {S::at_checkpoint,     E::issue,           S::issued},
    {S::at_checkpoint,     E::leave_unissued,  S::supplement_formed},  // turned back before issue
    {S::at_checkpoint,     E::lapse,           S::lapsed},
    {S::issued,            E::take_back_blank, S::at_checkpoint},      // spoiled
    {S::issued,            E::close,           S::closed},
    {S::at_checkpoint,     E::close,           S::closed},             // left before the hand-over
};
// clang-format on

bool ended(S state) {
  return state == S::rejected_intake || state == S::refused || state == S::closed ||
         state == S::lapsed;
}

}  // namespace

std::span<const Transition<S, E>> application_table() { return kTable; }

Result<S> advance(S from, E event) {
  if (const auto to = next_state(application_table(), from, event)) return *to;
  const std::string what = "an application that is " + std::string(word(from)) + " cannot take " +
                           std::string(word(event));
  if (ended(from)) return fail(Code::application_closed, what);
  const bool wants_money = event == E::issue || event == E::enter || event == E::form_supplement;
  if (wants_money && (from == S::registered || from == S::pay_notice))
    return fail(Code::application_unpaid, what + ": the fee is not paid");
  return fail(Code::application_wrong_state, what);
}

Result<void> check_refusal(const std::vector<RefusalGround>& grounds, std::string_view motivation) {
  if (grounds.empty())
    return fail(Code::grounds_missing, "a refusal names at least one of the grounds F1 to F5");
  for (auto it = grounds.begin(); it != grounds.end(); ++it)
    if (std::find(std::next(it), grounds.end(), *it) != grounds.end())
      return fail(Code::grounds_missing, "ground " + std::string(word(*it)) + " stands twice");
  if (auto why = read_reason(motivation, "a refusal says why in words"); !why)
    return std::unexpected(why.error());
  return {};
}

}  // namespace otkel::core
