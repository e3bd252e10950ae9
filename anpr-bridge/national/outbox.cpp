// The place in the table `messages` up to which visits were taken in moves in the same transaction
// as their rows: a crash repeats both or neither.
#include "anpr-bridge/national/outbox.hpp"

#include <algorithm>
#include <vector>

#include "anpr-bridge/national/event.hpp"
#include "base/codec/json.hpp"

namespace otkel::anpr {
namespace {

using core::Instant;
using core::Result;
using std::chrono::hours;
using std::chrono::milliseconds;

/// No camera has such a name.
constexpr std::string_view kPlace = "#national";
constexpr int kAtOnce = 64;   // rows taken in by one collect()
constexpr int kPatience = 5;  // error answers before the others go first
constexpr milliseconds kBehind{600'000};
constexpr hours kAfterRefusal{24};
/// Further ahead than anything that we wait for: the clock was set back, and it is due.
constexpr hours kFarAhead{48};

Result<core::Visit> visit_in(const std::string& json) {
  auto visit = codec::decode<core::Visit>(json);
  if (visit) return visit;
  return core::fail(core::Code::database_corrupt,
                    "a visit in the journal: " + visit.error().detail);
}

}  // namespace

Result<void> NationalOutbox::begin(Instant now) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    db.run(
        "INSERT INTO cursors(camera, position, asked_utc_ms)"
        " SELECT ?1, CAST(coalesce(max(seq), 0) AS TEXT), ?2 FROM messages WHERE true"
        " ON CONFLICT(camera) DO NOTHING",
        kPlace, now);
    return {};
  });
}

Result<std::int64_t> NationalOutbox::end() {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<std::int64_t> {
    db.run("DELETE FROM cursors WHERE camera = ?", kPlace);
    db.run("DELETE FROM national_events WHERE state IN ('growing', 'waiting', 'refused')");
    return db.changes();
  });
}

Result<void> NationalOutbox::collect(const core::NationalQueueSettings& settings, Instant now) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    if (auto taken = take_new(settings.roles, settings.settle_after); !taken) return taken;
    return let_wait(now);
  });
}

Result<void> NationalOutbox::take_new(std::span<const core::CameraRole> roles,
                                      milliseconds settle_after) {
  auto& db = journal_->database();
  std::vector<std::string> fresh;
  std::int64_t place = 0;
  {
    auto rows = db.prepare(
        "SELECT m.seq, v.json FROM messages m JOIN visits v ON v.visit_id = m.visit_id"
        " WHERE m.seq > (SELECT CAST(position AS INTEGER) FROM cursors WHERE camera = ?)"
        " ORDER BY m.seq LIMIT ?");
    rows.bind(kPlace, kAtOnce);
    while (rows.step()) {
      place = rows.integer(0);
      fresh.push_back(rows.text(1));
    }
  }
  if (fresh.empty()) return {};
  for (const auto& text : fresh) {
    const auto visit = visit_in(text);
    if (!visit) return std::unexpected(visit.error());
    if (!visit->live || std::ranges::find(roles, visit->role) == roles.end()) continue;
    db.run(
        "INSERT INTO national_events(visit_id, state, received_utc_ms, next_utc_ms)"
        " VALUES(?, 'growing', ?, ?) ON CONFLICT(visit_id) DO NOTHING",
        visit->visit_id, visit->first_received, visit->first_received + settle_after);
  }
  db.run("UPDATE cursors SET position = ? WHERE camera = ?", std::to_string(place), kPlace);
  return {};
}

Result<void> NationalOutbox::let_wait(Instant now) {
  auto& db = journal_->database();
  std::vector<std::string> grown;
  {
    auto rows = db.prepare(
        "SELECT v.json FROM national_events e JOIN visits v ON v.visit_id = e.visit_id WHERE"
        " e.state = 'growing' AND (e.next_utc_ms <= ? OR e.next_utc_ms > ?) ORDER BY e.seq"
        " LIMIT ?");
    rows.bind(now, now + kFarAhead, kAtOnce);
    while (rows.step()) grown.push_back(rows.text(0));
  }
  for (const auto& text : grown) {
    const auto visit = visit_in(text);
    if (!visit) return std::unexpected(visit.error());
    if (event_of(*visit))
      db.run("UPDATE national_events SET state = 'waiting', next_utc_ms = ? WHERE visit_id = ?",
             now, visit->visit_id);
    else
      db.run("DELETE FROM national_events WHERE visit_id = ?", visit->visit_id);
  }
  return {};
}

Result<std::optional<NationalOutbox::Row>> NationalOutbox::next(Instant now) const {
  auto& db = journal_->database();
  return sqlite::Database::read([&]() -> Result<std::optional<Row>> {
    auto row = db.prepare(
        "SELECT v.json, e.attempts, e.without_picture FROM national_events e"
        " JOIN visits v ON v.visit_id = e.visit_id WHERE e.state IN ('waiting', 'refused')"
        " AND (e.next_utc_ms <= ? OR e.next_utc_ms > ?)"
        " ORDER BY e.state = 'refused', e.seq LIMIT 1");
    if (!row.bind(now, now + kFarAhead).step()) return std::nullopt;
    auto visit = visit_in(row.text(0));
    if (!visit) return std::unexpected(visit.error());
    return Row{std::move(*visit), static_cast<int>(row.integer(1)), row.integer(2) != 0};
  });
}

Result<void> NationalOutbox::posted(const std::string& visit_id) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    db.run("UPDATE national_events SET state = 'posted', problem = '' WHERE visit_id = ?",
           visit_id);
    return {};
  });
}

Result<void> NationalOutbox::refused(const std::string& visit_id, const std::string& problem,
                                     Instant now) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    db.run(
        "UPDATE national_events SET state = 'refused', attempts = attempts + 1, problem = ?,"
        " next_utc_ms = ? WHERE visit_id = ?",
        problem, now + kAfterRefusal, visit_id);
    return {};
  });
}

Result<void> NationalOutbox::failed(const std::string& visit_id, const std::string& problem,
                                    Instant now) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    db.run(
        "UPDATE national_events SET attempts = attempts + 1, problem = ?1, next_utc_ms ="
        " CASE WHEN attempts + 1 < ?2 THEN ?3 ELSE ?4 END WHERE visit_id = ?5",
        problem, kPatience, now, now + kBehind, visit_id);
    return {};
  });
}

Result<void> NationalOutbox::leave_picture_out(const std::string& visit_id) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<void> {
    db.run("UPDATE national_events SET without_picture = 1 WHERE visit_id = ?", visit_id);
    return {};
  });
}

Result<NationalOutbox::Counts> NationalOutbox::counts() const {
  auto& db = journal_->database();
  return sqlite::Database::read([&]() -> Result<Counts> {
    auto row = db.prepare(
        "SELECT count(*), coalesce(sum(state = 'refused'), 0) FROM national_events"
        " WHERE state IN ('growing', 'waiting', 'refused')");
    row.step();
    return Counts{row.integer(0), row.integer(1)};
  });
}

Result<std::int64_t> NationalOutbox::give_up(Instant before) {
  auto& db = journal_->database();
  return db.transact([&]() -> Result<std::int64_t> {
    db.run(
        "UPDATE national_events SET state = 'given_up' WHERE received_utc_ms < ?"
        " AND state IN ('growing', 'waiting', 'refused')",
        before);
    const auto given_up = db.changes();
    db.run("DELETE FROM national_events WHERE visit_id NOT IN (SELECT visit_id FROM visits)");
    return given_up;
  });
}

}  // namespace otkel::anpr
