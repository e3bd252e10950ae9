#pragma once
// What one officer may do alone, what wants a second person, and what opens an incident that
// another person closes (ADR 0048). The matrix in words, held against this table by a test:
// docs/authority.md.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/fact/event_hub.hpp"
#include "core/fact/incident.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// Everything that an officer does at the console and that changes something.
enum class Verb {
  call,
  issue,
  hand_over,
  reprint,
  resolve_print,
  spoil,
  give_back,
  lose,
  annul,
  name_plate,
  dismiss_read,
  enter_by_hand,
  close_incident,
  print_shift_report,
  print_test_page,
  print_sheet,  ///< any other sheet
  receive_blanks,
  forget_confusions,
  withdraw_booking,
  confirm_clock,
  begin_numbers,
  close_road,  ///< and open it again
  hand_over_stock,
  record_external,  ///< a permit from outside the pilot
  set_make_aside,   ///< another make than the card's, by a camera
};
template <>
struct EnumWords<Verb> {
  static constexpr std::array<std::string_view, 25> words{"call",
                                                          "issue",
                                                          "hand_over",
                                                          "reprint",
                                                          "resolve_print",
                                                          "spoil",
                                                          "return",
                                                          "lose",
                                                          "annul",
                                                          "name_plate",
                                                          "dismiss_read",
                                                          "enter_by_hand",
                                                          "close_incident",
                                                          "print_shift_report",
                                                          "print_test_page",
                                                          "print_sheet",
                                                          "receive_blanks",
                                                          "forget_confusions",
                                                          "withdraw_booking",
                                                          "confirm_clock",
                                                          "begin_numbers",
                                                          "close_road",
                                                          "hand_over_stock",
                                                          "record_external",
                                                          "set_make_aside"};
};

/// How things stand as the verb is done.
enum class Situation {
  usual,
  at_exit,  ///< of the passages that an officer enters by hand: out to China
  in_turn,
  out_of_turn,      ///< with a ground of the list and with words
  in_stock,         ///< the number was never given to an application
  not_handed_over,  ///< the number is given, the blank still lies in the office
  replaced_before,  ///< the same, and a number of this application was spoiled before
  handed_over,      ///< the driver has the blank
  second_print,     ///< of one number's supplement
  third_print,      ///< or a later one
  read_supports,    ///< the read is near the plate that the officer names
  read_opposes,     ///< nothing was read, something far from it, or exactly another card's plate
  nothing_at_stake,
  number_at_stake,  ///< exactly the plate of a card whose last number lives, or ended unused
  own_end,          ///< the same, and that number was ended by the one who dismisses the read
  of_another,       ///< not opened by an act of the one who closes it
  own,
};
template <>
struct EnumWords<Situation> {
  static constexpr std::array<std::string_view, 17> words{"usual",
                                                          "at_exit",
                                                          "in_turn",
                                                          "out_of_turn",
                                                          "in_stock",
                                                          "not_handed_over",
                                                          "replaced_before",
                                                          "handed_over",
                                                          "second_print",
                                                          "third_print",
                                                          "read_supports",
                                                          "read_opposes",
                                                          "nothing_at_stake",
                                                          "number_at_stake",
                                                          "own_end",
                                                          "of_another",
                                                          "own"};
};

enum class Need {
  refused,
  alone,
  incident,  ///< alone, and another person closes the incident that it opens
  second,    ///< another officer confirms it as well
  second_and_incident,
};
template <>
struct EnumWords<Need> {
  static constexpr std::array<std::string_view, 5> words{"refused", "alone", "incident", "second",
                                                         "second and incident"};
};

struct AuthorityRow {
  Verb verb;
  Situation situation;
  std::array<Need, EnumWords<OfficerRole>::words.size()> by_role;  ///< in the order of OfficerRole
  std::optional<IncidentKind> incident;                            ///< that it opens
};
std::span<const AuthorityRow> authority_table();

/// Of the table; `refused` where the verb knows no such situation.
Need need(Verb verb, Situation situation, OfficerRole role);
/// The incident that the verb opens; nothing: none.
std::optional<IncidentKind> incident_kind(Verb verb, Situation situation);
/// Whether some officer needs a second person for it: those may wait as a request.
bool wants_second(Verb verb, Situation situation);

struct Person {
  std::string login, name;
  OfficerRole role = OfficerRole::technician;
  bool active = false;
};

/// One login in another spelling, or two logins of one name: never a first and a second.
bool same_person(const Person& a, const Person& b);

/// How the second person confirmed.
enum class SecondBy {
  own_session,
  same_console,  ///< a password typed at the first one's console: the weaker way, an incident
};

struct Second {
  Person person;
  SecondBy by = SecondBy::own_session;
};

struct Authorised {
  bool incident = false;         ///< the one of the table is to be opened
  bool at_same_console = false;  ///< and this: "second_at_same_console"
};

/// Errors: forbidden (the role, or no active officer), own_incident, second_person_missing (none,
/// the same person, withdrawn, or without the role).
Result<Authorised> authorise(Verb verb, Situation situation, const Person& first,
                             const std::optional<Second>& second);

/// How long an act waits for its second person.
inline constexpr minutes kSecondWaits{10};

}  // namespace otkel::core
