// The rows of the tables in the form of the replay.
#include "sync/hub/store/state_check.hpp"

#include "sync/hub/store/state_replay.hpp"

namespace otkel::hub {
namespace {

const std::vector<ledger::TableRead>& registries() {
  static const std::vector<ledger::TableRead> all{
      {"carrier",
       {"name", "address", "certificate_no", "certificate_until"},
       "SELECT bin, name, address, certificate_no, certificate_until FROM carrier"},
      {"permit_card",
       {"bin", "plate", "make", "model", "vin", "capacity_kg", "seats", "trailer_plate",
        "valid_until", "tachograph_until", "inspection_until", "title_document"},
       "SELECT card_no, bin, plate, make, model, vin, capacity_kg, seats, trailer_plate, "
       "valid_until, tachograph_until, inspection_until, title_document FROM permit_card"},
      {"misuse", {"note"}, "SELECT bin || ' ' || kind || ' ' || on_date, note FROM misuse"},
      {"officer",
       {"name", "role", "password_hash", "active"},
       "SELECT login, name, role, password_hash, active FROM officer"},
  };
  return all;
}

const std::vector<ledger::TableRead>& cases() {
  static const std::vector<ledger::TableRead> all{
      {"booking",
       {"site", "seller", "plate", "bin", "driver_name", "slot_start_utc_ms", "slot_end_utc_ms",
        "state", "confirmed"},
       "SELECT booking_no, site, seller, plate, bin, driver_name, slot_start_utc_ms, "
       "slot_end_utc_ms, state, confirmed FROM booking"},
      {"application",
       {"site", "bin", "plate", "booking_no", "planned_crossing", "submitted_utc_ms",
        "decision_due_utc_ms", "state", "decided_utc_ms", "signed_by", "grounds", "reason",
        "revoked"},
       "SELECT application_no, site, bin, plate, booking_no, planned_crossing, submitted_utc_ms, "
       "decision_due_utc_ms, state, decided_utc_ms, signed_by, grounds, reason, revoked "
       "FROM application"},
      {"payment",
       {"amount_tenge", "paid_utc_ms", "reference"},
       "SELECT application_no, amount_tenge, paid_utc_ms, reference FROM payment"},
      {"register",
       {"site", "carrier_name", "bin", "permit_type", "blank", "make", "plate", "state", "revoked",
        "supplement", "formed_utc_ms", "issued_utc_ms", "redeemed_utc_ms", "redeemed_grade",
        "came_back_utc_ms"},
       "SELECT application_no, site, carrier_name, bin, permit_type, blank, make, plate, state, "
       "revoked, supplement, formed_utc_ms, issued_utc_ms, redeemed_utc_ms, redeemed_grade, "
       "came_back_utc_ms FROM register"},
  };
  return all;
}

const std::vector<ledger::TableRead>& papers() {
  static const std::vector<ledger::TableRead> all{
      {"delivery",
       {"site", "first", "count", "dispatched_utc_ms", "received_utc_ms", "series", "first_serial",
        "last_serial"},
       "SELECT batch, site, first, count, dispatched_utc_ms, received_utc_ms, series, "
       "first_serial, last_serial FROM delivery"},
      {"blank",
       {"site", "batch", "state", "application_no", "replaces", "cause"},
       "SELECT number, site, batch, state, application_no, replaces, cause FROM blank"},
      {"sheet",
       {"sheet_check", "reported_utc_ms"},
       "SELECT application_no || ' ' || blank || ' ' || attempt, sheet_check, reported_utc_ms "
       "FROM sheet"},
      {"signed_sheet",
       {"number", "sheet_check", "reported_utc_ms"},
       "SELECT site || ' ' || document || ' ' || subject || ' ' || attempt, number, sheet_check, "
       "reported_utc_ms FROM signed_sheet"},
      // The hub's own incidents are in no log.
      {"incident",
       {"kind", "subject", "detail", "opened_utc_ms", "closed_utc_ms", "note"},
       "SELECT site || ' ' || incident_no, kind, subject, detail, opened_utc_ms, closed_utc_ms, "
       "note FROM incident WHERE origin = 'edge'"},
  };
  return all;
}

void add(const ledger::StateCheck& part, ledger::StateCheck& check) {
  check.rows += part.rows;
  check.differences.insert(check.differences.end(), part.differences.begin(),
                           part.differences.end());
}

/// A number that was given is never given again: the counter stands at the highest, or further.
ledger::StateCheck compare_counters(sql::Session& session,
                                    const std::map<std::string, std::int64_t>& given) {
  std::map<std::string, std::int64_t> counters;
  auto rows = session.prepare("SELECT name || ' ' || site || ' ' || year, last FROM counter");
  while (rows.step()) counters.emplace(rows.text(0), rows.integer(1));
  ledger::StateCheck check;
  for (const auto& [key, number] : given) {
    ++check.rows;
    const auto found = counters.find(key);
    if (found == counters.end())
      check.differences.push_back({"counter", key, "", "missing", "there"});
    else if (found->second < number)
      check.differences.push_back(
          {"counter", key, "last", std::to_string(found->second), std::to_string(number)});
  }
  return check;
}

}  // namespace

core::Result<ledger::StateCheck> check_state(sql::Session& session) {
  const auto by_log = replay_logs(session);
  if (!by_log) return std::unexpected(by_log.error());
  return session.read([&]() -> core::Result<ledger::StateCheck> {
    ledger::StateCheck check;
    for (const auto* tables : {&registries(), &cases(), &papers()})
      add(ledger::compare_state(session, *tables, by_log->tables), check);
    add(compare_counters(session, by_log->numbers), check);
    return check;
  });
}

}  // namespace otkel::hub
