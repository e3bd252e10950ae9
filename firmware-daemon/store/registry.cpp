// Upserts: the hub's last fact counts.
#include "firmware-daemon/store/registry.hpp"

namespace otkel::store {

void Registry::put(const core::CarrierRecorded& f) {
  db_.run(
      "INSERT INTO carriers (bin, name, address, certificate_no, certificate_until) "
      "VALUES (?,?,?,?,?) ON CONFLICT (bin) DO UPDATE SET name = excluded.name, "
      "address = excluded.address, certificate_no = excluded.certificate_no, "
      "certificate_until = excluded.certificate_until",
      f.bin, f.name, f.address, f.certificate_no, f.certificate_until);
}

void Registry::put(const core::PermitCardRecorded& f) {
  db_.run(
      "INSERT INTO permit_cards (plate, card_no, bin, make, model, vin, valid_until, "
      "tachograph_until, inspection_until, trailer_plate) VALUES (?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT (plate) DO UPDATE SET card_no = excluded.card_no, bin = excluded.bin, "
      "make = excluded.make, model = excluded.model, vin = excluded.vin, "
      "valid_until = excluded.valid_until, tachograph_until = excluded.tachograph_until, "
      "inspection_until = excluded.inspection_until, trailer_plate = excluded.trailer_plate",
      f.plate, f.card_no, f.bin, f.make, f.model, f.vin, f.valid_until, f.tachograph_until,
      f.inspection_until, f.trailer_plate);
}

void Registry::put(const core::MisuseRecorded& f) {
  db_.run(
      "INSERT INTO misuse (bin, kind, on_date, note) VALUES (?,?,?,?) "
      "ON CONFLICT (bin, kind, on_date) DO UPDATE SET note = excluded.note",
      f.bin, f.kind, f.on, f.note);
}

std::optional<CarrierRow> Registry::carrier(const std::string& bin) {
  auto q = db_.prepare("SELECT bin, name, address, certificate_until FROM carriers WHERE bin = ?");
  q.bind(bin);
  if (!q.step()) return std::nullopt;
  return CarrierRow{q.text(0), q.text(1), q.text(2), q.text(3)};
}

std::optional<CardRow> Registry::card(const std::string& plate) {
  auto q = db_.prepare(
      "SELECT plate, card_no, bin, make, model, valid_until, tachograph_until, "
      "inspection_until, trailer_plate FROM permit_cards WHERE plate = ?");
  q.bind(plate);
  if (!q.step()) return std::nullopt;
  return CardRow{q.text(0), q.text(1), q.text(2), q.text(3),        q.text(4),
                 q.text(5), q.text(6), q.text(7), q.text_or_null(8)};
}

std::vector<std::string> Registry::card_plates() {
  std::vector<std::string> plates;
  auto q = db_.prepare("SELECT plate FROM permit_cards ORDER BY plate");
  while (q.step()) plates.push_back(q.text(0));
  return plates;
}

}  // namespace otkel::store
