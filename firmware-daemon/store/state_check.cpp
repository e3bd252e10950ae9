// The rows of the tables in the form of the replay.
#include "firmware-daemon/store/state_check.hpp"

#include "firmware-daemon/store/state_replay.hpp"

namespace otkel::store {
namespace {

const std::vector<ledger::TableRead>& tables() {
  static const std::vector<ledger::TableRead> all{
      {"carriers",
       {"name", "address", "certificate_no", "certificate_until"},
       "SELECT bin, name, address, certificate_no, certificate_until FROM carriers"},
      {"permit_cards",
       {"card_no", "bin", "make", "model", "vin", "valid_until", "tachograph_until",
        "inspection_until", "trailer_plate"},
       "SELECT plate, card_no, bin, make, model, vin, valid_until, tachograph_until, "
       "inspection_until, trailer_plate FROM permit_cards"},
      {"misuse", {"note"}, "SELECT bin || ' ' || kind || ' ' || on_date, note FROM misuse"},
      {"officers",
       {"name", "role", "password_hash", "active"},
       "SELECT login, name, role, password_hash, active FROM officers"},
      {"bookings",
       {"plate", "bin", "seller", "slot_start_utc_ms", "slot_end_utc_ms", "state"},
       "SELECT booking_no, plate, bin, seller, slot_start_utc_ms, slot_end_utc_ms, state "
       "FROM bookings"},
      {"applications",
       {"bin", "plate", "booking_no", "planned_crossing", "state", "supplement", "revoked_reason"},
       "SELECT application_no, bin, plate, booking_no, planned_crossing, state, supplement, "
       "revoked_reason FROM applications"},
      {"deliveries",
       {"count", "received"},
       "SELECT batch, count, received_order IS NOT NULL FROM deliveries"},
      {"blanks",
       {"batch", "state", "application_no", "reason", "replaced_by"},
       "SELECT number, batch, state, application_no, reason, replaced_by FROM blanks"},
      {"print_jobs",
       {"state"},
       "SELECT document || ' ' || subject || ' ' || attempt, CASE WHEN state IN ('confirmed', "
       "'failed_safe', 'unknown') THEN state ELSE 'open' END FROM print_jobs"},
      {"stays", {"open"}, "SELECT plate, 1 FROM stays WHERE ended_utc_ms IS NULL"},
      {"incidents",
       {"kind", "subject", "detail", "closed", "note"},
       "SELECT incident_no, kind, subject, detail, closed_utc_ms IS NOT NULL, note "
       "FROM incidents"},
  };
  return all;
}

}  // namespace

core::Result<ledger::StateCheck> check_state(sql::Session& session, core::Site site) {
  const auto by_log = replay_logs(session, site);
  if (!by_log) return std::unexpected(by_log.error());
  return session.read([&]() -> core::Result<ledger::StateCheck> {
    return ledger::compare_state(session, tables(), *by_log);
  });
}

}  // namespace otkel::store
