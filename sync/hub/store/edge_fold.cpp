// What the checkpoints have reported and the hub has read: the same changes that sync/hub/app makes
// of these facts. What it could not take is a dead letter and is not folded.
#include "core/gate/redemption.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/sheet_check.hpp"
#include "sync/hub/store/incidents.hpp"
#include "sync/hub/store/register.hpp"
#include "sync/hub/store/state_fold.hpp"

namespace otkel::hub {
namespace {

/// As sync/hub/app finds it, whatever way the fact writes the number.
std::string application_key(const std::string& number) {
  const auto no = core::ApplicationNo::parse(number);
  return no ? no->str() : number;
}

bool is_terminal(const ledger::StateRow& blank) {
  const auto state = blank.find("state");
  if (state == blank.end()) return false;
  const auto known = core::from_word<core::BlankState>(state->second);
  return known && core::is_terminal(*known);
}

}  // namespace

void EdgeFold::operator()(const core::BookingConfirmed& f) {
  const auto no = core::BookingNo::parse(f.booking_no);
  auto& booking = s_.row("booking", no ? no->str() : f.booking_no);
  if (booking.empty())
    booking = {{"site", s_.site},   {"seller", std::string(core::word(f.seller))},
               {"plate", f.plate},  {"bin", f.bin},
               {"driver_name", ""}, {"state", "booked"}};
  booking["slot_start_utc_ms"] = text_of(f.slot_start);
  booking["slot_end_utc_ms"] = text_of(f.slot_end);
  booking["confirmed"] = "1";
}

void EdgeFold::operator()(const core::BookingMoved& f) {
  const bool open = s_.withdrawn.contains(f.booking_no) && !s_.had(s_.withdrawn, f.booking_no);
  s_.row("booking", f.booking_no)["state"] =
      open ? ledger::any_of({f.state, "withdrawn"}) : f.state;
}

void EdgeFold::operator()(const core::VehicleEntered& f) {
  if (!f.application_no) return;
  const auto number = application_key(*f.application_no);
  auto& application = s_.row("application", number);
  if (application["state"] != "supplement_formed") return;
  application["state"] = s_.had(s_.formed, number) ? "at_checkpoint" : inside_or_not();
  s_.inside[application["plate"]].insert(number);
}

void EdgeFold::operator()(const core::VehicleTurnedBack& f) {
  if (f.held) return;
  for (const auto& number : s_.inside[f.plate]) {
    auto& application = s_.row("application", number);
    auto& state = application["state"];
    if (state != inside_or_not() && state != "at_checkpoint") continue;
    state = application["site"] == s_.site ? "supplement_formed" : inside_or_not();
  }
}

void EdgeFold::operator()(const core::VehicleCameBack& f) {
  if (f.again) return;
  s_.came_back[f.plate].insert(text_of(f.evidence.received));
}

void EdgeFold::operator()(const core::ApplicationClosed& f) {
  auto& application = s_.row("application", application_key(f.application_no));
  application["state"] = f.state;
  if (f.reason.empty()) return;
  // Of a revocation that came back after the end, its own reason stands.
  application["reason"] =
      application["revoked"] == "1" ? ledger::any_of({f.reason, application["reason"]}) : f.reason;
}

void EdgeFold::receive(const std::string& number, const std::string& batch) {
  auto& blank = s_.row("blank", number);
  if (blank.empty()) {
    blank = {{"site", s_.site},      {"batch", batch}, {"state", "in_stock"},
             {"application_no", ""}, {"replaces", ""}, {"cause", ""}};
  } else if (blank["site"] != s_.site) {
    // Two checkpoints have it; the hub took the word of the first, and who that was is in no log.
    blank["site"] = ledger::any_of({blank["site"], s_.site});
    blank["batch"] = ledger::any_of({blank["batch"], batch});
  }
}

void EdgeFold::operator()(const core::BlanksReceived& f) {
  const auto first = core::BlankNumber::parse(f.first);
  if (!first) return;
  const auto numbers = core::numbers_of({*first, f.count});
  if (!numbers) return;
  if (const auto sent = s_.by_log.tables["delivery"].find(f.batch);
      sent != s_.by_log.tables["delivery"].end()) {
    auto& delivery = sent->second;
    if (delivery["site"] == s_.site && delivery["first"] == f.first &&
        delivery["count"] == std::to_string(f.count))
      delivery["received_utc_ms"] =
          s_.had(s_.sent, f.batch) ? text_of(s_.at) : ledger::any_of({text_of(s_.at), ""});
  }
  for (const auto& number : *numbers) receive(number.str(), f.batch);
}

void EdgeFold::operator()(const core::NumberAllocated& f) {
  if (f.replaces && s_.by_log.tables["blank"].contains(*f.replaces)) {
    auto& old = s_.row("blank", *f.replaces);
    if (!is_terminal(old)) {
      old["state"] = core::word(core::BlankState::spoiled);
      old["cause"] = core::word(core::EndCause::spoiled);
    }
  }
  for (const auto& step : f.steps) {
    auto& blank = s_.row("blank", step.blank);
    blank["state"] = core::word(core::BlankState::allocated);
    blank["application_no"] = step.application_no;
    blank["replaces"] = step.application_no == f.wanted ? f.replaces.value_or("") : "";
    s_.row("register", step.application_no)["blank"] = step.blank;
  }
}

void EdgeFold::operator()(const core::PrintEnded& f) {
  if (const auto check = core::SheetCheck::parse(f.check.value_or("")))
    s_.row("sheet", f.application_no + " " + f.blank + " " + std::to_string(f.attempt)) = {
        {"sheet_check", check->str()}, {"reported_utc_ms", text_of(s_.at)}};
  if (f.result == core::PrintResult::confirmed) s_.move(f.blank, core::BlankEvent::print);
}

void EdgeFold::operator()(const core::DocumentEnded& f) {
  const auto check = core::SheetCheck::parse(f.check.value_or(""));
  if (!check || (!f.blank && !f.booking_no)) return;
  s_.row("signed_sheet",
         s_.site + " " + f.document + " " + f.subject + " " + std::to_string(f.attempt)) = {
      {"number", f.blank ? *f.blank : *f.booking_no},
      {"sheet_check", check->str()},
      {"reported_utc_ms", text_of(s_.at)}};
}

void EdgeFold::operator()(const core::PermitIssued& f) {
  auto& blank = s_.row("blank", f.blank);
  blank["application_no"] = f.application_no;
  blank["state"] = core::word(core::BlankState::issued);
  auto& permit = s_.row("register", f.application_no);
  permit["blank"] = f.blank;
  permit["state"] = core::word(PermitState::issued);
  permit["issued_utc_ms"] = text_of(s_.at);
  s_.row("application", application_key(f.application_no))["state"] = "issued";
}

void EdgeFold::operator()(const core::PermitRedeemed& f) {
  s_.row("blank", f.blank)["state"] = core::word(core::BlankState::redeemed);
  auto& permit = s_.row("register", f.application_no);
  permit["blank"] = f.blank;
  permit["state"] = core::word(PermitState::redeemed);
  permit["redeemed_utc_ms"] = text_of(core::happened(f.evidence));
  permit["redeemed_grade"] = core::word(f.evidence.grade);
  s_.row("application", application_key(f.application_no))["state"] = "closed";
}

void EdgeFold::operator()(const core::BlankEnded& f) {
  auto& blank = s_.row("blank", f.blank);
  if (blank["state"] == core::word(core::BlankState::redeemed)) return;
  const auto application = f.application_no.value_or(blank["application_no"]);
  blank["state"] = core::word(f.state);
  blank["cause"] = f.cause ? core::word(*f.cause) : "";
  const auto found = s_.by_log.tables["register"].find(application);
  if (found == s_.by_log.tables["register"].end() || found->second["blank"] != f.blank) return;
  auto& permit = found->second;
  if (f.state == core::BlankState::spoiled || (f.cause && core::leaves_the_right(*f.cause))) {
    permit["blank"] = permit["issued_utc_ms"] = "";
    permit["state"] = core::word(PermitState::formed);
  } else {
    permit["state"] = core::word(f.state);
  }
  if (f.state == core::BlankState::returned)
    s_.row("application", application_key(application))["state"] = "closed";
}

void EdgeFold::operator()(const core::IncidentOpened& f) {
  s_.row("incident", s_.site + " " + f.incident_no) = {
      {"kind", f.kind.str()},   {"subject", f.subject},
      {"detail", detail_of(f)}, {"opened_utc_ms", text_of(s_.at)},
      {"closed_utc_ms", ""},    {"note", ""}};
}

void EdgeFold::operator()(const core::IncidentClosed& f) {
  auto& incident = s_.row("incident", s_.site + " " + f.incident_no);
  incident["closed_utc_ms"] = text_of(s_.at);
  incident["note"] = f.note;
}

}  // namespace otkel::hub
