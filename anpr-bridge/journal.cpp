// Schema and statements of the journal. WAL with synchronous=FULL: one fdatasync per answered
// message; EXTRA while the file is created, so that a power cut cannot bring the empty file back.
#include "anpr-bridge/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "codec/json.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Instant;
using core::Result;

constexpr std::int64_t kVersion = 1;
constexpr std::int64_t kMostUndecodable = 200;

constexpr const char* kSchema = R"sql(
CREATE TABLE messages(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  camera TEXT NOT NULL,
  received_utc_ms INTEGER NOT NULL,
  camera_utc_ms INTEGER,
  maker TEXT NOT NULL,
  event_id TEXT,
  dedup_key TEXT NOT NULL UNIQUE,
  decoded TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  picture_hash TEXT,
  raw BLOB
) STRICT;
CREATE INDEX messages_by_camera ON messages(camera, seq);
CREATE INDEX messages_by_picture ON messages(picture_hash) WHERE picture_hash IS NOT NULL;
CREATE INDEX messages_by_visit ON messages(visit_id);
CREATE TABLE undecodable(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  camera TEXT NOT NULL,
  received_utc_ms INTEGER NOT NULL,
  problem TEXT NOT NULL,
  raw BLOB
) STRICT;
CREATE TABLE visits(
  visit_id TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK(revision > 0),
  live INTEGER NOT NULL CHECK(live IN (0, 1)),
  last_received_utc_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX visits_by_time ON visits(last_received_utc_ms);
CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  visit_id TEXT NOT NULL UNIQUE,
  camera TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK(revision > 0),
  json TEXT NOT NULL
) STRICT;
)sql";

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

std::unexpected<core::Error> failed(const std::string& path, std::string_view doing) {
  return core::fail(Code::io_failed,
                    path + ": " + std::string(doing) + ": " + std::strerror(errno));
}

Result<void> sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::absolute(path).parent_path().string();
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return failed(folder, "open");
  const int status = ::fsync(fd);
  ::close(fd);
  if (status != 0) return failed(folder, "fsync");
  return {};
}

Result<std::int64_t> pragma(sqlite3* db, std::string_view sql) {
  Statement statement(db, sql);
  const auto row = statement.step(sql);
  if (!row) return std::unexpected(row.error());
  return *row ? statement.column_integer(0) : 0;
}

Result<void> create_schema(sqlite3* db) {
  auto transaction = Transaction::begin(db);
  if (!transaction) return std::unexpected(transaction.error());
  if (auto r = run_sql(db, kSchema, "create the journal's tables"); !r) return r;
  if (auto r = run_sql(db, "PRAGMA user_version = " + std::to_string(kVersion), "version"); !r)
    return r;
  return transaction->commit();
}

Result<void> prepare(sqlite3* db, const std::string& path) {
  sqlite3_busy_timeout(db, 2000);
  const auto settings =
      "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL;"
      "PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 16777216;";
  if (auto r = run_sql(db, settings, "open " + path); !r) return r;
  const auto version = pragma(db, "PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  if (*version > kVersion)
    return core::fail(Code::database_newer, path + ": written by a newer otkel-anpr (format " +
                                                std::to_string(*version) + ", this one knows " +
                                                std::to_string(kVersion) +
                                                "); install that version");
  if (*version == 0) {
    if (auto r = create_schema(db); !r) return r;
    if (auto r = sync_folder_of(path); !r) return r;
  }
  Statement check(db, "PRAGMA quick_check(1)");
  const auto row = check.step("check " + path);
  if (!row) return std::unexpected(row.error());
  if (check.column_text(0) != "ok")
    return core::fail(Code::database_corrupt, path + ": " + check.column_text(0) +
                                                  "; move the file away and start again, then "
                                                  "hand it in for diagnosis");
  return run_sql(db, "PRAGMA synchronous = FULL", "open " + path);
}

}  // namespace

Journal::Unlock::~Unlock() {
  if (fd >= 0) ::close(fd);
}

Result<Journal> Journal::open(const std::string& path, std::size_t raw_bytes,
                              std::size_t raw_messages) {
  const std::string lock_path = path + ".lock";
  Unlock lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (lock.fd < 0) return failed(lock_path, "open");
  if (::flock(lock.fd, LOCK_EX | LOCK_NB) != 0)
    return core::fail(Code::already_running,
                      path + ": another otkel-anpr holds this journal; stop it first");
  sqlite3* raw = nullptr;
  const int status =
      sqlite3_open_v2(path.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection db(raw);
  if (status != SQLITE_OK) return std::unexpected(database_error(raw, "open " + path));
  if (auto r = prepare(db.get(), path); !r) return std::unexpected(r.error());
  return Journal(std::move(lock), std::move(db), raw_bytes, raw_messages);
}

Result<bool> Journal::seen(const std::string& dedup_key) const {
  Statement statement(db_.get(), "SELECT 1 FROM messages WHERE dedup_key = ?1");
  return statement.text(dedup_key).step("look for a repetition");
}

Result<void> Journal::write_visit(const core::Visit& visit) {
  const std::string json = codec::encode(visit);
  Statement row(db_.get(),
                "INSERT INTO visits(visit_id, camera, revision, live, last_received_utc_ms, json)"
                " VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(visit_id) DO UPDATE SET"
                " revision = ?3, live = ?4, last_received_utc_ms = ?5, json = ?6");
  row.text(visit.visit_id).text(visit.camera).integer(visit.revision).integer(visit.live ? 1 : 0);
  if (auto r = row.integer(millis(visit.last_received)).text(json).run("write the visit"); !r)
    return r;
  Statement out(db_.get(),
                "INSERT INTO outbox(visit_id, camera, revision, json) VALUES(?1, ?2, ?3, ?4)"
                " ON CONFLICT(visit_id) DO UPDATE SET revision = ?3, json = ?4");
  return out.text(visit.visit_id)
      .text(visit.camera)
      .integer(visit.revision)
      .text(json)
      .run("write the outbox");
}

Result<void> Journal::write(const MessageRow& message, const core::Visit& visit) {
  auto transaction = Transaction::begin(db_.get());
  if (!transaction) return std::unexpected(transaction.error());
  Statement row(db_.get(),
                "INSERT INTO messages(camera, received_utc_ms, camera_utc_ms, maker, event_id,"
                " dedup_key, decoded, visit_id, picture_hash, raw)"
                " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  row.text(message.camera).integer(millis(message.received));
  if (message.camera_time)
    row.integer(millis(*message.camera_time));
  else
    row.text_or_null({});
  row.text(message.maker).text_or_null(message.event_id).text(message.dedup_key);
  row.text(message.decoded).text(visit.visit_id).text_or_null(message.picture_hash);
  row.blob_or_null(std::string_view(message.raw).substr(0, raw_bytes_));
  if (auto r = row.run("write the message"); !r) return r;
  if (auto r = write_visit(visit); !r) return r;
  Statement forget(db_.get(),
                   "UPDATE messages SET raw = NULL WHERE raw IS NOT NULL AND seq = "
                   "(SELECT max(seq) FROM messages) - ?1");
  if (auto r = forget.integer(static_cast<std::int64_t>(raw_messages_)).run("forget raw"); !r)
    return r;
  return transaction->commit();
}

Result<void> Journal::write_undecodable(const std::string& camera, Instant received,
                                        const std::string& problem, const std::string& raw) {
  auto transaction = Transaction::begin(db_.get());
  if (!transaction) return std::unexpected(transaction.error());
  Statement row(db_.get(),
                "INSERT INTO undecodable(camera, received_utc_ms, problem, raw)"
                " VALUES(?1, ?2, ?3, ?4)");
  row.text(camera).integer(millis(received)).text(problem);
  row.blob_or_null(std::string_view(raw).substr(0, raw_bytes_));
  if (auto r = row.run("keep an undecodable payload"); !r) return r;
  Statement forget(db_.get(),
                   "DELETE FROM undecodable WHERE seq <= (SELECT max(seq) FROM undecodable) - ?1");
  if (auto r = forget.integer(kMostUndecodable).run("forget old payloads"); !r) return r;
  return transaction->commit();
}

Result<std::vector<OutboxRow>> Journal::pending(std::size_t most) const {
  Statement statement(db_.get(),
                      "SELECT visit_id, revision, json FROM outbox ORDER BY seq LIMIT ?1");
  statement.integer(static_cast<std::int64_t>(most));
  std::vector<OutboxRow> rows;
  for (;;) {
    const auto row = statement.step("read the outbox");
    if (!row) return std::unexpected(row.error());
    if (!*row) return rows;
    rows.push_back(
        {statement.column_text(0), statement.column_integer(1), statement.column_text(2)});
  }
}

Result<bool> Journal::acknowledge(const std::string& visit_id, std::int64_t revision) {
  Statement statement(db_.get(), "DELETE FROM outbox WHERE visit_id = ?1 AND revision <= ?2");
  if (auto r = statement.text(visit_id).integer(revision).run("settle a visit"); !r)
    return std::unexpected(r.error());
  return sqlite3_changes(db_.get()) > 0;
}

Result<std::vector<core::Visit>> Journal::visits_since(Instant last_received) const {
  Statement statement(db_.get(),
                      "SELECT json FROM visits WHERE last_received_utc_ms >= ?1"
                      " ORDER BY last_received_utc_ms");
  statement.integer(millis(last_received));
  std::vector<core::Visit> visits;
  for (;;) {
    const auto row = statement.step("read the open visits");
    if (!row) return std::unexpected(row.error());
    if (!*row) return visits;
    auto visit = codec::decode<core::Visit>(statement.column_text(0));
    if (!visit)
      return core::fail(Code::database_corrupt, "a visit in the journal: " + visit.error().detail);
    visits.push_back(std::move(*visit));
  }
}

Result<CameraHistory> Journal::history(const std::string& camera) const {
  CameraHistory history;
  Statement count(db_.get(), "SELECT count(*) FROM messages WHERE camera = ?1");
  if (auto row = count.text(camera).step("count"); !row) return std::unexpected(row.error());
  history.messages = count.column_integer(0);
  Statement last(db_.get(),
                 "SELECT received_utc_ms, decoded FROM messages WHERE camera = ?1"
                 " ORDER BY seq DESC LIMIT 1");
  const auto row = last.text(camera).step("read the last message");
  if (!row) return std::unexpected(row.error());
  if (!*row) return history;
  history.last_received = instant(last.column_integer(0));
  if (auto read = codec::decode<core::PlateRead>(last.column_text(1)))
    history.last_read = std::move(*read);
  return history;
}

Result<std::int64_t> Journal::backlog(const std::string& camera) const {
  Statement count(db_.get(), "SELECT count(*) FROM outbox WHERE ?1 = '' OR camera = ?1");
  if (auto row = count.text(camera).step("count the outbox"); !row)
    return std::unexpected(row.error());
  return count.column_integer(0);
}

Result<std::vector<std::pair<Instant, Instant>>> Journal::delays(const std::string& camera,
                                                                 int most) const {
  Statement statement(db_.get(),
                      "SELECT received_utc_ms, camera_utc_ms FROM (SELECT * FROM messages"
                      " WHERE camera = ?1 AND camera_utc_ms IS NOT NULL"
                      " ORDER BY seq DESC LIMIT ?2) ORDER BY seq");
  statement.text(camera).integer(most);
  std::vector<std::pair<Instant, Instant>> out;
  for (;;) {
    const auto row = statement.step("read the delays");
    if (!row) return std::unexpected(row.error());
    if (!*row) return out;
    out.emplace_back(instant(statement.column_integer(0)), instant(statement.column_integer(1)));
  }
}

Result<std::vector<std::string>> Journal::prune(Instant before) {
  auto transaction = Transaction::begin(db_.get());
  if (!transaction) return std::unexpected(transaction.error());
  const std::string settled =
      " last_received_utc_ms < ?1 AND visit_id NOT IN (SELECT visit_id FROM outbox)";
  std::vector<std::string> pictures;
  Statement find(db_.get(),
                 "SELECT DISTINCT picture_hash FROM messages WHERE picture_hash IS NOT NULL"
                 " AND visit_id IN (SELECT visit_id FROM visits WHERE" +
                     settled + ")");
  find.integer(millis(before));
  for (;;) {
    const auto row = find.step("find old pictures");
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    pictures.push_back(find.column_text(0));
  }
  for (const auto& sql :
       {"DELETE FROM messages WHERE visit_id IN (SELECT visit_id FROM visits WHERE" + settled + ")",
        "DELETE FROM visits WHERE" + settled}) {
    Statement drop(db_.get(), sql);
    if (auto r = drop.integer(millis(before)).run("delete old messages"); !r)
      return std::unexpected(r.error());
  }
  std::erase_if(pictures, [&](const std::string& hash) {
    Statement used(db_.get(), "SELECT 1 FROM messages WHERE picture_hash = ?1 LIMIT 1");
    const auto row = used.text(hash).step("is the picture used");
    return !row || *row;
  });
  if (auto r = transaction->commit(); !r) return std::unexpected(r.error());
  return pictures;
}

}  // namespace otkel::anpr
