#pragma once
// What the books of the blanks are made from, read from a checkpoint's database: receipts from the
// log, numbers and stays from their tables. Serves the daemon and the hand tool alike.
#include "core/permit/reconciliation.hpp"
#include "firmware-daemon/store/event_log.hpp"

namespace otkel::store {

/// Throws sql::Failure; a receipt of the log that cannot be read is left out, and its numbers then
/// stand there without one.
core::StockRecords read_stock(sql::Session& session, EventLog& log);

/// Adds to each of the first `most` differences what the log says about its subject: the newest
/// facts, oldest of them first.
void add_evidence(core::StockBooks& books, EventLog& log, std::size_t most);

}  // namespace otkel::store
