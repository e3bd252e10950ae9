// SQL of the running numbers.
#include "sync/hub/store/number_sequences.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

std::int64_t NumberSequences::next(const std::string& name, core::Site site, int year) {
  auto query = db_.prepare(
      "INSERT INTO counter (name, site, year, last) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (name, site, year) DO UPDATE SET last = counter.last + 1 RETURNING last");
  query.bind(name, site, year).step();
  return query.integer(0);
}

void NumberSequences::raise_to(const std::string& name, core::Site site, int year,
                               std::int64_t last) {
  db_.run(
      "INSERT INTO counter (name, site, year, last) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (name, site, year) DO UPDATE SET last = excluded.last "
      "WHERE counter.last < excluded.last",
      name, site, year, last);
}

std::vector<NumberSequences::Sequence> NumberSequences::of_site(core::Site site) {
  auto rows =
      db_.prepare("SELECT name, year, last FROM counter WHERE site = ? ORDER BY name, year");
  rows.bind(site);
  std::vector<Sequence> all;
  while (rows.step())
    all.push_back({rows.text(0), static_cast<int>(rows.integer(1)), rows.integer(2)});
  return all;
}

}  // namespace otkel::hub
