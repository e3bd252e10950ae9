// The rows of the tables in the form of the replay.
#include "firmware-daemon/store/state_check.hpp"

#include "base/codec/commitment.hpp"
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
       {"plate", "bin", "seller", "slot_start_utc_ms", "slot_end_utc_ms", "state", "quality",
        "late_minutes"},
       "SELECT booking_no, plate, bin, seller, slot_start_utc_ms, slot_end_utc_ms, state, quality, "
       "late_minutes FROM bookings"},
      {"blocked_spans",
       {"ended_utc_ms"},
       "SELECT kind || ' ' || began_utc_ms, ended_utc_ms FROM blocked_spans"},
      {"queue_places",
       {"epoch", "seq", "late_interval_utc_ms", "head_epoch", "head_seq", "calls",
        "parked_until_utc_ms", "come_backs", "back_epoch", "back_seq", "back_interval_utc_ms"},
       "SELECT booking_no, epoch, seq, late_interval_utc_ms, head_epoch, head_seq, calls, "
       "parked_until_utc_ms, come_backs, back_epoch, back_seq, back_interval_utc_ms "
       "FROM queue_places"},
      {"applications",
       {"bin", "plate", "booking_no", "planned_crossing", "state", "supplement", "revoked_reason",
        "registered_utc_ms", "make_set_aside"},
       "SELECT application_no, bin, plate, booking_no, planned_crossing, state, supplement, "
       "revoked_reason, registered_utc_ms, make_set_aside FROM applications"},
      {"deliveries",
       {"count", "received", "act"},
       "SELECT batch, count, received_order IS NOT NULL, act FROM deliveries"},
      {"stock_hand_overs",
       {"from_login", "to_login", "counted", "in_books", "front", "front_in_books", "note"},
       "SELECT at_utc_ms, from_login, to_login, counted, in_books, front, front_in_books, note "
       "FROM stock_hand_overs"},
      {"blanks",
       {"batch", "state", "application_no", "reason", "replaced_by", "second", "cause"},
       "SELECT number, batch, state, application_no, reason, replaced_by, second, cause "
       "FROM blanks"},
      {"unaccounted",
       {"in_stock"},
       "SELECT number, 1 FROM unaccounted WHERE number IN "
       "(SELECT number FROM blanks WHERE state = 'in_stock')"},
      {"print_jobs",
       {"state"},
       "SELECT document || ' ' || subject || ' ' || attempt, CASE WHEN state IN ('confirmed', "
       "'failed_safe', 'unknown') THEN state ELSE 'open' END FROM print_jobs"},
      {"stays",
       {"open", "external_permit"},
       "SELECT plate, 1, external_permit FROM stays WHERE ended_utc_ms IS NULL"},
      {"visits",
       {"plate", "decided_by", "against_read", "second"},
       "SELECT visit_id, plate, decided_by, against_read, second FROM visits"},
      {"incidents",
       {"kind", "subject", "detail", "closed", "note", "caused_by"},
       "SELECT incident_no, kind, subject, detail, closed_utc_ms IS NOT NULL, note, "
       "caused_by FROM incidents"},
  };
  return all;
}

/// A secret may be missing, since it is in no log; one that is there must be the one that the log
/// commits to. Neither salt nor hash is ever part of what is found.
void compare_secrets(sql::Session& session, const ledger::StateTable& officers,
                     ledger::StateCheck& check) {
  auto rows = session.prepare("SELECT login, commitment, salt, hash FROM officer_secret");
  while (rows.step()) {
    ++check.rows;
    const core::OfficerSecret secret{rows.text(1), rows.text(2), rows.text(3)};
    const auto report = [&](const char* field, const std::string& in_table,
                            const std::string& by_log) {
      check.differences.push_back({"officer_secret", rows.text(0), field, in_table, by_log});
    };
    const auto officer = officers.find(rows.text(0));
    if (officer == officers.end() || officer->second.at("active") != "1")
      report("", "there", "missing");
    else if (const auto& by_log = officer->second.at("password_hash"); secret.commitment != by_log)
      report("commitment", secret.commitment, by_log);
    else if (!codec::opens(secret))
      report("hash", "another hash", secret.commitment);
  }
}

}  // namespace

core::Result<ledger::StateCheck> check_state(sql::Session& session, core::Site site) {
  const auto by_log = replay_logs(session, site);
  if (!by_log) return std::unexpected(by_log.error());
  return session.read([&]() -> core::Result<ledger::StateCheck> {
    auto check = ledger::compare_state(session, tables(), *by_log);
    const auto officers = by_log->find("officers");
    compare_secrets(session, officers == by_log->end() ? ledger::StateTable{} : officers->second,
                    check);
    return check;
  });
}

}  // namespace otkel::store
