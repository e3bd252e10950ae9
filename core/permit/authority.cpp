// The table, and who counts as a second person.
#include "core/permit/authority.hpp"

#include <algorithm>

#include "core/value/words.hpp"

namespace otkel::core {
namespace {

using V = Verb;
using I = IncidentKind;
using S = Situation;

using ByRole = std::array<Need, EnumWords<OfficerRole>::words.size()>;

constexpr ByRole officers(Need need) { return {need, need, Need::refused}; }

constexpr ByRole kAlone = officers(Need::alone);
constexpr ByRole kIncident = officers(Need::incident);
constexpr ByRole kSecond = officers(Need::second);
constexpr ByRole kSecondAndIncident = officers(Need::second_and_incident);
constexpr ByRole kNobody = officers(Need::refused);
constexpr ByRole kSenior{Need::refused, Need::alone, Need::refused};
constexpr ByRole kKeepers{Need::refused, Need::alone, Need::alone};
constexpr ByRole kEverybody{Need::alone, Need::alone, Need::alone};

// clang-format off
constexpr AuthorityRow kTable[] = {
    {V::call,               S::in_turn,          kAlone,             {}},
    {V::call,               S::out_of_turn,      kAlone,             {}},
    {V::issue,              S::usual,            kAlone,             {}},
    {V::hand_over,          S::usual,            kAlone,             {}},
    {V::reprint,            S::second_print,     kAlone,             {}},
    {V::reprint,            S::third_print,      kSecond,            {}},
    {V::resolve_print,      S::usual,            kAlone,             {}},
    {V::spoil,              S::in_stock,         kIncident,          I::stock_blank_spoiled},
    {V::spoil,              S::not_handed_over,  kAlone,             {}},
    {V::spoil,              S::replaced_before,  kIncident,          I::number_replaced_again},
    {V::spoil,              S::handed_over,      kSecondAndIncident, I::issued_number_replaced},
    {V::give_back,          S::handed_over,      kSecond,            {}},
    {V::lose,               S::in_stock,         kSecond,            {}},
    {V::lose,               S::not_handed_over,  kSecond,            {}},
    {V::lose,               S::handed_over,      kSecond,            {}},
    {V::annul,              S::not_handed_over,  kSecondAndIncident, I::annulled_for_violation},
    {V::annul,              S::handed_over,      kSecondAndIncident, I::annulled_for_violation},
    {V::name_plate,         S::read_supports,    kAlone,             {}},
    {V::name_plate,         S::read_opposes,     kIncident,          I::plate_against_read},
    {V::dismiss_read,       S::nothing_at_stake, kAlone,             {}},
    {V::dismiss_read,       S::number_at_stake,  kIncident,          I::read_dismissed},
    {V::dismiss_read,       S::own_end,          kSecondAndIncident, I::read_dismissed},
    {V::enter_by_hand,      S::usual,            kIncident,          I::passage_without_camera},
    {V::enter_by_hand,      S::at_exit,          kIncident,          I::exit_without_camera},
    {V::close_incident,     S::of_another,       kAlone,             {}},
    {V::close_incident,     S::own,              kNobody,            {}},
    {V::print_shift_report, S::usual,            kSenior,            {}},
    {V::print_test_page,    S::usual,            kEverybody,         {}},
    {V::print_sheet,        S::usual,            kAlone,             {}},
    {V::receive_blanks,     S::usual,            kAlone,             {}},
    {V::forget_confusions,  S::usual,            kKeepers,           {}},
    {V::withdraw_booking,   S::usual,            kAlone,             {}},
    {V::confirm_clock,      S::usual,            kSecondAndIncident, I::clock_confirmed},
    {V::begin_numbers,      S::usual,            kSecondAndIncident, I::numbers_begun_by_persons},
    {V::close_road,         S::usual,            kSenior,            {}},
    {V::hand_over_stock,    S::usual,            kSecond,            {}},
    {V::record_external,    S::usual,            kAlone,             {}},
    {V::set_make_aside,     S::usual,            kAlone,             {}},
};
// clang-format on

const AuthorityRow* row_of(V verb, S situation) {
  const auto* found = std::ranges::find_if(
      kTable, [&](const auto& row) { return row.verb == verb && row.situation == situation; });
  return found == std::end(kTable) ? nullptr : found;
}

/// A name as people say it: small letters, single spaces.
std::string plain_name(std::string_view text) {
  std::string plain;
  for (const char c : lower_letters(trimmed(text)))
    if (c != ' ' || !plain.ends_with(' ')) plain += c;
  return plain;
}

Result<void> check_second(const Person& first, const Person& second) {
  if (same_person(first, second))
    return fail(Code::second_person_missing,
                "the second must be another person than " + first.login);
  if (!second.active)
    return fail(Code::second_person_missing, second.login + " is no active officer");
  if (second.role == OfficerRole::technician)
    return fail(Code::second_person_missing, "a technician cannot confirm this");
  return {};
}

Result<void> may_at_all(V verb, S situation, Need wanted, const Person& first) {
  if (!first.active) return fail(Code::forbidden, first.login + " is no active officer");
  if (wanted != Need::refused) return {};
  if (verb == V::close_incident && first.role != OfficerRole::technician)
    return fail(Code::own_incident, "an act of " + first.login +
                                        " opened it; another officer looks at it and closes it");
  return fail(Code::forbidden, "a " + std::string(word(first.role)) + " may not do this: " +
                                   std::string(word(verb)) + ", " + std::string(word(situation)));
}

}  // namespace

std::span<const AuthorityRow> authority_table() { return kTable; }

Need need(V verb, S situation, OfficerRole role) {
  const auto* row = row_of(verb, situation);
  return row == nullptr ? Need::refused : row->by_role[static_cast<std::size_t>(role)];
}

std::optional<IncidentKind> incident_kind(V verb, S situation) {
  const auto* row = row_of(verb, situation);
  return row == nullptr ? std::nullopt : row->incident;
}

bool wants_second(V verb, S situation) {
  const auto wanted = need(verb, situation, OfficerRole::officer);
  return wanted == Need::second || wanted == Need::second_and_incident;
}

bool same_person(const Person& a, const Person& b) {
  if (plain_name(a.login) == plain_name(b.login)) return true;
  return !a.name.empty() && plain_name(a.name) == plain_name(b.name);
}

Result<Authorised> authorise(V verb, S situation, const Person& first,
                             const std::optional<Second>& second) {
  const auto wanted = need(verb, situation, first.role);
  if (auto may = may_at_all(verb, situation, wanted, first); !may)
    return std::unexpected(may.error());
  const bool two = wanted == Need::second || wanted == Need::second_and_incident;
  if (two && !second)
    return fail(Code::second_person_missing,
                "another officer must confirm this as well: ask for it, and it waits for " +
                    std::to_string(kSecondWaits.count()) + " minutes at the other consoles");
  if (second)
    if (auto stands = check_second(first, second->person); !stands)
      return std::unexpected(stands.error());
  return Authorised{wanted == Need::incident || wanted == Need::second_and_incident,
                    second && second->by == SecondBy::same_console};
}

}  // namespace otkel::core
