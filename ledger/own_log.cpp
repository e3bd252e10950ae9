// Appending takes the pen, so a number follows a number whatever happened to the rows.
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
  if (names_zero(d.body) || holds_zero(d.stamp.actor) || holds_zero(d.stamp.rule_pack))
    throw sql::Failure(core::Code::event_malformed,
                       "a text of " + d.type + " holds U+0000, which no log may keep");
  return d;
}

sql::Statement OwnLog::prepare(std::string_view text) {
  auto statement = session_.prepare(text);
  if (sql_.by_place) statement.bind(name_.place());
  return statement;
}

void OwnLog::begin_epoch(const std::string& epoch) { prepare(sql_.begin).bind(epoch).run(); }

std::optional<sync::Position> OwnLog::find_head() {
  auto row = prepare(sql_.pen);
  if (!row.step()) return std::nullopt;
  return read_head(row);
}

Pen OwnLog::take_pen() {
  auto head = find_head();
  if (!head)
    throw sql::Failure(core::Code::internal, "no epoch of the log " + name_.text() + " has begun");
  return Pen(*std::move(head));
}

core::EventRecord OwnLog::append(Pen& pen, const Draft& what) {
  core::EventRecord record;
  record.side = name_.side();
  record.site = name_.site();
  record.epoch = pen.head_.epoch;
  record.seq = pen.head_.seq + 1;
  record.event_id = codec::event_id_of(record);
  record.at = what.stamp.at;
  record.actor = what.stamp.actor;
  record.rule_pack = what.stamp.rule_pack;
  record.type = what.type;
  record.body = what.body;
  record.prev_hash = pen.head_.hash;
  record.hash = codec::chain_hash(record);
  auto insert = prepare(sql_.insert);
  bind_record(insert, record).run();
  pen.head_ = {record.epoch, record.seq, record.hash};
  if (!sql_.move.empty()) prepare(sql_.move).bind(record.epoch, record.seq, record.hash).run();
  return record;
}

sync::Position OwnLog::head() { return find_head().value_or(sync::Position{}); }

sync::Positions OwnLog::heads() {
  auto rows = prepare(sql_.heads);
  return read_heads(rows);
}

std::vector<core::EventRecord> OwnLog::read(const std::string& epoch, std::int64_t from_seq,
                                            std::int64_t max_bytes) {
  auto rows = prepare(sql_.read);
  rows.bind(epoch, from_seq);
  std::vector<core::EventRecord> records;
  std::int64_t bytes = 0;
  while ((records.empty() || bytes < max_bytes) && rows.step()) {
    records.push_back(read_record(rows, name_));
    bytes += static_cast<std::int64_t>(wire_size(records.back()));
  }
  return records;
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
