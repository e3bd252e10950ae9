// Row after row, each held against the one before.
#include "ledger/chain_walk.hpp"

#include "base/codec/chain.hpp"
#include "ledger/rows.hpp"

namespace otkel::ledger {

core::Result<ChainWalk> walk_chain(sql::Statement& rows, const LogName& log) {
  ChainWalk walk;
  while (rows.step()) {
    const auto record = read_record(rows, log);
    if (record.epoch != walk.epoch) {
      walk.epoch = record.epoch;
      walk.hash = core::kNoHash;
      walk.seq = 0;
      ++walk.epochs;
    }
    if (auto ok = codec::verify_follows(walk.hash, walk.seq + 1, record); !ok)
      return core::fail(ok.error().code, "epoch " + record.epoch + ", event " +
                                             std::to_string(record.seq) + ": " + ok.error().detail);
    walk.hash = record.hash;
    walk.seq = record.seq;
    ++walk.rows;
  }
  return walk;
}

}  // namespace otkel::ledger
