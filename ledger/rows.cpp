// Reading and binding records and heads.
#include "ledger/rows.hpp"

namespace otkel::ledger {

core::EventRecord read_record(const sql::Statement& row, const LogName& log) {
  return {log.side(),
          log.site(),
          row.text(0),
          row.integer(1),
          row.text(2),
          row.instant(3),
          core::Actor::read(row.text(4)),
          row.text(5),
          row.text(6),
          row.text(7),
          row.text(8),
          row.text(9)};
}

sql::Statement& bind_record(sql::Statement& statement, const core::EventRecord& r) {
  return statement.bind(r.epoch, r.seq, r.event_id, r.at, r.actor, r.rule_pack, r.type, r.body,
                        r.prev_hash, r.hash);
}

std::size_t wire_size(const core::EventRecord& record) {
  constexpr std::size_t kEnvelope = 400;
  return record.body.size() + kEnvelope;
}

std::vector<core::EventRecord> read_records(sql::Statement& rows, const LogName& log,
                                            std::int64_t max_bytes) {
  std::vector<core::EventRecord> records;
  std::int64_t bytes = 0;
  while ((records.empty() || bytes < max_bytes) && rows.step()) {
    records.push_back(read_record(rows, log));
    bytes += static_cast<std::int64_t>(wire_size(records.back()));
  }
  return records;
}

sync::Position read_head(const sql::Statement& row) {
  sync::Position head{row.text(0), row.integer(1), row.text(2)};
  if (head.seq == 0) head.hash = core::kNoHash;
  return head;
}

sync::Positions read_heads(sql::Statement& rows) {
  sync::Positions heads;
  while (rows.step()) heads.push_back(read_head(rows));
  return heads;
}

}  // namespace otkel::ledger
