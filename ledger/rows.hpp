#pragma once
// An event record <-> the columns of a log table, in one order for every log.
#include <vector>

#include "base/sql/statement.hpp"
#include "ledger/log_name.hpp"
#include "sync/link/position.hpp"

namespace otkel::ledger {

/// The columns every SELECT of records names, in this order. A macro, because SQL texts are
/// literals that are joined by the compiler.
#define OTKEL_RECORD_COLUMNS \
  "epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, prev_hash, hash"

/// The current row, whose first columns are OTKEL_RECORD_COLUMNS.
core::EventRecord read_record(const sql::Statement& row, const LogName& log);

/// The rows that are left, until about `max_bytes` are passed; at least one if there is one.
std::vector<core::EventRecord> read_records(sql::Statement& rows, const LogName& log,
                                            std::int64_t max_bytes);

/// Binds the record's columns in that order to the next parameters.
sql::Statement& bind_record(sql::Statement& statement, const core::EventRecord& record);

/// About how many bytes the record takes as JSON on the link.
std::size_t wire_size(const core::EventRecord& record);

/// The current row: epoch, seq, hash. A head before the first event has no hash of its own.
sync::Position read_head(const sql::Statement& row);
sync::Positions read_heads(sql::Statement& rows);

}  // namespace otkel::ledger
