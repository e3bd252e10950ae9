// Statements of the journal. One fdatasync per answered message; see sqlite/ for how it is opened.
#include "anpr-bridge/keep/journal.hpp"

#include <set>

#include "anpr-bridge/keep/migrations.hpp"
#include "base/codec/json.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Instant;
using core::Result;
using sqlite::Database;

constexpr std::int64_t kMostUndecodable = 50;  // of each camera

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<sql::Blob> beginning_of(std::string_view raw, std::size_t most) {
  return raw.empty() ? std::nullopt : std::optional{sql::Blob{raw.substr(0, most)}};
}

void write_visit(Database& db, const core::Visit& visit) {
  const std::string json = codec::encode(visit);
  db.run(
      "INSERT INTO visits(visit_id, camera, revision, live, last_received_utc_ms, json)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(visit_id) DO UPDATE SET"
      " camera = ?2, revision = ?3, live = ?4, last_received_utc_ms = ?5, json = ?6",
      visit.visit_id, visit.camera, visit.revision, visit.live, visit.last_received, json);
  db.run(
      "INSERT INTO outbox(visit_id, camera, revision, json) VALUES(?1, ?2, ?3, ?4)"
      " ON CONFLICT(visit_id) DO UPDATE SET camera = ?2, revision = ?3, json = ?4",
      visit.visit_id, visit.camera, visit.revision, json);
}

std::vector<std::string> texts(sql::Statement& rows) {
  std::vector<std::string> out;
  while (rows.step()) out.push_back(rows.text(0));
  return out;
}

}  // namespace

Result<Journal> Journal::open(const std::string& path, std::size_t raw_bytes,
                              std::size_t raw_messages) {
  auto db = Database::open(path, migrations());
  if (db) return Journal(std::move(*db), raw_bytes, raw_messages);
  if (db.error().code == Code::database_corrupt)
    db.error().detail += ". A journal without a backup: move it away and start again";
  return std::unexpected(std::move(db.error()));
}

Result<void> Journal::together(const std::function<Result<void>()>& work) {
  together_ = true;
  auto done = db_.transact(work);
  together_ = false;
  return done;
}

Result<bool> Journal::seen(const std::string& dedup_key) const {
  return Database::read([&]() -> Result<bool> {
    return db_.prepare("SELECT 1 FROM messages WHERE dedup_key = ?").bind(dedup_key).step();
  });
}

Result<void> Journal::write(const MessageRow& message, const core::Visit& visit) {
  return alone_or_together([&]() -> Result<void> {
    db_.run(
        "INSERT INTO messages(camera, received_utc_ms, camera_utc_ms, maker, event_id, dedup_key,"
        " decoded, visit_id, picture_hash, picture_dropped, raw)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        message.camera, message.received, message.camera_time, message.maker,
        unless_empty(message.event_id), message.dedup_key, message.decoded, visit.visit_id,
        unless_empty(message.picture_hash), message.picture_dropped,
        beginning_of(message.raw, raw_bytes_));
    write_visit(db_, visit);
    db_.run(
        "UPDATE messages SET raw = NULL WHERE raw IS NOT NULL AND seq = "
        "(SELECT max(seq) FROM messages) - ?",
        raw_messages_);
    return {};
  });
}

Result<void> Journal::write_undecodable(const std::string& camera, Instant received,
                                        const std::string& problem, const std::string& raw) {
  return alone_or_together([&]() -> Result<void> {
    db_.run("INSERT INTO undecodable(camera, received_utc_ms, problem, raw) VALUES(?, ?, ?, ?)",
            camera, received, problem, beginning_of(raw, raw_bytes_));
    db_.run(
        "DELETE FROM undecodable WHERE camera = ?1 AND seq <= (SELECT seq FROM undecodable"
        " WHERE camera = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)",
        camera, kMostUndecodable);
    return {};
  });
}

Result<std::vector<OutboxRow>> Journal::pending(std::size_t most) const {
  return Database::read([&]() -> Result<std::vector<OutboxRow>> {
    std::vector<OutboxRow> out;
    auto rows = db_.prepare("SELECT visit_id, revision, json FROM outbox ORDER BY seq LIMIT ?");
    rows.bind(most);
    while (rows.step()) out.push_back({rows.text(0), rows.integer(1), rows.text(2)});
    return out;
  });
}

Result<bool> Journal::acknowledge(const std::string& visit_id, std::int64_t revision) {
  return db_.transact([&]() -> Result<bool> {
    db_.run("DELETE FROM outbox WHERE visit_id = ? AND revision <= ?", visit_id, revision);
    return db_.changes() > 0;
  });
}

Result<std::vector<core::Visit>> Journal::visits_since(Instant last_received) const {
  return Database::read([&]() -> Result<std::vector<core::Visit>> {
    std::vector<core::Visit> visits;
    auto rows = db_.prepare(
        "SELECT json FROM visits WHERE last_received_utc_ms >= ? ORDER BY last_received_utc_ms");
    rows.bind(last_received);
    while (rows.step()) {
      auto visit = codec::decode<core::Visit>(rows.text(0));
      if (!visit)
        return core::fail(Code::database_corrupt,
                          "a visit in the journal: " + visit.error().detail);
      visits.push_back(std::move(*visit));
    }
    return visits;
  });
}

Result<CameraHistory> Journal::history(const std::string& camera) const {
  return Database::read([&]() -> Result<CameraHistory> {
    CameraHistory history;
    auto count = db_.prepare("SELECT count(*) FROM messages WHERE camera = ?");
    count.bind(camera).step();
    history.messages = count.integer(0);
    auto last = db_.prepare(
        "SELECT received_utc_ms, decoded FROM messages WHERE camera = ? ORDER BY seq DESC LIMIT 1");
    if (!last.bind(camera).step()) return history;
    history.last_received = last.instant(0);
    if (auto read = codec::decode<core::PlateRead>(last.text(1)))
      history.last_read = std::move(*read);
    auto picture = db_.prepare(
        "SELECT picture_hash FROM messages WHERE camera = ? AND picture_hash IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1");
    if (picture.bind(camera).step()) history.last_picture = picture.text(0);
    return history;
  });
}

Result<std::int64_t> Journal::backlog(const std::string& camera) const {
  return Database::read([&]() -> Result<std::int64_t> {
    auto count = db_.prepare("SELECT count(*) FROM outbox WHERE ?1 = '' OR camera = ?1");
    count.bind(camera).step();
    return count.integer(0);
  });
}

Result<std::vector<std::pair<Instant, Instant>>> Journal::delays(const std::string& camera,
                                                                 int most) const {
  return Database::read([&]() -> Result<std::vector<std::pair<Instant, Instant>>> {
    std::vector<std::pair<Instant, Instant>> out;
    auto rows = db_.prepare(
        "SELECT received_utc_ms, camera_utc_ms FROM (SELECT * FROM messages"
        " WHERE camera = ? AND camera_utc_ms IS NOT NULL ORDER BY seq DESC LIMIT ?) ORDER BY seq");
    rows.bind(camera, most);
    while (rows.step()) out.emplace_back(rows.instant(0), rows.instant(1));
    return out;
  });
}

Result<std::vector<std::pair<Instant, bool>>> Journal::reads_since(const std::string& camera,
                                                                   Instant received) const {
  return Database::read([&]() -> Result<std::vector<std::pair<Instant, bool>>> {
    std::vector<std::pair<Instant, bool>> out;
    auto rows = db_.prepare(
        "SELECT received_utc_ms, json_extract(decoded, '$.plate') = '' FROM messages"
        " WHERE camera = ? AND received_utc_ms >= ? ORDER BY seq");
    rows.bind(camera, received);
    while (rows.step()) out.emplace_back(rows.instant(0), rows.integer(1) != 0);
    return out;
  });
}

Result<std::optional<Cursor>> Journal::cursor(const std::string& camera) const {
  return Database::read([&]() -> Result<std::optional<Cursor>> {
    auto row = db_.prepare("SELECT position, asked_utc_ms FROM cursors WHERE camera = ?");
    if (!row.bind(camera).step()) return std::nullopt;
    return Cursor{row.text(0), row.instant(1)};
  });
}

Result<void> Journal::move_cursor(const std::string& camera, const Cursor& cursor) {
  return db_.transact([&]() -> Result<void> {
    db_.run(
        "INSERT INTO cursors(camera, position, asked_utc_ms) VALUES(?1, ?2, ?3)"
        " ON CONFLICT(camera) DO UPDATE SET position = ?2, asked_utc_ms = ?3",
        camera, cursor.position, cursor.asked);
    return {};
  });
}

Result<std::vector<std::string>> Journal::drop_oldest_pictures(std::size_t most) {
  return db_.transact([&]() -> Result<std::vector<std::string>> {
    auto hashes = texts(
        db_.prepare("SELECT picture_hash FROM messages WHERE picture_hash IS NOT NULL"
                    " GROUP BY picture_hash HAVING sum(visit_id IN (SELECT visit_id FROM outbox))"
                    " = 0 ORDER BY max(seq) LIMIT ?")
            .bind(most));
    for (const auto& hash : hashes)
      db_.run("UPDATE messages SET picture_hash = NULL WHERE picture_hash = ?", hash);
    return hashes;
  });
}

Result<std::vector<std::string>> Journal::prune(Instant before) {
  return db_.transact([&]() -> Result<std::vector<std::string>> {
    const auto settled =
        texts(db_.prepare("SELECT visit_id FROM visits WHERE last_received_utc_ms < ?"
                          " AND visit_id NOT IN (SELECT visit_id FROM outbox)"
                          " AND visit_id NOT IN (SELECT visit_id FROM national_events"
                          " WHERE state IN ('growing', 'waiting', 'refused'))")
                  .bind(before));
    std::set<std::string> pictures;
    for (const auto& visit : settled) {
      for (auto& hash : texts(db_.prepare("SELECT picture_hash FROM messages"
                                          " WHERE visit_id = ? AND picture_hash IS NOT NULL")
                                  .bind(visit)))
        pictures.insert(std::move(hash));
      db_.run("DELETE FROM messages WHERE visit_id = ?", visit);
      db_.run("DELETE FROM visits WHERE visit_id = ?", visit);
    }
    std::erase_if(pictures, [&](const std::string& hash) {
      return db_.prepare("SELECT 1 FROM messages WHERE picture_hash = ? LIMIT 1").bind(hash).step();
    });
    return std::vector<std::string>(pictures.begin(), pictures.end());
  });
}

void Journal::checkpoint() { db_.checkpoint(); }

}  // namespace otkel::anpr
