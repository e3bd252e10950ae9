// Asking, confirming, refusing; the acts themselves are where they always were.
#include "firmware-daemon/app/second_person.hpp"

#include <algorithm>

#include "core/value/words.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/hand_over_stock.hpp"
#include "firmware-daemon/app/history.hpp"
#include "firmware-daemon/app/print_supplement.hpp"
#include "firmware-daemon/app/read_plate.hpp"

namespace otkel::app {
namespace {

using core::Verb;
using store::SecondRequestRow;
using store::SecondState;

constexpr std::int64_t kShown = 50;

std::vector<std::string> blanks_of(std::string_view subject) {
  std::vector<std::string> blanks;
  while (!subject.empty()) {
    const auto end = std::min(subject.find(','), subject.size());
    if (const auto one = core::trimmed(subject.substr(0, end)); !one.empty())
      blanks.emplace_back(one);
    subject.remove_prefix(std::min(end + 1, subject.size()));
  }
  return blanks;
}

Result<core::Situation> situation_of(Context& c, Verb verb, const std::string& subject) {
  switch (verb) {
    case Verb::spoil:
    case Verb::give_back:
    case Verb::lose:
    case Verb::annul:
      return situation_of_blank(c, verb, subject);
    case Verb::reprint:
      return situation_of_reprint(c, subject);
    case Verb::dismiss_read:
      return situation_of_dismissal(c, subject);
    case Verb::begin_numbers:
      return situation_of_numbers(c, blanks_of(subject));
    case Verb::hand_over_stock:
      return situation_of_hand_over(c, subject);
    default:
      return fail(Code::value_malformed, "$.verb: " + std::string(core::word(verb)) +
                                             " is done without asking for another officer");
  }
}

Result<void> carry_out(Context& c, const SecondRequestRow& row, const Countersignature& second) {
  const auto done = [](const auto& result) {
    return result ? Result<void>{} : std::unexpected(result.error());
  };
  switch (row.verb) {
    case Verb::spoil:
      return spoil_blank(c, row.subject, row.reason, second);
    case Verb::give_back:
      return return_blank(c, row.subject, row.reason, second);
    case Verb::lose:
      return lose_blank(c, row.subject, row.reason, second);
    case Verb::annul:
      return annul_blank(c, row.subject, row.reason, second);
    case Verb::reprint:
      return done(reprint_supplement(c, row.subject, row.reason, second));
    case Verb::dismiss_read:
      return done(decide_visit(c, {row.subject, std::nullopt, row.reason, second}));
    case Verb::begin_numbers:
      return begin_numbers(c, {blanks_of(row.subject), row.reason, second});
    case Verb::hand_over_stock:
      return hand_over_stock(c, row.subject, row.reason, second);
    default:
      return fail(Code::internal, "no such act waits for a second person");
  }
}

/// Of the vehicle that it is about, for the eyes of the second officer.
std::optional<std::string> plate_of(Context& c, const SecondRequestRow& row) {
  if (row.verb == Verb::dismiss_read) {
    const auto visit = c.stores.visits.find(row.subject);
    return visit ? visit->decision.matched : std::nullopt;
  }
  auto application_no = std::optional(row.subject);
  if (row.verb != Verb::reprint) {
    const auto blank = c.stores.blanks.find(row.subject);
    application_no = blank ? blank->application_no : std::nullopt;
  }
  if (!application_no) return std::nullopt;
  const auto application = c.stores.applications.find(*application_no);
  return application ? std::optional(application->plate) : std::nullopt;
}

Result<SecondRequestRow> load_waiting(Context& c, std::int64_t id) {
  auto row = c.stores.second_requests.find(id);
  if (!row) return fail(Code::not_found, "no act " + std::to_string(id) + " was asked for");
  if (row->state != SecondState::waiting)
    return fail(Code::version_conflict, "it was answered: " + std::string(core::word(row->state)));
  if (row->expires <= c.now)
    return fail(Code::version_conflict, "nobody answered by " + core::to_iso(row->expires) + "; " +
                                            row->asked_by + " may ask again");
  return *row;
}

Result<void> is_another(Context& c, const SecondRequestRow& row) {
  if (!core::same_person(person_of(c, officer_of(c)), person_of(c, row.asked_by))) return {};
  return fail(Code::second_person_missing,
              "the second must be another person than " + row.asked_by);
}

SecondRequestRow answered(Context& c, SecondRequestRow row, SecondState state,
                          std::optional<std::string> answer = std::nullopt) {
  row.state = state;
  row.answered_by = officer_of(c);
  row.answered = c.now;
  row.answer = std::move(answer);
  c.stores.second_requests.answer(row);
  return row;
}

}  // namespace

Result<SecondRequestRow> ask_for_second(Context& c, const AskForSecond& ask) {
  const auto why = core::read_reason(ask.reason);
  if (!why) return std::unexpected(why.error());
  const auto situation = situation_of(c, ask.verb, ask.subject);
  if (!situation) return std::unexpected(situation.error());
  if (!core::wants_second(ask.verb, *situation))
    return fail(Code::value_malformed,
                "$.verb: as things stand one officer is enough; do it without asking");
  const auto person = person_of(c, officer_of(c));
  if (core::need(ask.verb, *situation, person.role) == core::Need::refused)
    return fail(Code::forbidden, "this is for an officer or a senior");
  SecondRequestRow row;
  row.verb = ask.verb;
  row.subject = ask.subject;
  row.reason = *why;
  row.asked_by = person.login;
  row.asked = c.now;
  row.expires = c.now + core::kSecondWaits;
  row.id = c.stores.second_requests.insert(row);
  return row;
}

Result<SecondRequestRow> confirm_as_second(Context& c, std::int64_t id) {
  const auto row = load_waiting(c, id);
  if (!row) return row;
  if (auto other = is_another(c, *row); !other) return std::unexpected(other.error());
  Context first = c;
  first.actor = core::Actor::officer(row->asked_by);
  const Countersignature second{officer_of(c), core::SecondBy::own_session};
  if (auto done = carry_out(first, *row, second); !done) return std::unexpected(done.error());
  return answered(c, *row, SecondState::confirmed);
}

Result<SecondRequestRow> refuse_as_second(Context& c, std::int64_t id, const std::string& reason) {
  const auto why = core::read_reason(reason);
  if (!why) return std::unexpected(why.error());
  const auto row = load_waiting(c, id);
  if (!row) return row;
  if (auto other = is_another(c, *row); !other) return std::unexpected(other.error());
  open_incident(c, core::IncidentKind::second_refused, row->subject,
                std::string(core::word(row->verb)) + " (" + row->reason + "), refused by " +
                    officer_of(c) + ": " + *why,
                row->asked_by);
  return answered(c, *row, SecondState::refused, *why);
}

Result<SecondRequestRow> withdraw_request(Context& c, std::int64_t id) {
  const auto row = load_waiting(c, id);
  if (!row) return row;
  if (is_another(c, *row)) return fail(Code::forbidden, "only " + row->asked_by + " takes it back");
  return answered(c, *row, SecondState::withdrawn);
}

SecondRequestView second_request_view(Context& c, const SecondRequestRow& row) {
  SecondRequestView v;
  v.id = row.id;
  v.verb = row.verb;
  v.subject = row.subject;
  v.reason = row.reason;
  v.asked_by = row.asked_by;
  v.asked_by_name = person_of(c, row.asked_by).name;
  v.asked_at = row.asked;
  v.expires_at = row.expires;
  v.state = row.state;
  v.plate = plate_of(c, row);
  v.answered_by = row.answered_by;
  v.answer = row.answer;
  return v;
}

std::vector<SecondRequestView> second_requests(Context& c) {
  std::vector<SecondRequestView> views;
  for (const auto& row : c.stores.second_requests.asked_since(c.now - core::kSecondWaits, kShown))
    if (row.state != SecondState::waiting || row.expires > c.now)
      views.push_back(second_request_view(c, row));
  return views;
}

}  // namespace otkel::app
