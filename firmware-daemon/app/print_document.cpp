// From a request to a sheet: one function per sheet.
#include "firmware-daemon/app/print_document.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "core/permit/shift.hpp"
#include "core/value/paper_text.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/ground_words.hpp"
#include "firmware-daemon/app/incident_words.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"
#include "firmware-daemon/app/views.hpp"

namespace otkel::app {
namespace {

using core::Document;
using store::PrintState;

core::SheetHead head_of(Context& c) {
  core::SheetHead head;
  head.site = c.checkpoint.site.code();
  head.checkpoint_kk = c.checkpoint.names.kk;
  head.checkpoint_ru = c.checkpoint.names.ru;
  head.printed_at = c.now;
  head.officer = name_on_paper(c, officer_of(c));
  head.register_base = c.checkpoint.register_base;
  head.demonstration = c.checkpoint.demonstration;
  return head;
}

core::SheetHead head_for_driver(Context& c) {
  auto head = head_of(c);
  head.checkpoint_zh = c.checkpoint.names.zh;
  return head;
}

Result<Document> fill(Context& c, const core::QueueTicket::Request& request) {
  const auto booking = load_booking(c, request.booking_no);
  if (!booking) return std::unexpected(booking.error());
  if (booking->state != core::BookingState::checked_in &&
      booking->state != core::BookingState::called)
    return fail(Code::booking_wrong_state, "a ticket is for who has checked in and waits; " +
                                               request.booking_no + " is " +
                                               std::string(core::word(booking->state)));
  const auto card = kiosk_card(c, *booking);
  core::QueueTicket sheet;
  sheet.head = head_for_driver(c);
  sheet.plate = card.plate;
  sheet.booking_no = card.booking_no;
  sheet.application_no = card.application_no;
  sheet.slot_start = card.slot_start;
  sheet.slot_end = card.slot_end;
  sheet.place = card.place;
  sheet.language = request.language;
  sheet.late = card.arrival == core::Arrival::late || card.arrival == core::Arrival::missed;
  return sheet;
}

std::optional<core::DriverLanguage> language_of_ticket(Context& c,
                                                       const store::BookingRow& booking) {
  const auto ticket = c.stores.print_jobs.last_of(core::QueueTicket::type, booking.booking_no);
  if (!ticket) return std::nullopt;
  return std::get<core::QueueTicket>(ticket->payload).language;
}

Result<Document> fill(Context& c, const core::CallSlip::Request& request) {
  const auto booking = load_booking(c, request.booking_no);
  if (!booking) return std::unexpected(booking.error());
  if (booking->state != core::BookingState::called || !booking->called)
    return fail(Code::booking_wrong_state, request.booking_no + " has not been called");
  core::CallSlip sheet;
  sheet.head = head_for_driver(c);
  sheet.plate = booking->plate;
  sheet.booking_no = booking->booking_no;
  if (const auto application = shown_application(c, booking->plate))
    sheet.application_no = application->application_no;
  sheet.lane = booking->lane.value_or("");
  sheet.called_at = *booking->called;
  sheet.ground = ground_words(booking->ground.value_or(""));
  sheet.language = request.language ? request.language : language_of_ticket(c, *booking);
  return sheet;
}

/// The blank, whose it was, and its end as the log has it.
Result<core::BlankAct> act_of(Context& c, const std::string& number, core::BlankState state) {
  const auto blank = load_blank(c, number);
  if (!blank) return std::unexpected(blank.error());
  if (blank->state != state)
    return fail(Code::blank_wrong_state, blank->number.str() + " is " +
                                             std::string(core::word(blank->state)) + ", not " +
                                             std::string(core::word(state)));
  core::BlankAct act;
  act.blank = blank->number.str();
  act.application_no = blank->application_no.value_or("");
  if (const auto application = c.stores.applications.find(act.application_no)) {
    act.plate = application->plate;
    act.carrier_bin = application->bin;
    if (const auto carrier = c.stores.registry.carrier(application->bin))
      act.carrier_name = core::made_printable(carrier->name);
  }
  act.reason = blank->reason.value_or("");
  act.second_officer = name_on_paper(c, blank->second.value_or(""));
  for (const auto& row : c.stores.log.about(act.blank))
    if (row.type == core::BlankEnded::type) act.at = row.at;
  return act;
}

Result<Document> fill(Context& c, const core::ReturnAct::Request& request) {
  auto act = act_of(c, request.blank, core::BlankState::returned);
  if (!act) return std::unexpected(act.error());
  return core::ReturnAct{head_of(c), *std::move(act)};
}

Result<Document> fill(Context& c, const core::LossAct::Request& request) {
  auto act = act_of(c, request.blank, core::BlankState::lost);
  if (!act) return std::unexpected(act.error());
  return core::LossAct{head_of(c), *std::move(act)};
}

Result<std::vector<core::Event>> facts_since(Context& c, Instant from) {
  std::vector<core::Event> facts;
  for (const auto& row : c.stores.log.since(from)) {
    if (!codec::is_fact(row.type)) continue;  // a newer version's: nothing that is added up here
    auto fact = codec::decode_event(row.type, row.body);
    if (!fact) return std::unexpected(fact.error());
    facts.push_back(*std::move(fact));
  }
  return facts;
}

/// Whether the blank was handed over to a driver, as the log has it.
bool was_issued(Context& c, const std::string& blank) {
  const auto about = c.stores.log.about(blank);
  return std::ranges::any_of(about,
                             [](const auto& row) { return row.type == core::PermitIssued::type; });
}

void add_up(Context& c, const std::vector<core::Event>& facts, core::ShiftReport& sheet) {
  core::add_up_shift(
      facts, c.stores.blanks.counts(),
      [&](const std::string& blank) { return was_issued(c, blank); }, sheet);
}

Result<Document> fill(Context& c, const core::StockReceipt::Request& request) {
  const auto known = c.stores.blanks.deliveries();
  const auto delivery =
      std::ranges::find_if(known, [&](const auto& row) { return row.batch == request.batch; });
  if (delivery == known.end() || !delivery->received)
    return fail(Code::batch_not_found, "batch " + request.batch + " was not received here");
  const auto first = c.checkpoint.blank_format.number(delivery->first);
  if (!first) return std::unexpected(first.error());
  const auto numbers = core::numbers_of({*first, delivery->count});
  if (!numbers) return std::unexpected(numbers.error());
  const auto facts = facts_since(c, *delivery->received);
  if (!facts) return std::unexpected(facts.error());
  core::ShiftReport since;
  add_up(c, *facts, since);
  core::StockReceipt sheet;
  sheet.head = head_of(c);
  sheet.batch = delivery->batch;
  sheet.first = numbers->front().str();
  sheet.last = numbers->back().str();
  sheet.count = delivery->count;
  sheet.in_stock_before = since.in_stock_before;
  sheet.in_stock_after = since.in_stock_before + delivery->count;
  return sheet;
}

Instant beginning_of_shift(Context& c) {
  if (const auto last = c.stores.print_jobs.last_confirmed(core::ShiftReport::type))
    return std::get<core::ShiftReport>(last->payload).until;
  return core::at_local(today(c), core::minutes{0}, c.checkpoint.utc_offset);
}

/// The newest: a sheet is at most two metres long, and the console has them all.
void put_incidents(Context& c, core::ShiftReport& sheet) {
  constexpr std::int64_t kMost = 40;
  auto rows = c.stores.incidents.list({{}, kMost}, store::Incidents::Which::open);
  rows.resize(std::min<std::size_t>(rows.size(), kMost));
  std::ranges::reverse(rows);
  for (const auto& incident : rows)
    sheet.incidents.push_back(
        incident.incident_no + ": " + incident_words(core::IncidentWord::read(incident.kind)) +
        (incident.subject.empty() ? "" : " · " + core::made_printable(incident.subject)));
  const auto more = c.stores.incidents.count_open() - static_cast<std::int64_t>(rows.size());
  if (more > 0) sheet.incidents.insert(sheet.incidents.begin(), "+ " + std::to_string(more));
}

Result<Document> fill(Context& c, const core::ShiftReport::Request& request) {
  core::ShiftReport sheet;
  sheet.head = head_of(c);
  sheet.from = request.from.value_or(beginning_of_shift(c));
  sheet.until = c.now;
  if (sheet.from >= sheet.until)
    return fail(Code::value_malformed,
                "$.from: " + core::to_iso(sheet.from) + " is not before now");
  const auto facts = facts_since(c, sheet.from);
  if (!facts) return std::unexpected(facts.error());
  add_up(c, *facts, sheet);
  sheet.trucks_inside = c.stores.stays.inside();
  put_incidents(c, sheet);
  return sheet;
}

Result<Document> fill(Context& c, const core::NoFaultSlip::Request& request) {
  const auto booking = load_booking(c, request.booking_no);
  if (!booking) return std::unexpected(booking.error());
  const auto why = core::read_reason(request.reason, "say in words what held the truck up");
  if (!why) return std::unexpected(why.error());
  if (request.from > c.now) return fail(Code::value_malformed, "$.from: lies in the future");
  if (request.from < c.now - std::chrono::years(1))
    return fail(Code::value_malformed, "$.from: lies more than a year back");
  if (request.until && *request.until < request.from)
    return fail(Code::value_malformed, "$.until: lies before $.from");
  core::NoFaultSlip sheet;
  sheet.head = head_for_driver(c);
  sheet.plate = booking->plate;
  sheet.booking_no = booking->booking_no;
  sheet.from = request.from;
  sheet.until = request.until;
  sheet.reason = *why;
  return sheet;
}

Result<Document> fill(Context& c, const core::TestPage::Request&) {
  return core::TestPage{head_of(c), core::made_printable(c.around.printer.device)};
}

Result<void> may_print(const DocumentRequest& request, core::OfficerRole role) {
  const auto verb =
      std::holds_alternative<core::TestPage::Request>(request)      ? core::Verb::print_test_page
      : std::holds_alternative<core::ShiftReport::Request>(request) ? core::Verb::print_shift_report
                                                                    : core::Verb::print_sheet;
  if (core::need(verb, core::Situation::usual, role) != core::Need::refused) return {};
  if (role == core::OfficerRole::technician)
    return fail(Code::forbidden, "a technician prints the test page and nothing else");
  return fail(Code::forbidden, "the report of a shift is the senior's");
}

Result<store::PrintJobRow> queue_request(Context& c, const DocumentRequest& request) {
  auto sheet = std::visit([&](const auto& one) { return fill(c, one); }, request);
  if (!sheet) return std::unexpected(sheet.error());
  return queue_document(c, *std::move(sheet), {"wanted"});
}

}  // namespace

Result<store::PrintJobRow> print_document(Context& c, const DocumentRequest& request,
                                          core::OfficerRole role) {
  if (auto allowed = may_print(request, role); !allowed) return std::unexpected(allowed.error());
  return queue_request(c, request);
}

Result<store::PrintJobRow> print_own_ticket(Context& c, const std::string& booking_no,
                                            std::optional<core::DriverLanguage> language) {
  const auto booking = load_booking(c, booking_no);
  if (!booking) return std::unexpected(booking.error());
  const auto last = c.stores.print_jobs.last_of(core::QueueTicket::type, booking->booking_no);
  if (last && last->state != PrintState::failed_safe) return *last;
  return queue_request(c, core::QueueTicket::Request{booking->booking_no, language});
}

}  // namespace otkel::app
