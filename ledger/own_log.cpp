// Appending locks the head of the log, so numbers follow each other whatever happened to the rows.
#include "ledger/own_log.hpp"

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "ledger/rows.hpp"

namespace otkel::ledger {
namespace {

/// In JSON U+0000 is always written as \u0000; a backslash before it may be a text's own.
bool names_zero(std::string_view json) {
  for (auto at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at + 2))
    if (json.substr(at + 1, 5) == "u0000") return true;
  return false;
}

bool holds_zero(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace

Draft draft(const core::Event& fact, Stamp stamp) {
  Draft d{std::string(core::event_type(fact)), codec::event_body(fact), std::move(stamp)};
  if (names_zero(d.body) || holds_zero(d.stamp.actor.str()) || holds_zero(d.stamp.rule_pack))
    throw sql::Failure(core::Code::event_malformed,
                       "a text of " + d.type + " holds U+0000, which no log may keep");
  return d;
}

Draft draft_again(const core::EventRecord& aside) {
  return {aside.type, aside.body, {aside.at, aside.actor, aside.rule_pack}};
}

sql::Statement OwnLog::prepare(std::string_view text) {
  auto statement = session_.prepare(text);
  if (sql_.by_place) statement.bind(name_.place());
  return statement;
}

void OwnLog::begin_epoch(const std::string& epoch) { prepare(sql_.begin).bind(epoch).run(); }

std::optional<sync::Position> OwnLog::find_head() {
  auto row = prepare(sql_.lock);
  if (!row.step()) return std::nullopt;
  return read_head(row);
}

AppendLock OwnLog::lock_for_append() {
  auto head = find_head();
  if (!head)
    throw sql::Failure(core::Code::internal, "no epoch of the log " + name_.text() + " has begun");
  return AppendLock(*std::move(head));
}

core::EventRecord OwnLog::append(AppendLock& lock, const Draft& what) {
  core::EventRecord record;
  record.side = name_.side();
  record.site = name_.site();
  record.epoch = lock.head_.epoch;
  record.seq = lock.head_.seq + 1;
  record.event_id = codec::event_id_of(record);
  record.at = what.stamp.at;
  record.actor = what.stamp.actor;
  record.rule_pack = what.stamp.rule_pack;
  record.type = what.type;
  record.body = what.body;
  record.prev_hash = lock.head_.hash;
  record.hash = codec::chain_hash(record);
  insert(record);
  lock.head_ = {record.epoch, record.seq, record.hash};
  if (!sql_.move.empty()) prepare(sql_.move).bind(record.epoch, record.seq, record.hash).run();
  return record;
}

void OwnLog::insert(const core::EventRecord& record) {
  auto statement = prepare(sql_.insert);
  bind_record(statement, record).run();
}

std::optional<std::string> OwnLog::hash_at(const std::string& epoch, std::int64_t seq) {
  auto row = prepare(sql_.hash_at);
  if (!row.bind(epoch, seq).step()) return std::nullopt;
  return row.text(0);
}

bool OwnLog::holds(const sync::Position& seen) {
  return seen.seq == 0 || hash_at(seen.epoch, seen.seq) == seen.hash;
}

/// Everything of ours from `event` on was written in ignorance of it.
void OwnLog::make_way(const core::EventRecord& event, Adopted& adopted,
                      const std::function<void(const core::EventRecord&)>& keep) {
  const auto from = adopted.aside.size();
  for (std::int64_t seq = event.seq;;) {
    const auto rows = read(event.epoch, seq, 1 << 20);
    if (rows.empty()) break;
    seq = rows.back().seq + 1;
    adopted.aside.insert(adopted.aside.end(), rows.begin(), rows.end());
  }
  for (std::size_t i = from; i < adopted.aside.size(); ++i) keep(adopted.aside[i]);
  if (!sql_.unlist.empty()) prepare(sql_.unlist).bind(event.epoch, event.seq).run();
  prepare(sql_.drop).bind(event.epoch, event.seq).run();
}

core::Result<Adopted> OwnLog::adopt(const std::vector<core::EventRecord>& events,
                                    const std::function<void(const core::EventRecord&)>& keep) {
  Adopted adopted;
  if (events.empty()) return adopted;
  const auto& first = events.front();
  std::string before(core::kNoHash);
  if (first.seq > 1) {
    const auto here = hash_at(first.epoch, first.seq - 1);
    if (!here || *here != first.prev_hash)
      return core::fail(core::Code::log_fork,
                        "another event than the peer's stands before number " +
                            std::to_string(first.seq) + " of epoch " + first.epoch.substr(0, 8));
    before = *here;
  }
  for (const auto& known = heads(); const auto& event : events) {
    if (!name_.owns(event) || event.epoch != first.epoch)
      return core::fail(core::Code::event_malformed, "the peer gave back events of another log");
    if (auto follows = codec::verify_follows(before, first.seq + (&event - events.data()), event);
        !follows)
      return std::unexpected(follows.error());
    before = event.hash;
    const auto here = hash_at(event.epoch, event.seq);
    if (here == event.hash) continue;
    if (here) make_way(event, adopted, keep);
    if (adopted.taken.empty() && sync::find_epoch(known, event.epoch) == nullptr) {
      prepare(sql_.make_room).run();
      prepare(sql_.reopen).bind(event.epoch).run();
    }
    insert(event);
    adopted.taken.push_back(event);
  }
  if (!adopted.taken.empty() && !sql_.move.empty()) {
    const auto& last = adopted.taken.back();
    prepare(sql_.move).bind(last.epoch, last.seq, last.hash).run();
  }
  return adopted;
}

sync::Position OwnLog::head() { return find_head().value_or(sync::Position{}); }

sync::Positions OwnLog::heads() {
  auto rows = prepare(sql_.heads);
  return read_heads(rows);
}

std::vector<core::EventRecord> OwnLog::read(const std::string& epoch, std::int64_t from_seq,
                                            std::int64_t max_bytes) {
  auto rows = prepare(sql_.read);
  return read_records(rows.bind(epoch, from_seq), name_, max_bytes);
}

sync::Position OwnLog::acked() {
  if (sql_.acked.empty()) return {};
  auto row = prepare(sql_.acked);
  if (!row.step()) return {};
  return read_head(row);
}

void OwnLog::set_acked(const sync::Position& upto) {
  if (!sql_.set_acked.empty()) prepare(sql_.set_acked).bind(upto.epoch, upto.seq, upto.hash).run();
}

}  // namespace otkel::ledger
