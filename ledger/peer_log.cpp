// Raw ingest: place, chain and hash are checked, content is not looked at.
#include "ledger/peer_log.hpp"

#include "base/codec/chain.hpp"
#include "ledger/rows.hpp"

namespace otkel::ledger {

using core::Code;

sql::Statement PeerLog::prepare(std::string_view text) {
  auto statement = session_.prepare(text);
  if (sql_.by_place) statement.bind(name_.place());
  return statement;
}

sync::Position PeerLog::open_epoch(const std::string& epoch) {
  {
    auto row = prepare(sql_.head_of);
    if (row.bind(epoch).step()) return read_head(row);
  }
  if (!sql_.open.empty()) prepare(sql_.open).bind(epoch).run();
  return {.epoch = epoch};
}

core::Result<void> PeerLog::check_known(const core::EventRecord& event) {
  auto row = prepare(sql_.hash_at);
  if (!row.bind(event.epoch, event.seq).step() || row.text(0) == event.hash) return {};
  return core::fail(Code::log_fork, "another event " + std::to_string(event.seq) + " of epoch " +
                                        event.epoch.substr(0, 8) + " of the log " + name_.text() +
                                        " was acknowledged before: that log was rewritten");
}

void PeerLog::insert(const core::EventRecord& event, core::Instant now) {
  auto statement = prepare(sql_.insert);
  bind_record(statement, event);
  if (sql_.keeps_receipt) statement.bind(now);
  statement.run();
}

core::Result<Received> PeerLog::receive(const std::vector<core::EventRecord>& events,
                                        core::Instant now) {
  if (events.empty())
    return core::fail(Code::event_malformed, "a batch without events cannot be stored");
  const std::string& epoch = events.front().epoch;
  sync::Position head = open_epoch(epoch);
  Received received;
  for (const auto& event : events) {
    if (!name_.owns(event) || event.epoch != epoch)
      return core::fail(Code::event_malformed,
                        "event " + std::to_string(event.seq) +
                            " does not belong to this log: side, checkpoint or epoch differ");
    if (event.seq <= head.seq) {
      if (auto same = check_known(event); !same) return std::unexpected(same.error());
      ++received.known;
      continue;
    }
    if (auto follows = codec::verify_follows(head.hash, head.seq + 1, event); !follows)
      return std::unexpected(follows.error());
    insert(event, now);
    head = {epoch, event.seq, event.hash};
  }
  if (!sql_.move.empty()) prepare(sql_.move).bind(epoch, head.seq, head.hash, now).run();
  received.upto = {epoch, events.back().seq, events.back().hash};
  return received;
}

sync::Positions PeerLog::heads() {
  auto rows = prepare(sql_.heads);
  return read_heads(rows);
}

sync::Position PeerLog::head() {
  auto all = heads();
  return all.empty() ? sync::Position{} : std::move(all.back());
}

std::vector<core::EventRecord> PeerLog::read(const std::string& epoch, std::int64_t from_seq,
                                             std::int64_t max_bytes) {
  auto rows = prepare(sql_.read);
  return read_records(rows.bind(epoch, from_seq), name_, max_bytes);
}

void PeerLog::add_dead_letter(const core::EventRecord& event, const core::Error& error,
                              core::Instant now) {
  prepare(sql_.add_dead_letter)
      .bind(event.epoch, event.seq, event.type, core::word(error.code), error.detail, now)
      .run();
}

std::int64_t PeerLog::dead_letters() {
  auto row = prepare(sql_.buried);
  row.step();
  return row.integer(0);
}

}  // namespace otkel::ledger
