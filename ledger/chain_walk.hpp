#pragma once
// A whole log along its chain, for who checks a database at rest or beside the process that works
// on it.
#include <cstdint>
#include <string>

#include "base/sql/statement.hpp"
#include "core/value/result.hpp"
#include "ledger/log_name.hpp"

namespace otkel::ledger {

/// Where a walk ended, and how far it was.
struct ChainWalk {
  std::string epoch, hash;
  std::int64_t seq = 0, rows = 0, epochs = 0;
};

/// `rows`: OTKEL_RECORD_COLUMNS of the log, in its order; the chain of every epoch begins again.
/// Errors: those of codec::verify_follows() with epoch and number. Throws sql::Failure.
core::Result<ChainWalk> walk_chain(sql::Statement& rows, const LogName& log);

}  // namespace otkel::ledger
