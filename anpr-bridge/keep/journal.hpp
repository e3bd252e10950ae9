#pragma once
// What the bridge has promised: a message is answered only after its row is on the disk, and a
// visit leaves the outbox only when the daemon has acknowledged it. SQLite, one connection, one
// thread.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

struct MessageRow {
  std::string camera;
  core::Instant received{};
  std::optional<core::Instant> camera_time;
  std::string maker, event_id, dedup_key;
  std::string decoded;           ///< JSON of core::PlateRead
  std::string picture_hash;      ///< empty: none
  bool picture_dropped = false;  ///< one came, the disk was nearly full
  std::string raw;               ///< kept for diagnosis; the journal keeps its first bytes
};

/// How far a camera's own list was read.
struct Cursor {
  std::string position;
  core::Instant asked{};
};

struct OutboxRow {
  std::string visit_id;
  std::int64_t revision = 0;
  std::string json;  ///< of core::Visit
};

struct CameraHistory {
  std::int64_t messages = 0;
  std::optional<core::Instant> last_received;
  std::optional<core::PlateRead> last_read;
  std::string last_picture;  ///< hash of the newest; empty if there is none
};

class Journal {
 public:
  /// Opens or creates; takes a lock beside the file for its life. Errors: already_running,
  /// database_corrupt, database_newer, io_failed; each names the file.
  static core::Result<Journal> open(const std::string& path, std::size_t raw_bytes,
                                    std::size_t raw_messages);

  /// Runs `work`, which writes with the functions below, as one commit; nothing of it stays where
  /// it gives an error.
  core::Result<void> together(const std::function<core::Result<void>()>& work);

  core::Result<bool> seen(const std::string& dedup_key) const;
  /// One transaction: the message, the visit as it is now, its outbox row. A newer revision takes
  /// the place of one that was not acknowledged yet, because it contains it. Errors: database_full,
  /// io_failed; then nothing of it is written.
  core::Result<void> write(const MessageRow& message, const core::Visit& visit);
  /// A payload that nobody understands; of each camera only the newest are kept.
  core::Result<void> write_undecodable(const std::string& camera, core::Instant received,
                                       const std::string& problem, const std::string& raw);

  /// The oldest `most` visits that wait for an acknowledgement.
  core::Result<std::vector<OutboxRow>> pending(std::size_t most) const;
  /// Settles every revision up to this one. False: there was none to settle.
  core::Result<bool> acknowledge(const std::string& visit_id, std::int64_t revision);

  core::Result<std::vector<core::Visit>> visits_since(core::Instant last_received) const;
  core::Result<CameraHistory> history(const std::string& camera) const;
  core::Result<std::int64_t> backlog(const std::string& camera) const;  ///< "": of all
  /// (received, camera time) of the newest messages that had one, oldest first.
  core::Result<std::vector<std::pair<core::Instant, core::Instant>>> delays(
      const std::string& camera, int most) const;

  /// (received, whether without a plate) of all messages since then, oldest first.
  core::Result<std::vector<std::pair<core::Instant, bool>>> reads_since(
      const std::string& camera, core::Instant received) const;

  core::Result<std::optional<Cursor>> cursor(const std::string& camera) const;
  core::Result<void> move_cursor(const std::string& camera, const Cursor& cursor);

  /// Deletes what is older and settled; gives the hashes of pictures that nothing names any more.
  core::Result<std::vector<std::string>> prune(core::Instant before);

  /// Forgets at most so many of the oldest pictures of settled visits and gives their hashes; the
  /// messages stay. Pictures that an unsettled visit names are left alone.
  core::Result<std::vector<std::string>> drop_oldest_pictures(std::size_t most);

  /// Moves what is committed from the WAL to the file; call now and then.
  void checkpoint();

  sqlite::Database& database() { return db_; }  ///< for the tables of national/, and for tests

 private:
  Journal(sqlite::Database db, std::size_t raw_bytes, std::size_t raw_messages)
      : db_(std::move(db)), raw_bytes_(raw_bytes), raw_messages_(raw_messages) {}
  /// A transaction of its own, or inside together() a part that may fail alone.
  template <class Work>
  auto alone_or_together(Work&& work) {
    return together_ ? db_.savepoint(work) : db_.transact(work);
  }

  mutable sqlite::Database db_;  ///< reading too fills its cache of statements
  std::size_t raw_bytes_;
  std::size_t raw_messages_;
  bool together_ = false;  ///< inside together()
};

}  // namespace otkel::anpr
