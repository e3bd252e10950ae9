// One overload for each fact that a table rests on. The hub's log first: what it says is the ground
// on which the checkpoint's own facts stand.
#include "firmware-daemon/store/state_replay.hpp"

#include <optional>
#include <set>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "core/fact/kept.hpp"
#include "core/gate/redemption.hpp"
#include "core/permit/application.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/queue/booking.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/text.hpp"
#include "ledger/rows.hpp"

namespace otkel::store {
namespace {

using core::Result;
using ledger::StateRow;
using ledger::TablesByLog;

/// Of a check-in of before its fact had it.
const std::string& either_quality() {
  static const std::string open = ledger::any_of({"in_time", "late"});
  return open;
}

/// Whether the truck stands inside already is no fact of its own.
const std::string& inside_or_not() {
  static const std::string open = ledger::any_of({"supplement_formed", "at_checkpoint"});
  return open;
}

std::string span_of(core::BlockedKind kind, core::Instant began) {
  return std::string(core::word(kind)) + " " + std::to_string(began.time_since_epoch().count());
}

std::string ms(core::Instant at) { return std::to_string(at.time_since_epoch().count()); }

/// Where one vehicle is, as far as the facts of the gate say.
struct VehicleLocation {
  bool inside = false;
  bool reported = true;  ///< false: a late record may have been of this stay or of the one before
  core::Instant entered{};
  std::optional<std::string> held_for;  ///< the blank that the return lane waits for
  std::string external_permit;
};

class Replay {
 public:
  TablesByLog take() {
    for (auto& [plate, where] : vehicles_)
      if (!where.reported)
        state_["stays"][plate][ledger::kLeftOpen] = "";
      else if (where.inside)
        state_["stays"][plate] = {{"open", "1"}, {"external_permit", where.external_permit}};
    // Whatever became of them explains them.
    std::erase_if(state_["unaccounted"],
                  [&](const auto& one) { return row("blanks", one.first)["state"] != "in_stock"; });
    return std::move(state_);
  }

  // The registries: the hub's last fact counts.
  void operator()(const core::CarrierRecorded& f) {
    row("carriers", f.bin) = {{"name", f.name},
                              {"address", f.address},
                              {"certificate_no", f.certificate_no},
                              {"certificate_until", f.certificate_until}};
  }
  void operator()(const core::PermitCardRecorded& f) {
    row("permit_cards", f.plate) = {{"card_no", f.card_no},
                                    {"bin", f.bin},
                                    {"make", f.make},
                                    {"model", f.model},
                                    {"vin", f.vin},
                                    {"valid_until", f.valid_until},
                                    {"tachograph_until", f.tachograph_until},
                                    {"inspection_until", f.inspection_until},
                                    {"trailer_plate", f.trailer_plate.value_or("")}};
  }
  void operator()(const core::MisuseRecorded& f) {
    row("misuse", f.bin + " " + std::string(core::word(f.kind)) + " " + f.on) = {{"note", f.note}};
  }
  void operator()(const core::OfficerRecorded& f) {
    row("officers", f.login) = {{"name", f.name},
                                {"role", std::string(core::word(f.role))},
                                {"password_hash", f.password_hash},
                                {"active", f.active ? "1" : "0"}};
  }

  // Bookings.
  void operator()(const core::PortalBookingMade& f) {
    const auto plate = core::PlateNumber::parse(f.plate);
    portal_[f.booking_no] = {{"plate", plate ? plate->str() : f.plate},
                             {"bin", f.bin},
                             {"seller", "hub"},
                             {"slot_start_utc_ms", ms(f.slot_start)},
                             {"slot_end_utc_ms", ms(f.slot_end)}};
  }
  void operator()(const core::BookingConfirmed& f) {
    row("bookings", f.booking_no) = {{"plate", f.plate},
                                     {"bin", f.bin},
                                     {"seller", std::string(core::word(f.seller))},
                                     {"slot_start_utc_ms", ms(f.slot_start)},
                                     {"slot_end_utc_ms", ms(f.slot_end)},
                                     {"state", "booked"},
                                     {"quality", ""},
                                     {"late_minutes", ""}};
  }
  void operator()(const core::BookingMoved& f) {
    auto& booking = row("bookings", f.booking_no);
    // One that was set aside at once was never confirmed.
    if (booking.empty()) booking = portal_[f.booking_no];
    booking["state"] = f.state;
    follow_place(f);
    if (f.event == core::word(core::BookingEvent::check_in)) {
      booking["quality"] = either_quality();
      booking.erase("late_minutes");
    }
    if (!f.quality) return;
    booking["quality"] = core::word(*f.quality);
    booking["late_minutes"] = std::to_string(f.late_minutes.value_or(0));
  }

  // What counts for nobody's lateness.
  void operator()(const core::BlockedBegan& f) {
    row("blocked_spans", span_of(f.kind, f.began)) = {{"ended_utc_ms", ""}};
  }
  void operator()(const core::BlockedEnded& f) {
    row("blocked_spans", span_of(f.kind, f.began)) = {{"ended_utc_ms", ms(f.ended)}};
  }

  // Applications.
  void operator()(const core::ApplicationRegistered& f) {
    const auto plate = core::PlateNumber::parse(f.plate);
    row("applications", f.application_no) = {{"bin", f.bin},
                                             {"plate", plate ? plate->str() : f.plate},
                                             {"booking_no", f.booking_no},
                                             {"planned_crossing", f.planned_crossing},
                                             {"state", "registered"},
                                             {"supplement", ""},
                                             {"revoked_reason", ""},
                                             {"registered_utc_ms", ms(f.submitted)},
                                             {"make_set_aside", ""}};
  }
  void operator()(const core::IntakeRejected& f) {
    move(f.application_no, core::ApplicationEvent::reject_intake);
  }
  void operator()(const core::PayNoticeSent& f) {
    move(f.application_no, core::ApplicationEvent::send_pay_notice);
  }
  void operator()(const core::ApplicationRefused& f) {
    move(f.application_no, core::ApplicationEvent::refuse);
  }
  void operator()(const core::FeePaid& f) { move(f.application_no, core::ApplicationEvent::pay); }
  void operator()(const core::SupplementFormed& f) {
    move(f.application_no, core::ApplicationEvent::form_supplement);
    auto& application = row("applications", f.application_no);
    application["supplement"] = codec::encode(f.text);
    if (application["state"] == "supplement_formed") application["state"] = inside_or_not();
  }
  void operator()(const core::PermitRevoked& f) {
    row("applications", f.application_no)["revoked_reason"] = f.reason;
  }
  void operator()(const core::RevocationWithdrawn& f) {
    row("applications", f.application_no)["revoked_reason"] = "";
  }
  void operator()(const core::MakeSetAside& f) {
    row("applications", f.application_no)["make_set_aside"] = f.make_seen;
  }
  void operator()(const core::ApplicationClosed& f) {
    row("applications", f.application_no)["state"] = f.state;
  }

  // The stock.
  void operator()(const core::BlanksDispatched& f) {
    auto& delivery = row("deliveries", f.batch);
    delivery["count"] = std::to_string(f.count);
    delivery.try_emplace("received", "0");
    delivery.try_emplace("act", "");
  }
  void operator()(const core::BlanksReceived& f) {
    row("deliveries", f.batch) = {
        {"count", std::to_string(f.count)}, {"received", "1"}, {"act", f.act.value_or("")}};
    const auto first = core::BlankNumber::parse(f.first);
    if (!first) return;
    const auto numbers = core::numbers_of({*first, f.count});
    if (!numbers) return;
    for (const auto& number : *numbers)
      row("blanks", number.str()) = {
          {"batch", f.batch},  {"state", "in_stock"}, {"application_no", ""}, {"reason", ""},
          {"replaced_by", ""}, {"second", ""},        {"cause", ""}};
  }
  void operator()(const core::BlanksUnaccounted& f) {
    for (const auto& [number, blank] : state_["blanks"])
      if (blank.at("batch") == f.batch && blank.at("state") == "in_stock" && number >= f.first &&
          number <= f.last)
        row("unaccounted", number) = {{"in_stock", "1"}};
  }
  void operator()(const core::StockHandedOver& f) {
    row("stock_hand_overs", ms(at_)) = {
        {"from_login", std::string(actor_.is_officer() ? actor_.name() : actor_.str())},
        {"to_login", f.to},
        {"counted", std::to_string(f.counted)},
        {"in_books", std::to_string(f.in_books)},
        {"front", f.front.value_or("")},
        {"front_in_books", f.front_in_books.value_or("")},
        {"note", f.note}};
  }
  void operator()(const core::NumberAllocated& f) {
    for (const auto& step : f.steps) {
      auto& blank = row("blanks", step.blank);
      blank["state"] = "allocated";
      blank["application_no"] = step.application_no;
    }
    if (f.replaces && !f.steps.empty())
      row("blanks", *f.replaces)["replaced_by"] = f.steps.back().blank;
  }
  void operator()(const core::PermitIssued& f) {
    move(f.blank, core::BlankEvent::issue);
    row("applications", f.application_no)["state"] = "issued";
  }
  void operator()(const core::PermitRedeemed& f) { move(f.blank, core::BlankEvent::redeem); }
  void operator()(const core::BlankEnded& f) {
    auto& blank = row("blanks", f.blank);
    const bool handed_over = blank["state"] == core::word(core::BlankState::issued);
    blank["cause"] = core::word(f.cause.value_or(core::older_cause(f, handed_over)));
    blank["state"] = core::word(f.state);
    blank["reason"] = f.reason;
    blank["second"] = f.second.value_or("");
    const bool spoiled = f.state == core::BlankState::spoiled && f.application_no;
    if (spoiled && row("applications", *f.application_no)["state"] == "issued")
      row("applications", *f.application_no)["state"] = inside_or_not();
    if (f.state != core::BlankState::returned) return;
    for (auto& [plate, where] : vehicles_)
      if (where.held_for == f.blank) where = {};
  }

  // Prints.
  void operator()(const core::PrintQueued& f) {
    row("print_jobs",
        "supplement " + f.blank + " " + std::to_string(f.attempt)) = {{"state", "open"}};
  }
  void operator()(const core::PrintEnded& f) {
    row("print_jobs", "supplement " + f.blank + " " + std::to_string(f.attempt))["state"] =
        core::word(f.result);
    if (f.result == core::PrintResult::confirmed) move(f.blank, core::BlankEvent::print);
  }
  void operator()(const core::DocumentQueued& f) {
    row("print_jobs",
        f.document + " " + f.subject + " " + std::to_string(f.attempt)) = {{"state", "open"}};
  }
  void operator()(const core::DocumentEnded& f) {
    row("print_jobs", f.document + " " + f.subject + " " + std::to_string(f.attempt))["state"] =
        core::word(f.result);
  }

  // Who stands on the territory.
  void operator()(const core::VehicleEntered& f) {
    vehicles_[f.plate] = {true, true, at_, std::nullopt, {}};
  }
  void operator()(const core::VehicleLeft& f) {
    auto& where = vehicles_[f.plate];
    const bool late = f.evidence.grade == core::EvidenceGrade::camera_confirmed_late;
    if (late && where.inside && core::happened(f.evidence) < where.entered)
      where.reported = false;
    else
      where = {};
  }
  void operator()(const core::ExternalPermitRecorded& f) {
    vehicles_[f.plate].external_permit = f.number;
  }
  void operator()(const core::VehicleTurnedBack& f) {
    auto& where = vehicles_[f.plate];
    if (f.held)
      where.held_for = f.blank;
    else
      where = {};
  }
  void operator()(const core::ExitSaid& f) {
    // With an issued blank the stay waits for the record of a camera.
    if (!f.blank || row("blanks", *f.blank)["state"] != "issued") vehicles_[f.plate] = {};
  }

  // What a read was taken for, and whether it says so itself.
  void operator()(const core::PlateDecided& f) {
    row("visits", f.visit_id) = {{"plate", f.plate.value_or("")},
                                 {"decided_by", f.by == core::ReadJudge::nobody ? "" : f.by.str()},
                                 {"against_read", f.against_read.value_or(false) ? "1" : "0"},
                                 {"second", f.second.value_or("")}};
  }

  // What people must look at.
  void operator()(const core::IncidentOpened& f) {
    row("incidents", f.incident_no) = {
        {"kind", f.kind.str()}, {"subject", f.subject}, {"detail", f.detail},
        {"closed", "0"},        {"note", ""},           {"caused_by", f.caused_by.value_or("")}};
  }
  void operator()(const core::IncidentClosed& f) {
    row("incidents", f.incident_no)["closed"] = "1";
    row("incidents", f.incident_no)["note"] = f.note;
  }

  Result<void> take(const core::EventRecord& record) {
    // What a newer version told in this log no table of this version rests on.
    if (!codec::is_fact(record.type)) return {};
    const auto fact = codec::decode_event(record.type, record.body);
    if (!fact) return std::unexpected(fact.error());
    at_ = record.at;
    actor_ = record.actor;
    epoch_ = record.epoch;
    seq_ = record.seq;
    core::visit_fact<void, core::NotCompared>(*this, *fact);
    return {};
  }

 private:
  /// Check-in and call make a booking's place in the queue.
  void follow_place(const core::BookingMoved& f) {
    if (f.event == core::word(core::BookingEvent::check_in))
      row("queue_places", f.booking_no) = {
          {"epoch", epoch_},  {"seq", std::to_string(seq_)},
          {"head_epoch", ""}, {"late_interval_utc_ms", f.late_interval ? ms(*f.late_interval) : ""},
          {"head_seq", ""},   {"calls", "0"},
          {"back_epoch", ""}, {"parked_until_utc_ms", ""},
          {"back_seq", ""},   {"back_interval_utc_ms", ""},
          {"come_backs", "0"}};
    const auto found = state_["queue_places"].find(f.booking_no);
    if (found != state_["queue_places"].end()) follow_move(f, found->second);
  }

  /// Calls, parking and coming back change the place.
  void follow_move(const core::BookingMoved& f, StateRow& place) {
    using Event = core::BookingEvent;
    const auto event = core::from_word<Event>(f.event);
    if (event == Event::call && f.call) {
      place["calls"] = std::to_string(f.call->count);
      if (!f.call->grant) return;
      place["head_epoch"] = epoch_;
      place["head_seq"] = std::to_string(seq_);
    } else if (event == Event::park) {
      place["parked_until_utc_ms"] = f.parked_until ? ms(*f.parked_until) : "";
    } else if (event == Event::come_back && f.back_interval) {
      place["parked_until_utc_ms"] = "";
      place["come_backs"] =
          std::to_string(core::number_in<std::int64_t>(place["come_backs"]).value_or(0) + 1);
      place["calls"] = "0";
      place["back_epoch"] = epoch_;
      place["back_seq"] = std::to_string(seq_);
      place["back_interval_utc_ms"] = ms(*f.back_interval);
    }
  }

  StateRow& row(const std::string& table, const std::string& key) { return state_[table][key]; }

  /// What the daemon itself refused is in no log, so a move that does not lead on changes nothing.
  void move(const std::string& application, core::ApplicationEvent event) {
    auto& state = row("applications", application)["state"];
    const auto from = core::from_word<core::ApplicationState>(state);
    if (!from) return;
    if (const auto to = core::advance(*from, event)) state = core::word(*to);
  }
  void move(const std::string& blank, core::BlankEvent event) {
    auto& state = row("blanks", blank)["state"];
    const auto from = core::from_word<core::BlankState>(state);
    if (!from) return;
    if (const auto to = core::advance(*from, event)) state = core::word(*to);
  }

  TablesByLog state_;
  std::map<std::string, StateRow> portal_;  ///< sold by the hub, not confirmed yet
  std::map<std::string, VehicleLocation> vehicles_;
  core::Instant at_{};  ///< of the fact that is being folded, its actor and place in the log
  core::Actor actor_;
  std::string epoch_;
  std::int64_t seq_ = 0;
};

Result<void> fold(sql::Session& session, std::string_view sql, const ledger::LogName& log,
                  Replay& replay) {
  auto rows = session.prepare(sql);
  while (rows.step()) {
    const auto record = ledger::read_record(rows, log);
    if (auto done = replay.take(record); !done)
      return core::fail(done.error().code, "event " + std::to_string(record.seq) + " of " +
                                               log.text() + ": " + done.error().detail);
  }
  return {};
}

}  // namespace

Result<TablesByLog> replay_logs(sql::Session& session, core::Site site) {
  return session.read([&]() -> Result<TablesByLog> {
    Replay replay;
    // What could not be applied stands in no table.
    if (auto done = fold(session,
                         "SELECT " OTKEL_RECORD_COLUMNS
                         " FROM hub_log WHERE pos NOT IN (SELECT hub_pos FROM dead_letter) "
                         "ORDER BY pos",
                         {site, core::LogSide::hub}, replay);
        !done)
      return std::unexpected(done.error());
    if (auto done = fold(session, "SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log ORDER BY pos",
                         {site, core::LogSide::edge}, replay);
        !done)
      return std::unexpected(done.error());
    return replay.take();
  });
}

}  // namespace otkel::store
