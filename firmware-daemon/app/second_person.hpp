#pragma once
// An act of one officer waits until another confirms or refuses it from a session of his own (ADR
// 0049). What it comes to is decided when it is confirmed, by the rules of that moment.
#include <string>
#include <vector>

#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"
#include "firmware-daemon/app/views.hpp"

namespace otkel::app {

struct AskForSecond {
  core::Verb verb = core::Verb::spoil;
  std::string subject;  ///< a blank's number, an application (reprint), a visit (dismiss_read),
                        ///< blanks joined by ", " (begin_numbers), or what was counted
                        ///< (hand_over_stock: core::read_count)
  std::string reason;
};

struct SecondRequestView {
  std::int64_t id = 0;
  core::Verb verb = core::Verb::spoil;
  std::string subject, reason, asked_by, asked_by_name;
  Instant asked_at{}, expires_at{};
  store::SecondState state = store::SecondState::waiting;
  std::optional<std::string> plate, answered_by, answer;
  static constexpr auto fields() {
    using V = SecondRequestView;
    return std::tuple{field("id", &V::id),
                      field("verb", &V::verb),
                      field("subject", &V::subject),
                      field("reason", &V::reason),
                      field("asked_by", &V::asked_by),
                      field("asked_by_name", &V::asked_by_name),
                      field("asked_at", &V::asked_at),
                      field("expires_at", &V::expires_at),
                      field("state", &V::state),
                      field("plate", &V::plate),
                      field("answered_by", &V::answered_by),
                      field("answer", &V::answer)};
  }
};

/// Only what wants a second person now waits. Errors: value_malformed (a verb that one officer does
/// alone, or not now), reason_missing, forbidden, and those of the act's own subject.
Result<store::SecondRequestRow> ask_for_second(Context& context, const AskForSecond& ask);

/// The acting officer confirms it: the act is done in the name of the one who asked. Errors:
/// not_found, version_conflict (answered, or its time is over), second_person_missing, those of the
/// act.
Result<store::SecondRequestRow> confirm_as_second(Context& context, std::int64_t id);

/// The acting officer refuses it; opens an incident. Errors: not_found,
/// version_conflict, reason_missing, second_person_missing.
Result<store::SecondRequestRow> refuse_as_second(Context& context, std::int64_t id,
                                                 const std::string& reason);

/// By the one who asked. Errors: not_found, version_conflict, forbidden.
Result<store::SecondRequestRow> withdraw_request(Context& context, std::int64_t id);

SecondRequestView second_request_view(Context& context, const store::SecondRequestRow& row);
/// What was asked for within the time that such an act waits, oldest first, at most fifty.
std::vector<SecondRequestView> second_requests(Context& context);

}  // namespace otkel::app
