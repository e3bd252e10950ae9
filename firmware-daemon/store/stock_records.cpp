// Three reads, and the log's word on what differs.
#include "firmware-daemon/store/stock_records.hpp"

#include <algorithm>
#include <span>

#include "base/codec/event.hpp"
#include "firmware-daemon/store/hand_overs.hpp"
#include "ledger/rows.hpp"

namespace otkel::store {
namespace {

std::string words_of(const core::EventRecord& row) {
  return "event " + std::to_string(row.seq) + " of epoch " + row.epoch + ": " + row.type + ", " +
         core::to_iso(row.at) + ", " + row.actor.str();
}

void read_receipts(EventLog& log, core::StockRecords& records) {
  for (const auto& row : log.receipts()) {
    const auto event = codec::decode_event(row.type, row.body);
    if (!event) continue;
    const auto& fact = std::get<core::BlanksReceived>(*event);
    if (const auto first = core::BlankNumber::parse(fact.first))
      records.receipts.push_back({fact.batch, *first, fact.count,
                                  words_of(row) + ", batch " + fact.batch + ", " +
                                      std::to_string(fact.count) + " from " + fact.first});
  }
}

void read_numbers(sql::Session& session, core::StockRecords& records) {
  auto q = session.prepare(
      "SELECT number, batch, state, cause, application_no, "
      "number IN (SELECT number FROM unaccounted) FROM blanks ORDER BY stock_order");
  while (q.step()) {
    const auto cause = q.text_or_null(3);
    const auto state = q.enumerator<core::BlankState>(2);
    records.numbers.push_back({q.value<core::BlankNumber>(0), q.text(1), state,
                               cause ? core::from_word<core::EndCause>(*cause) : std::nullopt,
                               q.text_or_null(4),
                               state == core::BlankState::in_stock && q.integer(5) != 0});
  }
}

void read_stays(sql::Session& session, core::StockRecords& records) {
  auto q = session.prepare(
      "SELECT stays.plate, entry_visit, stays.entered_utc_ms, ended_utc_ms, said_left_utc_ms, "
      "application_no, coalesce(applications.state = 'issued', 0) "
      "FROM stays LEFT JOIN applications USING (application_no) "
      "WHERE ended_utc_ms IS NULL OR said_left_utc_ms IS NOT NULL ORDER BY id");
  while (q.step())
    records.stays.push_back({q.text(0), q.text(1), q.instant(2), !q.instant_or_null(3),
                             q.instant_or_null(4).has_value(), q.text_or_null(5),
                             q.integer(6) != 0});
}

std::optional<core::LastCount> read_count(sql::Session& session) {
  const auto last = HandOvers(session).last();
  if (!last) return std::nullopt;
  const auto of = [](std::int64_t blanks, const std::optional<std::string>& front) {
    return std::to_string(blanks) + (front ? " from " + *front : std::string());
  };
  return core::LastCount{last->to,
                         last->counted,
                         last->in_books,
                         last->front,
                         last->front_in_books,
                         "handed over by " + last->from + " to " + last->to + ", " +
                             core::to_iso(last->at) + ": " + of(last->counted, last->front) +
                             " counted, " + of(last->in_books, last->front_in_books) +
                             " in the books"};
}

}  // namespace

core::StockRecords read_stock(sql::Session& session, EventLog& log) {
  core::StockRecords records;
  read_receipts(log, records);
  read_numbers(session, records);
  read_stays(session, records);
  records.count = read_count(session);
  return records;
}

void add_evidence(core::StockBooks& books, EventLog& log, std::size_t most) {
  constexpr std::int64_t kFacts = 5;
  for (auto& difference :
       std::span(books.differences).first(std::min(most, books.differences.size()))) {
    auto facts = log.about(difference.subject, core::PageRequest{{}, kFacts});
    if (std::ssize(facts) > kFacts) facts.resize(kFacts);
    std::ranges::reverse(facts);
    for (const auto& fact : facts) difference.evidence.push_back(words_of(fact.record));
  }
}

}  // namespace otkel::store
