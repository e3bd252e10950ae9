// The few steps that many use cases share.
#include "firmware-daemon/app/context.hpp"

#include <cstdio>

namespace otkel::app {
core::LocalDate today(const Context& c) { return core::local_date(c.now, c.checkpoint.utc_offset); }

std::string login_of(const core::Actor& actor) {
  return actor.is_officer() ? std::string(actor.name()) : actor.str();
}

std::string officer_of(const Context& c) { return login_of(c.actor); }

std::optional<core::EventRecord> record(Context& c, const core::Event& event) {
  if (c.reported_before) return std::nullopt;
  return c.stores.log.append(event, {c.now, c.actor, c.checkpoint.pack.version});
}

Result<void> may_give_numbers(Context& c) {
  const auto history = c.stores.history.load();
  if (history.doubt == ledger::Doubt::none) return {};
  return fail(Code::numbers_in_doubt, std::string(ledger::sentence(history.doubt)));
}

namespace {

/// While it is not known which incidents were opened before, their numbers carry the epoch.
std::string next_incident_no(Context& c) {
  char number[48];
  const long long next = c.stores.incidents.count() + 1;
  const bool known = c.stores.history.load().doubt == ledger::Doubt::none;
  const auto tag = known ? std::string() : c.stores.log.head().epoch.substr(0, 8) + "-";
  std::snprintf(number, sizeof number, "INC-%s%06lld", tag.c_str(), next);
  return number;
}

}  // namespace

void open_incident(Context& c, core::IncidentKind kind, const std::string& subject,
                   const std::string& detail, std::optional<std::string> caused_by) {
  if (c.reported_before) return;
  if (!caused_by && c.actor.is_officer()) caused_by = officer_of(c);
  store::IncidentRow row{{}, std::string(core::word(kind)), subject, detail, c.now, {},
                         {}, std::move(caused_by)};
  if (c.stores.incidents.is_reported(row)) return;
  row.incident_no = next_incident_no(c);
  c.stores.incidents.insert(row);
  record(c, core::IncidentOpened{row.incident_no, kind, subject, detail, row.caused_by});
}

Result<void> move_booking(Context& c, store::BookingRow& booking, core::BookingEvent event,
                          const MoveDetails& details) {
  const auto to = core::advance(booking.state, event);
  if (!to) return std::unexpected(to.error());
  booking.state = *to;
  c.stores.bookings.update(booking);
  core::BookingMoved fact{booking.booking_no,           std::string(core::word(event)),
                          std::string(core::word(*to)), details.reason,
                          details.late_interval,        details.call};
  if (event == core::BookingEvent::check_in ||
      (event == core::BookingEvent::enter && !booking.checked_in)) {
    fact.quality = booking.quality;
    fact.late_minutes = booking.late_minutes;
  }
  if (const auto written = record(c, fact)) c.stores.queue_places.follow(fact, *written);
  return {};
}

Result<void> move_application(Context& c, store::ApplicationRow& application,
                              core::ApplicationEvent event) {
  const auto to = core::advance(application.state, event);
  if (!to) return std::unexpected(to.error());
  application.state = *to;
  c.stores.applications.update(application);
  return {};
}

Result<void> end_application(Context& c, store::ApplicationRow& application,
                             core::ApplicationEvent event, const std::string& reason) {
  if (auto moved = move_application(c, application, event); !moved) return moved;
  record(c, core::ApplicationClosed{application.application_no,
                                    std::string(core::word(application.state)), reason});
  return {};
}

Result<void> move_blank(Context& c, store::BlankRow& blank, core::BlankEvent event) {
  const auto to = core::advance(blank.state, event);
  if (!to) return fail(to.error().code, blank.number.str() + ": " + to.error().detail);
  blank.state = *to;
  c.stores.blanks.update(blank);
  return {};
}

Result<void> end_blank(Context& c, store::BlankRow& blank, core::BlankEvent event,
                       const EndOfNumber& end) {
  blank.reason = end.reason;
  blank.second = end.second;
  blank.cause = end.cause;
  if (auto moved = move_blank(c, blank, event); !moved) return moved;
  record(c, core::BlankEnded{blank.number.str(), blank.state, blank.application_no, end.reason,
                             end.second, end.cause});
  return {};
}

Result<store::ApplicationRow> load_application(Context& c, const std::string& number) {
  const auto parsed = core::ApplicationNo::parse(number);
  if (!parsed) return std::unexpected(parsed.error());
  auto row = c.stores.applications.find(parsed->str());
  if (!row)
    return fail(Code::application_not_found,
                parsed->str() + " is not known here; it may not have arrived from the centre yet");
  return *row;
}

Result<store::BlankRow> load_blank(Context& c, const std::string& number) {
  const auto parsed = c.checkpoint.blank_format.number(number);
  if (!parsed) return std::unexpected(parsed.error());
  auto row = c.stores.blanks.find(parsed->str());
  if (!row)
    return fail(Code::blank_not_found, parsed->str() + " was never received at this checkpoint");
  return *row;
}

Result<store::BookingRow> load_booking(Context& c, const std::string& number) {
  const auto parsed = core::BookingNo::parse(number);
  if (!parsed) return std::unexpected(parsed.error());
  auto row = c.stores.bookings.find(parsed->str());
  if (!row) return fail(Code::booking_not_found, parsed->str() + " is not known here");
  return *row;
}

}  // namespace otkel::app
