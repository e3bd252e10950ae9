#pragma once
// The log that this end writes: append-only, gapless, hash-chained, and the outbox of the link.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event.hpp"
#include "ledger/log_name.hpp"
#include "ledger/stamp.hpp"
#include "sync/link/position.hpp"

namespace otkel::ledger {

/// The statements of own logs in one schema. Each binds its parameters in the order given here,
/// with the log's place before them where `by_place` says that one table holds several logs.
struct OwnLogSql {
  std::string_view lock;    ///< the head being written -> epoch, seq, hash; locks it
  std::string_view begin;   ///< epoch: written from now on
  std::string_view insert;  ///< OTKEL_RECORD_COLUMNS
  std::string_view move;    ///< epoch, seq, hash of the new head; empty: the last row is the head
  std::string_view heads;   ///< -> epoch, seq, hash of every epoch, oldest first
  std::string_view read;    ///< epoch, seq -> OTKEL_RECORD_COLUMNS from there on
  std::string_view acked;   ///< -> epoch, seq, hash; empty: what the peer holds is not kept
  std::string_view set_acked;  ///< epoch, seq, hash
  std::string_view make_room;  ///< moves the epoch being written one place further
  std::string_view reopen;     ///< epoch: one that was written before, into that place
  std::string_view hash_at;    ///< epoch, seq -> hash
  std::string_view unlist;     ///< epoch, seq: what refers to the rows from there on; may be empty
  std::string_view drop;       ///< epoch, seq: the rows from there on, which are kept aside
  bool by_place = false;
};

/// A fact as the row of a log will hold it, without its place.
struct Draft {
  std::string type, body;
  Stamp stamp;
};

/// Throws sql::Failure, event_malformed, where a text of the fact or the actor holds U+0000: no
/// log may keep it.
Draft draft(const core::Event& fact, Stamp stamp);
/// An event that was put aside, to be told again: byte for byte, whichever version wrote it.
Draft draft_again(const core::EventRecord& aside);

/// The head of one log, locked by the transaction that took it: its holder is the one writer
/// (ADR 0002), also among several processes. Ends with the transaction.
class AppendLock {
 public:
  const sync::Position& head() const { return head_; }

 private:
  friend class OwnLog;
  explicit AppendLock(sync::Position head) : head_(std::move(head)) {}
  sync::Position head_;
};

/// What giving back changed.
struct Adopted {
  std::vector<core::EventRecord> taken;  ///< written now, oldest first
  std::vector<core::EventRecord> aside;  ///< own events that stood there, oldest first
};

/// Call inside Session::transact, reading also inside Session::read; throws sql::Failure.
class OwnLog {
 public:
  /// `session` and `sql` must outlive it.
  OwnLog(sql::Session& session, const OwnLogSql& sql, LogName name)
      : session_(session), sql_(sql), name_(std::move(name)) {}

  const LogName& name() const { return name_; }

  /// From now on append() writes under `epoch` (32 hex digits, never used before).
  void begin_epoch(const std::string& epoch);
  /// Throws internal if no epoch has begun.
  AppendLock lock_for_append();
  /// Writes the next row and moves the head of `lock` to it.
  core::EventRecord append(AppendLock& lock, const Draft& what);

  /// Of the epoch being written; seq 0 if nothing is.
  sync::Position head();
  /// Of every epoch, oldest first.
  sync::Positions heads();
  /// This very event is here; seq 0: nothing was seen, and that is here.
  bool holds(const sync::Position& seen);
  /// Rows of `epoch` from `from_seq` on, until about `max_bytes` are passed; at least one where
  /// there is one.
  std::vector<core::EventRecord> read(const std::string& epoch, std::int64_t from_seq,
                                      std::int64_t max_bytes);
  /// Puts events of an epoch that is not being written back, as the peer holds them. Own events
  /// that stood in their place are given to `keep` and go. Errors: log_fork (another event stands
  /// before the first one here: ask from further back), event_malformed, sequence_gap.
  core::Result<Adopted> adopt(const std::vector<core::EventRecord>& events,
                              const std::function<void(const core::EventRecord&)>& keep);
  /// What the peer durably holds of this log; seq 0 if that is not known or not kept.
  sync::Position acked();
  void set_acked(const sync::Position& upto);

 protected:
  sql::Session& session() { return session_; }

 private:
  sql::Statement prepare(std::string_view text);
  std::optional<sync::Position> find_head();
  std::optional<std::string> hash_at(const std::string& epoch, std::int64_t seq);
  void insert(const core::EventRecord& record);
  void make_way(const core::EventRecord& event, Adopted& adopted,
                const std::function<void(const core::EventRecord&)>& keep);

  sql::Session& session_;
  const OwnLogSql& sql_;
  LogName name_;
};

}  // namespace otkel::ledger
