// Upserts that say whether anything changed.
#include "sync/hub/store/registries.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {
namespace {

template <class T>
bool same(const T& a, const T& b) {
  bool equal = true;
  std::apply([&](const auto&... f) { ((equal = equal && a.*(f.member) == b.*(f.member)), ...); },
             T::fields());
  return equal;
}

}  // namespace

Stored Carriers::put(const core::CarrierRecorded& carrier) {
  if (const auto old = find(carrier.bin); old && same(*old, carrier)) return Stored::unchanged;
  auto statement = db_.prepare(
      "INSERT INTO carrier (bin, name, address, certificate_no, certificate_until) "
      "VALUES (?, ?, ?, ?, ?) ON CONFLICT (bin) DO UPDATE SET name = excluded.name, "
      "address = excluded.address, certificate_no = excluded.certificate_no, "
      "certificate_until = excluded.certificate_until");
  bind_row(statement, carrier).run();
  return Stored::written;
}

std::optional<core::CarrierRecorded> Carriers::find(const std::string& bin) {
  auto query = db_.prepare(
      "SELECT bin, name, address, certificate_no, certificate_until FROM carrier WHERE bin = ?");
  return read_one<core::CarrierRecorded>(query.bind(bin));
}

std::vector<core::CarrierRecorded> Carriers::all() {
  auto query = db_.prepare(
      "SELECT bin, name, address, certificate_no, certificate_until FROM carrier ORDER BY bin");
  return read_rows<core::CarrierRecorded>(query);
}

#define OTKEL_CARD_COLUMNS                                                                  \
  "card_no, bin, plate, make, model, vin, capacity_kg, seats, trailer_plate, valid_until, " \
  "tachograph_until, inspection_until, title_document"

Stored Cards::put(const core::PermitCardRecorded& card) {
  if (const auto old = find(card.card_no); old && same(*old, card)) return Stored::unchanged;
  auto statement = db_.prepare(
      "INSERT INTO permit_card (" OTKEL_CARD_COLUMNS
      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (card_no) DO UPDATE SET "
      "bin = excluded.bin, plate = excluded.plate, make = excluded.make, model = excluded.model, "
      "vin = excluded.vin, capacity_kg = excluded.capacity_kg, seats = excluded.seats, "
      "trailer_plate = excluded.trailer_plate, valid_until = excluded.valid_until, "
      "tachograph_until = excluded.tachograph_until, "
      "inspection_until = excluded.inspection_until, title_document = excluded.title_document");
  bind_row(statement, card).run();
  return Stored::written;
}

std::optional<core::PermitCardRecorded> Cards::find(const std::string& card_no) {
  auto query = db_.prepare("SELECT " OTKEL_CARD_COLUMNS " FROM permit_card WHERE card_no = ?");
  return read_one<core::PermitCardRecorded>(query.bind(card_no));
}

std::optional<core::PermitCardRecorded> Cards::of_vehicle(const std::string& plate,
                                                          const std::string& bin) {
  auto query = db_.prepare("SELECT " OTKEL_CARD_COLUMNS
                           " FROM permit_card WHERE plate = ? AND bin = ? "
                           "ORDER BY valid_until DESC, card_no LIMIT 1");
  return read_one<core::PermitCardRecorded>(query.bind(plate, bin));
}

std::vector<core::PermitCardRecorded> Cards::all() {
  auto query = db_.prepare("SELECT " OTKEL_CARD_COLUMNS " FROM permit_card ORDER BY card_no");
  return read_rows<core::PermitCardRecorded>(query);
}

#undef OTKEL_CARD_COLUMNS

Stored MisuseList::put(const core::MisuseRecorded& fact) {
  auto statement = db_.prepare(
      "INSERT INTO misuse (bin, kind, on_date, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
  bind_row(statement, fact).run();
  return db_.changes() > 0 ? Stored::written : Stored::unchanged;
}

std::vector<core::MisuseRecorded> MisuseList::of_carrier(const std::string& bin) {
  auto query =
      db_.prepare("SELECT bin, kind, on_date, note FROM misuse WHERE bin = ? ORDER BY on_date");
  return read_rows<core::MisuseRecorded>(query.bind(bin));
}

std::vector<core::MisuseRecorded> MisuseList::all() {
  auto query =
      db_.prepare("SELECT bin, kind, on_date, note FROM misuse ORDER BY bin, on_date, kind");
  return read_rows<core::MisuseRecorded>(query);
}

void Officers::put(const core::OfficerRecorded& officer) {
  auto statement = db_.prepare(
      "INSERT INTO officer (login, name, role, password_hash, active) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, "
      "password_hash = excluded.password_hash, active = excluded.active");
  bind_row(statement, officer).run();
  db_.run("DELETE FROM officer_secret WHERE login = ? AND (commitment <> ? OR NOT ?)",
          officer.login, officer.password_hash, officer.active);
  if (db_.changes() > 0) wal_to_cut_ = true;
}

void Officers::keep(const std::string& login, const core::OfficerSecret& secret, HashIs where) {
  db_.run(
      "INSERT INTO officer_secret (login, commitment, salt, hash, in_log) VALUES (?, ?, ?, ?, ?)",
      login, secret.commitment, secret.salt, secret.hash, where == HashIs::in_a_log);
}

std::optional<core::OfficerSecret> Officers::secret_of(const std::string& login) {
  auto query = db_.prepare("SELECT commitment, salt, hash FROM officer_secret WHERE login = ?");
  return read_one<core::OfficerSecret>(query.bind(login));
}

std::vector<core::OfficerSecret> Officers::secrets(const std::vector<std::string>& commitments) {
  std::vector<core::OfficerSecret> held;
  for (const auto& commitment : commitments) {
    auto query =
        db_.prepare("SELECT commitment, salt, hash FROM officer_secret WHERE commitment = ?");
    if (auto secret = read_one<core::OfficerSecret>(query.bind(commitment)))
      held.push_back(*std::move(secret));
  }
  return held;
}

PasswordCount Officers::count_passwords() {
  PasswordCount count;
  auto query = db_.prepare(
      "SELECT o.password_hash, s.in_log FROM officer o LEFT JOIN officer_secret s USING (login) "
      "WHERE o.active = 1");
  while (query.step()) {
    const bool committed = core::is_commitment(query.text(0));
    if (committed && query.is_null(1)) ++count.missing;
    if (!committed || query.integer(1) != 0) ++count.in_log;
  }
  return count;
}

std::optional<core::OfficerRecorded> Officers::find(const std::string& login) {
  auto query =
      db_.prepare("SELECT login, name, role, password_hash, active FROM officer WHERE login = ?");
  return read_one<core::OfficerRecorded>(query.bind(login));
}

std::vector<core::OfficerRecorded> Officers::all() {
  auto query =
      db_.prepare("SELECT login, name, role, password_hash, active FROM officer ORDER BY login");
  return read_rows<core::OfficerRecorded>(query);
}

}  // namespace otkel::hub
