// Reading and writing visits.
#include "firmware-daemon/store/visits.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/codec/json.hpp"

namespace otkel::store {
namespace {

template <class T>
T decode_column(const sql::Statement& q, int column) {
  auto value = codec::decode<T>(q.text(column));
  if (!value) throw sql::Failure(core::Code::database_corrupt, value.error().detail);
  return std::move(*value);
}

// Prepended to the conditions of every query that gives rows.
#define OTKEL_VISITS                                                                        \
  "SELECT visit, decision, plate, decided_by, officer_reason, waits, against_read, second " \
  "FROM visits WHERE "

VisitRow row(const sql::Statement& q) {
  return {decode_column<core::Visit>(q, 0),
          decode_column<core::MatchDecision>(q, 1),
          q.text_or_null(2),
          q.text_or_null(3).transform(core::ReadSaidBy::read),
          q.text_or_null(4),
          q.integer(5) != 0,
          q.integer(6) != 0,
          q.text_or_null(7)};
}

std::vector<VisitRow> rows(sql::Statement q) {
  std::vector<VisitRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

/// A read's place among those that an officer should look at.
struct Ranked {
  bool of_camera = false;  ///< false: it may be a called truck's, and comes first
  std::int64_t nth = 0;    ///< newest of its truck or camera is 0
  core::Instant received{};
  std::string visit_id;
};

std::vector<std::string> texts(sql::Statement q) {
  std::vector<std::string> out;
  while (q.step()) out.push_back(q.text(0));
  return out;
}

/// Reads whose nearest or second nearest card is that plate's.
std::vector<Ranked> newest_near(sql::Session& db, const std::string& plate, std::int64_t most) {
  auto q = db.prepare(
      "SELECT visit_id, received_utc_ms FROM (SELECT visit_id, received_utc_ms FROM visits "
      "WHERE waits = 1 AND matched = ?1 ORDER BY received_utc_ms DESC, visit_id DESC LIMIT ?2) "
      "UNION SELECT visit_id, received_utc_ms FROM (SELECT visit_id, received_utc_ms FROM visits "
      "WHERE waits = 1 AND runner_up = ?1 ORDER BY received_utc_ms DESC, visit_id DESC LIMIT ?2) "
      "ORDER BY 2 DESC, 1 DESC LIMIT ?2");
  q.bind(plate, most);
  std::vector<Ranked> out;
  while (q.step())
    out.push_back({false, static_cast<std::int64_t>(out.size()), q.instant(1), q.text(0)});
  return out;
}

std::vector<Ranked> newest_of_camera(sql::Session& db, const std::string& camera, std::int64_t most,
                                     const std::set<std::string>& without) {
  auto q = db.prepare(
      "SELECT visit_id, received_utc_ms FROM visits WHERE waits = 1 AND camera = ?1 "
      "ORDER BY received_utc_ms DESC, visit_id DESC LIMIT ?2");
  q.bind(camera, most + static_cast<std::int64_t>(without.size()));
  std::vector<Ranked> out;
  while (q.step())
    if (!without.contains(q.text(0)))
      out.push_back({true, static_cast<std::int64_t>(out.size()), q.instant(1), q.text(0)});
  return out;
}

}  // namespace

void Visits::put(const VisitRow& v) {
  const auto& d = v.decision;
  const auto* best = d.candidates.empty() ? nullptr : &d.candidates[0];
  const auto* next = d.candidates.size() < 2 ? nullptr : &d.candidates[1];
  const auto plate_of = [](const auto* c) { return c ? std::optional(c->plate) : std::nullopt; };
  const auto cost_of = [](const auto* c) { return c ? std::optional(c->cost) : std::nullopt; };
  db_.run(
      "INSERT INTO visits (visit_id, revision, camera, role, received_utc_ms, live, waits, visit, "
      "decision, raw, normalised, matched, cost, runner_up, runner_up_cost, matcher, plate, "
      "decided_by, officer_reason, against_read, second) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT (visit_id) DO UPDATE SET revision = excluded.revision, "
      "camera = excluded.camera, live = excluded.live, waits = excluded.waits, "
      "visit = excluded.visit, decision = excluded.decision, raw = excluded.raw, "
      "normalised = excluded.normalised, matched = excluded.matched, cost = excluded.cost, "
      "runner_up = excluded.runner_up, runner_up_cost = excluded.runner_up_cost, "
      "matcher = excluded.matcher, plate = excluded.plate, decided_by = excluded.decided_by, "
      "officer_reason = excluded.officer_reason, against_read = excluded.against_read, "
      "second = excluded.second",
      v.visit.visit_id, v.visit.revision, v.visit.camera, v.visit.role, v.visit.first_received,
      v.visit.live, v.waits, codec::encode(v.visit), codec::encode(d), d.raw, d.folded,
      plate_of(best), cost_of(best), plate_of(next), cost_of(next), d.version, v.plate,
      v.decided_by, v.officer_reason, v.against_read, v.second);
}

std::optional<VisitRow> Visits::find(const std::string& visit_id) {
  auto q = db_.prepare(OTKEL_VISITS "visit_id = ?");
  q.bind(visit_id);
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::optional<core::Instant> Visits::last_passage(const std::string& plate, core::CameraRole role,
                                                  const std::string& but) {
  auto q = db_.prepare(
      "SELECT max(received_utc_ms) FROM visits WHERE plate = ? AND role = ? AND visit_id <> ?");
  q.bind(plate, role, but);
  q.step();
  return q.instant_or_null(0);
}

std::vector<VisitRow> Visits::pending() {
  return rows(db_.prepare(OTKEL_VISITS "waits = 1 ORDER BY received_utc_ms, visit_id"));
}

std::vector<VisitRow> Visits::foremost(std::int64_t most) {
  std::vector<Ranked> ranked;
  std::set<std::string> of_called;
  for (const auto& plate : texts(db_.prepare("SELECT plate FROM bookings WHERE state = 'called'")))
    for (auto& one : newest_near(db_, plate, most))
      if (of_called.insert(one.visit_id).second) ranked.push_back(std::move(one));
  for (const auto& camera : texts(db_.prepare(
           "WITH RECURSIVE cameras(name) AS (SELECT min(camera) FROM visits WHERE waits = 1 UNION "
           "ALL SELECT (SELECT min(camera) FROM visits WHERE waits = 1 AND camera > cameras.name) "
           "FROM cameras WHERE cameras.name IS NOT NULL) "
           "SELECT name FROM cameras WHERE name IS NOT NULL")))
    for (auto& one : newest_of_camera(db_, camera, most, of_called))
      ranked.push_back(std::move(one));
  std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) {
    return std::tuple(a.of_camera, a.nth, b.received, b.visit_id) <
           std::tuple(b.of_camera, b.nth, a.received, a.visit_id);
  });
  if (ranked.size() > static_cast<std::size_t>(most)) ranked.resize(static_cast<std::size_t>(most));
  std::vector<VisitRow> out;
  for (const auto& one : ranked) out.push_back(*find(one.visit_id));
  return out;
}

std::vector<VisitRow> Visits::waiting(const core::PageRequest& page, const std::string& camera) {
  auto q = db_.prepare(OTKEL_VISITS
                       "waits = 1 AND (?1 = '' OR camera = ?1) AND "
                       "(?2 IS NULL OR (received_utc_ms, visit_id) < (?2, ?3)) "
                       "ORDER BY received_utc_ms DESC, visit_id DESC LIMIT ?4");
  const auto at = page.after ? std::optional(page.after->at) : std::nullopt;
  const auto name = page.after ? page.after->name : std::string();
  q.bind(camera, at, name, page.limit + 1);
  return rows(std::move(q));
}

std::int64_t Visits::count_pending() {
  auto q = db_.prepare("SELECT count(*) FROM visits WHERE waits = 1");
  q.step();
  return q.integer(0);
}

#define OTKEL_LATE_EXIT                                                \
  "live = 0 AND role = 'exit' AND decided_by IS NULL AND matched IN "  \
  "(SELECT stays.plate FROM stays JOIN blanks USING (application_no) " \
  "WHERE (ended_utc_ms IS NULL OR said_left_utc_ms IS NOT NULL) "      \
  "AND blanks.state = 'issued') "

std::vector<VisitRow> Visits::late_exits(std::int64_t most) {
  auto q = db_.prepare(OTKEL_VISITS OTKEL_LATE_EXIT "ORDER BY received_utc_ms, visit_id LIMIT ?");
  q.bind(most);
  return rows(std::move(q));
}

std::int64_t Visits::count_late_exits() {
  auto q = db_.prepare("SELECT count(*) FROM visits WHERE " OTKEL_LATE_EXIT);
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
