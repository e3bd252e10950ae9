#pragma once
// The log that the other end writes, kept exactly as it came: verified before it is stored, stored
// before it is understood (ADR 0013), acknowledged only when a transaction of ours holds it.
#include <string>
#include <string_view>
#include <vector>

#include "base/sql/session.hpp"
#include "ledger/log_name.hpp"
#include "sync/link/position.hpp"

namespace otkel::ledger {

/// The statements of peers' logs in one schema. Parameters as in OwnLogSql.
struct PeerLogSql {
  std::string_view head_of;  ///< epoch -> epoch, seq, hash of its last row here
  std::string_view open;     ///< epoch: a row for its head, moved below; empty: none is kept
  std::string_view insert;   ///< OTKEL_RECORD_COLUMNS, and the time of receipt where kept
  std::string_view move;     ///< epoch, seq, hash, time of receipt; empty: the last row is the head
  std::string_view heads;    ///< -> epoch, seq, hash of every epoch in order of first arrival
  std::string_view hash_at;  ///< epoch, seq -> hash
  std::string_view read;     ///< epoch, seq -> OTKEL_RECORD_COLUMNS from there on
  std::string_view add_dead_letter;  ///< epoch, seq, type, code, reason, time
  std::string_view buried;           ///< -> how many
  bool by_place = false;
  bool keeps_receipt = false;  ///< insert takes the time of receipt
};

/// What became of a batch.
struct Received {
  sync::Position upto;    ///< its last event, here now
  std::size_t known = 0;  ///< so many at its start were here before
};

/// Call inside Session::transact, reading also inside Session::read; throws sql::Failure.
class PeerLog {
 public:
  /// `session` and `sql` must outlive it.
  PeerLog(sql::Session& session, const PeerLogSql& sql, LogName name)
      : session_(session), sql_(sql), name_(std::move(name)) {}

  const LogName& name() const { return name_; }

  /// Stores consecutive events of one epoch. Events that are here already with the same hash are
  /// fine. If the schema has a row for the head it is written in any case, because an
  /// acknowledgement may only stand on a transaction that wrote. Errors: log_fork (another event
  /// has that number or stands before it), sequence_gap, event_malformed; the transaction must
  /// then be undone.
  core::Result<Received> receive(const std::vector<core::EventRecord>& events, core::Instant now);

  /// Of every epoch, in order of first arrival; the last one is being written.
  sync::Positions heads();
  /// Of the newest epoch; seq 0 if nothing came yet.
  sync::Position head();

  /// Rows of `epoch` from `from_seq` on, until about `max_bytes` are passed; at least one where
  /// there is one: for the writer that lost them.
  std::vector<core::EventRecord> read(const std::string& epoch, std::int64_t from_seq,
                                      std::int64_t max_bytes);

  /// Sets an event aside that could not be understood; it stays in the log.
  void add_dead_letter(const core::EventRecord& event, const core::Error& error, core::Instant now);
  std::int64_t dead_letters();

 private:
  sql::Statement prepare(std::string_view text);
  sync::Position open_epoch(const std::string& epoch);
  core::Result<void> check_known(const core::EventRecord& event);
  void insert(const core::EventRecord& event, core::Instant now);

  sql::Session& session_;
  const PeerLogSql& sql_;
  LogName name_;
};

}  // namespace otkel::ledger
