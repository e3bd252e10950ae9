// Facts about blanks and permits. The checkpoint saw what happened, so its word stands; what does
// not fit becomes an alarm (two owners of a number) or an incident (contradicting facts about one
// permit).
#include "sync/hub/app/permit/apply_permits.hpp"

#include "core/gate/redemption.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/value/sheet_check.hpp"
#include "sync/hub/app/service/case.hpp"

namespace otkel::hub {
namespace {

using core::ApplicationState;
using core::BlankState;
using core::Code;

core::Result<BlankRow> find_blank(const Applying& in, const std::string& number) {
  auto row = in.context.stores.blanks.find(number);
  if (!row) return core::fail(Code::blank_not_found, "blank " + number + " was never received");
  if (row->site != in.record.site)
    return core::fail(Code::number_taken, "blank " + number + " belongs to " +
                                              std::string(row->site.code()) + " and is used at " +
                                              std::string(in.record.site.code()));
  return *std::move(row);
}

void put_blank(const Applying& in, BlankRow& row, BlankState state) {
  row.state = state;
  row.changed = in.record.at;
  in.context.stores.blanks.put(row);
}

core::Result<RegisterRow> find_permit(const Applying& in, const std::string& application_no) {
  auto row = in.context.stores.permits.find(application_no);
  if (!row)
    return core::fail(Code::supplement_missing,
                      "application " + application_no + " has no formed supplement");
  return *std::move(row);
}

void put_permit(const Applying& in, RegisterRow& row) {
  row.changed = in.record.at;
  in.context.stores.permits.put(row);
}

core::Result<void> put_application_state(const Applying& in, const std::string& application_no,
                                         ApplicationState state) {
  auto row = find_application(in.context, application_no);
  if (!row) return std::unexpected(row.error());
  row->state = state;
  row->changed = in.record.at;
  in.context.stores.applications.put(*row);
  return {};
}

/// The vehicle left with a blank in that state.
core::IncidentKind redeemed_from(BlankState state) {
  using Kind = core::IncidentKind;
  switch (state) {
    case BlankState::in_stock:
      return Kind::redeemed_from_in_stock;
    case BlankState::allocated:
      return Kind::redeemed_from_allocated;
    case BlankState::printed:
      return Kind::redeemed_from_printed;
    case BlankState::issued:
      break;  // as it should be: nobody asks
    case BlankState::redeemed:
      return Kind::redeemed_from_redeemed;
    case BlankState::returned:
      return Kind::redeemed_from_returned;
    case BlankState::lost:
      return Kind::redeemed_from_lost;
    case BlankState::annulled:
      return Kind::redeemed_from_annulled;
    case BlankState::spoiled:
      return Kind::redeemed_from_spoiled;
  }
  return Kind::redeemed_from_in_stock;
}

/// A blank with which the vehicle had left is said to have ended like that.
core::IncidentKind after_redemption(BlankState end) {
  using Kind = core::IncidentKind;
  switch (end) {
    case BlankState::returned:
      return Kind::returned_after_redemption;
    case BlankState::lost:
      return Kind::lost_after_redemption;
    case BlankState::annulled:
      return Kind::annulled_after_redemption;
    case BlankState::spoiled:
      return Kind::spoiled_after_redemption;
    default:
      return Kind::redeemed_after_redemption;
  }
}

core::Result<core::SheetCheck> sheet_check_of(const std::string& text, std::int64_t attempt) {
  const auto check = core::SheetCheck::parse(text);
  if (!check) return core::fail(Code::event_malformed, "check: " + check.error().detail);
  if (attempt < 1) return core::fail(Code::event_malformed, "attempt: expected 1 or more");
  return check;
}

/// What opens the register for the person who holds this attempt's paper, if any reached it.
core::Result<void> note_sheet(const Applying& in, const core::PrintEnded& fact) {
  if (!fact.check) return {};
  const auto check = sheet_check_of(*fact.check, fact.attempt);
  if (!check) return std::unexpected(check.error());
  const auto permit = find_permit(in, fact.application_no);
  if (!permit) return std::unexpected(permit.error());
  if (permit->site != in.record.site)
    return core::fail(Code::foreign_fact, "application " + fact.application_no + " belongs to " +
                                              std::string(permit->site.code()) +
                                              ", which alone prints for it");
  in.context.stores.sheets.put(
      {fact.application_no, fact.blank, fact.attempt, check->str(), in.record.at});
  return {};
}

/// The number that stood there before and is spoiled or lost must make room first (I1).
void end_replaced(const Applying& in, const std::string& number) {
  auto old = in.context.stores.blanks.find(number);
  if (!old || core::is_terminal(old->state)) return;
  old->cause = core::word(core::EndCause::spoiled);
  put_blank(in, *old, BlankState::spoiled);
}

core::Result<void> allocate_one(const Applying& in, const core::AllocationStep& step,
                                std::optional<std::string> replaces) {
  auto blank = find_blank(in, step.blank);
  if (!blank) return std::unexpected(blank.error());
  if (blank->application_no && *blank->application_no != step.application_no)
    return core::fail(Code::number_taken, "blank " + step.blank + " was given to " +
                                              *blank->application_no + " before, now to " +
                                              step.application_no);
  blank->application_no = step.application_no;
  blank->replaces = std::move(replaces);
  put_blank(in, *blank, BlankState::allocated);
  auto permit = find_permit(in, step.application_no);
  if (!permit) return std::unexpected(permit.error());
  permit->blank = step.blank;
  put_permit(in, *permit);
  return {};
}

}  // namespace

core::Result<void> apply_fact(const Applying& in, const core::BlanksReceived& fact) {
  const auto first = core::BlankNumber::parse(fact.first);
  if (!first) return std::unexpected(first.error());
  const auto numbers = core::numbers_of({*first, fact.count});
  if (!numbers) return std::unexpected(numbers.error());
  auto& blanks = in.context.stores.blanks;
  auto delivery = blanks.find_delivery(fact.batch);
  const bool as_sent = delivery && delivery->site == in.record.site &&
                       delivery->first == fact.first && delivery->count == fact.count;
  if (!as_sent)
    alarm(in,
          {Code::batch_not_found, "the checkpoint received " + std::to_string(fact.count) +
                                      " blanks from " + fact.first +
                                      " that were not dispatched to it like that"},
          fact.batch);
  if (as_sent) {
    delivery->received = in.record.at;
    blanks.put_delivery(*delivery);
  }
  std::int64_t twice = 0;
  std::string example;
  for (const auto& number : *numbers) {
    if (blanks.find(number.str())) {
      if (twice++ == 0) example = number.str();
      continue;
    }
    BlankRow row;
    row.number = number.str();
    row.site = in.record.site;
    row.batch = fact.batch;
    row.changed = in.record.at;
    blanks.put(row);
  }
  if (twice > 0)
    alarm(in,
          {Code::number_taken, std::to_string(twice) + " numbers of this batch, the first " +
                                   example + ", were received before"},
          fact.batch);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::NumberAllocated& fact) {
  if (fact.replaces) end_replaced(in, *fact.replaces);
  for (const auto& step : fact.steps) {
    const bool replacement = step.application_no == fact.wanted;
    if (auto given = allocate_one(in, step, replacement ? fact.replaces : std::nullopt); !given)
      return given;
  }
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::PrintEnded& fact) {
  if (auto noted = note_sheet(in, fact); !noted) return noted;
  if (fact.result != core::PrintResult::confirmed) return {};
  auto blank = find_blank(in, fact.blank);
  if (!blank) return std::unexpected(blank.error());
  if (const auto next = core::advance(blank->state, core::BlankEvent::print))
    put_blank(in, *blank, *next);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::DocumentEnded& fact) {
  if (!fact.check) return {};  // opens nothing in the register
  const auto check = sheet_check_of(*fact.check, fact.attempt);
  if (!check) return std::unexpected(check.error());
  const auto number = fact.blank ? fact.blank : fact.booking_no;
  if (!number) return core::fail(Code::event_malformed, "check: of a sheet without a number");
  in.context.stores.signed_sheets.put({in.record.site, fact.document, fact.subject, fact.attempt,
                                       *number, check->str(), in.record.at});
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::PermitIssued& fact) {
  auto blank = find_blank(in, fact.blank);
  if (!blank) return std::unexpected(blank.error());
  auto permit = find_permit(in, fact.application_no);
  if (!permit) return std::unexpected(permit.error());
  if (permit->revoked)
    incident(in, core::IncidentKind::issued_after_revocation, fact.application_no,
             "blank " + fact.blank + " was handed over before the revocation reached the gate");
  blank->application_no = fact.application_no;
  put_blank(in, *blank, BlankState::issued);
  permit->blank = fact.blank;
  permit->state = PermitState::issued;
  permit->issued = in.record.at;
  put_permit(in, *permit);
  return put_application_state(in, fact.application_no, ApplicationState::issued);
}

core::Result<void> apply_fact(const Applying& in, const core::PermitRedeemed& fact) {
  auto blank = find_blank(in, fact.blank);
  if (!blank) return std::unexpected(blank.error());
  auto permit = find_permit(in, fact.application_no);
  if (!permit) return std::unexpected(permit.error());
  if (permit->revoked)
    incident(in, core::IncidentKind::redeemed_after_revocation, fact.application_no,
             "the vehicle left with blank " + fact.blank +
                 " although the permit had been revoked; the redemption stands");
  if (blank->state != BlankState::issued)
    incident(in, redeemed_from(blank->state), fact.blank,
             "the vehicle left with a blank that was " + std::string(core::word(blank->state)) +
                 "; the redemption stands");
  put_blank(in, *blank, BlankState::redeemed);
  permit->blank = fact.blank;
  permit->state = PermitState::redeemed;
  // A late record says itself when the vehicle crossed.
  permit->redeemed = core::happened(fact.evidence);
  const auto proven = core::proven_grade(fact.evidence);
  if (proven != fact.evidence.grade)
    incident(in, core::IncidentKind::redeemed_against_read, fact.blank,
             "camera " + fact.evidence.camera + " read \"" + fact.evidence.read +
                 "\", which is near no card; an officer named the plate");
  permit->redeemed_grade = core::word(proven);
  put_permit(in, *permit);
  return put_application_state(in, fact.application_no, ApplicationState::closed);
}

core::Result<void> apply_fact(const Applying& in, const core::VehicleCameBack& fact) {
  if (fact.again) return {};
  // It may have left by another checkpoint than the one it comes home by: that one knows no exit,
  // and nothing but the day of its return is taken from it.
  auto permit = fact.application_no ? in.context.stores.permits.find(*fact.application_no)
                                    : in.context.stores.permits.away(fact.plate);
  if (permit && (permit->plate != fact.plate || permit->state != PermitState::redeemed))
    return core::fail(Code::foreign_fact, fact.plate + " cannot have come back under " +
                                              permit->application_no +
                                              ": it did not leave with it");
  if (!permit) {
    incident(in, core::IncidentKind::back_without_exit, fact.plate,
             "came from China, but no exit is on record");
    return {};
  }
  permit->came_back = fact.evidence.received;
  put_permit(in, *permit);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::BlankEnded& fact) {
  auto blank = find_blank(in, fact.blank);
  if (!blank) return std::unexpected(blank.error());
  if (!core::is_terminal(fact.state))
    return core::fail(Code::event_malformed,
                      "a blank does not end as \"" + std::string(core::word(fact.state)) + "\"");
  if (blank->state == BlankState::redeemed) {
    incident(in, after_redemption(fact.state), fact.blank,
             "the vehicle had left with it; the redemption stands");
    return {};
  }
  const auto application = fact.application_no ? fact.application_no : blank->application_no;
  blank->cause =
      fact.cause.transform([](core::EndCause one) { return std::string(core::word(one)); });
  put_blank(in, *blank, fact.state);
  if (!application) return {};
  auto permit = in.context.stores.permits.find(*application);
  if (!permit || permit->blank != fact.blank) return {};
  const bool right_lives =
      fact.state == BlankState::spoiled || (fact.cause && core::leaves_the_right(*fact.cause));
  if (right_lives) {
    permit->blank.reset();  // the next number takes its place
    permit->state = PermitState::formed;
    permit->issued.reset();
  } else {
    permit->state = core::from_word<PermitState>(core::word(fact.state)).value();
  }
  put_permit(in, *permit);
  if (fact.state != BlankState::returned) return {};
  return put_application_state(in, *application, ApplicationState::closed);
}

}  // namespace otkel::hub
