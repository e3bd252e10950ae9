// The rows of the tables in the form of the replay, and the comparison.
#include "firmware-daemon/store/state_check.hpp"

#include <utility>

#include "base/codec/commitment.hpp"

namespace otkel::store {
namespace {

/// A query whose first column is the key, and the names of the fields in the columns behind it.
struct Read {
  std::string_view table;
  std::vector<std::string_view> fields;
  std::string_view sql;
};

const std::vector<Read>& tables() {
  static const std::vector<Read> all{
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
      {"visits",
       {"plate", "decided_by", "against_read"},
       "SELECT visit_id, plate, decided_by, against_read FROM visits"},
      {"incidents",
       {"kind", "subject", "detail", "closed", "note", "caused_by"},
       "SELECT incident_no, kind, subject, detail, closed_utc_ms IS NOT NULL, note, "
       "caused_by FROM incidents"},
  };
  return all;
}

StateTable read_table(sql::Session& session, const Read& read) {
  StateTable table;
  auto rows = session.prepare(read.sql);
  while (rows.step()) {
    StateRow row;
    int column = 0;
    for (const auto field : read.fields) row.emplace(field, rows.text(++column));
    table.emplace(rows.text(0), std::move(row));
  }
  return table;
}

bool same(const std::string& in_table, const std::string& by_log) {
  if (by_log != kPresentOrNot) return in_table == by_log;
  return in_table == "supplement_formed" || in_table == "at_checkpoint";
}

void compare_rows(const std::string& table, const std::string& key, const StateRow& is,
                  const StateRow& should, StateCheck& check) {
  for (const auto& [field, by_log] : should) {
    const auto found = is.find(field);
    const std::string in_table = found == is.end() ? "" : found->second;
    if (!same(in_table, by_log)) check.differences.push_back({table, key, field, in_table, by_log});
  }
}

/// The logs leave it open: either is right.
bool open_question(const std::string& table, const StateRow& should) {
  const auto open = should.find("open");
  return table == "stays" && open != should.end() && open->second.empty();
}

void compare(const std::string& table, const StateTable& is, const StateTable& should,
             StateCheck& check) {
  for (const auto& [key, by_log] : should) {
    ++check.rows;
    if (open_question(table, by_log)) continue;
    const auto found = is.find(key);
    if (found == is.end())
      check.differences.push_back({table, key, "", "missing", "there"});
    else
      compare_rows(table, key, found->second, by_log, check);
  }
  for (const auto& [key, row] : is)
    if (!should.contains(key)) check.differences.push_back({table, key, "", "there", "missing"});
}

/// A secret may be missing, since it is in no log; one that is there must be the one that the log
/// commits to. Neither salt nor hash is ever part of what is found.
void compare_secrets(sql::Session& session, const StateTable& officers, StateCheck& check) {
  auto rows = session.prepare("SELECT login, commitment, salt, hash FROM officer_secret");
  while (rows.step()) {
    ++check.rows;
    const core::OfficerSecret secret{rows.text(1), rows.text(2), rows.text(3)};
    const auto tell = [&](const char* field, const std::string& in_table,
                          const std::string& by_log) {
      check.differences.push_back({"officer_secret", rows.text(0), field, in_table, by_log});
    };
    const auto officer = officers.find(rows.text(0));
    if (officer == officers.end() || officer->second.at("active") != "1")
      tell("", "there", "missing");
    else if (const auto& by_log = officer->second.at("password_hash"); secret.commitment != by_log)
      tell("commitment", secret.commitment, by_log);
    else if (!codec::opens(secret))
      tell("hash", "another hash", secret.commitment);
  }
}

}  // namespace

std::string StateDifference::words() const {
  return table + " " + key + (field.empty() ? "" : ", " + field) + ": the table says \"" +
         in_table + "\", the log \"" + by_log + "\"";
}

core::Result<StateCheck> check_state(sql::Session& session, core::Site site) {
  auto by_log = replay_logs(session, site);
  if (!by_log) return std::unexpected(by_log.error());
  return session.read([&]() -> core::Result<StateCheck> {
    StateCheck check;
    for (const auto& read : tables()) {
      const std::string name(read.table);
      compare(name, read_table(session, read), (*by_log)[name], check);
    }
    compare_secrets(session, (*by_log)["officers"], check);
    return check;
  });
}

}  // namespace otkel::store
