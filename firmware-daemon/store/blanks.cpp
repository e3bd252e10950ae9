// Reading and writing the stock.
#include "firmware-daemon/store/blanks.hpp"

namespace otkel::store {
namespace {

#define OTKEL_BLANK_COLUMNS \
  "SELECT number, batch, state, application_no, reason, replaced_by, second, cause FROM blanks "

std::optional<BlankRow> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  const auto cause = q.text_or_null(7);
  return BlankRow{q.value<core::BlankNumber>(0),
                  q.text(1),
                  q.enumerator<core::BlankState>(2),
                  q.text_or_null(3),
                  q.text_or_null(4),
                  q.text_or_null(5),
                  q.text_or_null(6),
                  cause ? core::from_word<core::EndCause>(*cause) : std::nullopt};
}

}  // namespace

void Blanks::announce(const std::string& batch, const std::string& first, std::int64_t count) {
  db_.run(
      "INSERT INTO deliveries (batch, first, count, announced) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (batch) DO UPDATE SET announced = 1",
      batch, first, count);
}

void Blanks::receive(const DeliveryRow& d, const std::vector<core::BlankNumber>& numbers) {
  db_.run(
      "INSERT INTO deliveries (batch, first, count, announced, received_order, "
      "received_utc_ms, received_by, act) "
      "VALUES (?1, ?2, ?3, 0, (SELECT 1 + coalesce(max(received_order), 0) FROM deliveries), "
      "?4, ?5, ?6) ON CONFLICT (batch) DO UPDATE SET received_order = excluded.received_order, "
      "received_utc_ms = excluded.received_utc_ms, received_by = excluded.received_by, "
      "act = excluded.act",
      d.batch, d.first, d.count, d.received, d.received_by, d.act);
  std::int64_t order = 0;
  {
    auto q = db_.prepare("SELECT coalesce(max(stock_order), 0) FROM blanks");
    q.step();
    order = q.integer(0);
  }
  for (const auto& number : numbers)
    db_.run("INSERT INTO blanks (number, batch, stock_order, state) VALUES (?, ?, ?, 'in_stock')",
            number, d.batch, ++order);
}

std::vector<DeliveryRow> Blanks::deliveries() {
  auto q = db_.prepare(
      "SELECT batch, first, count, announced, received_utc_ms, received_by, act "
      "FROM deliveries ORDER BY received_order IS NOT NULL, received_order DESC, "
      "batch");
  std::vector<DeliveryRow> rows;
  while (q.step())
    rows.push_back({q.text(0), q.text(1), q.integer(2), q.integer(3) != 0, q.instant_or_null(4),
                    q.text_or_null(5), q.text_or_null(6)});
  return rows;
}

std::optional<BlankRow> Blanks::find(const std::string& number) {
  auto q = db_.prepare(OTKEL_BLANK_COLUMNS "WHERE number = ?");
  q.bind(number);
  return one(std::move(q));
}

std::optional<BlankRow> Blanks::living_of(const std::string& application_no) {
  auto q = db_.prepare(OTKEL_BLANK_COLUMNS
                       "WHERE application_no = ? AND state IN ('allocated', 'printed', 'issued')");
  q.bind(application_no);
  return one(std::move(q));
}

std::optional<BlankRow> Blanks::last_of(const std::string& application_no) {
  auto q =
      db_.prepare(OTKEL_BLANK_COLUMNS "WHERE application_no = ? ORDER BY stock_order DESC LIMIT 1");
  q.bind(application_no);
  return one(std::move(q));
}

std::int64_t Blanks::replaced_of(const std::string& application_no) {
  auto q = db_.prepare(
      "SELECT count(*) FROM blanks WHERE application_no = ? AND (state = 'spoiled' OR "
      "cause = 'lost_by_office')");
  q.bind(application_no);
  q.step();
  return q.integer(0);
}

std::vector<core::BlankNumber> Blanks::next_in_stock(std::int64_t most) {
  auto q = db_.prepare(
      "SELECT number FROM blanks WHERE state = 'in_stock' "
      "AND number NOT IN (SELECT number FROM unaccounted) ORDER BY stock_order LIMIT ?");
  q.bind(most);
  std::vector<core::BlankNumber> numbers;
  while (q.step()) numbers.push_back(q.value<core::BlankNumber>(0));
  return numbers;
}

bool Blanks::was_ever_stocked() { return db_.prepare("SELECT 1 FROM blanks LIMIT 1").step(); }

void Blanks::update(const BlankRow& b) {
  db_.run(
      "UPDATE blanks SET state = ?, application_no = ?, reason = ?, replaced_by = ?, second = ?, "
      "cause = ? WHERE number = ?",
      b.state, b.application_no, b.reason, b.replaced_by, b.second, b.cause, b.number);
}

std::vector<std::string> Blanks::set_unaccounted(const std::string& batch,
                                                 const std::optional<core::BlankNumber>& first,
                                                 core::Instant now) {
  std::vector<std::string> numbers;
  {
    auto q = db_.prepare(
        "SELECT number FROM blanks WHERE batch = ?1 AND state = 'in_stock' AND (?2 IS NULL OR "
        "stock_order < (SELECT stock_order FROM blanks WHERE number = ?2)) ORDER BY stock_order");
    q.bind(batch, first);
    while (q.step()) numbers.push_back(q.text(0));
  }
  for (const auto& number : numbers)
    db_.run("INSERT INTO unaccounted (number, since_utc_ms) VALUES (?, ?) ON CONFLICT DO NOTHING",
            number, now);
  return numbers;
}

void Blanks::forget_explained() {
  db_.run(
      "DELETE FROM unaccounted WHERE number IN "
      "(SELECT number FROM blanks WHERE state <> 'in_stock')");
}

std::int64_t Blanks::unaccounted() {
  auto q = db_.prepare("SELECT count(*) FROM unaccounted");
  q.step();
  return q.integer(0);
}

core::BlankCounts Blanks::counts() {
  core::BlankCounts counts;
  {
    auto received = db_.prepare(
        "SELECT coalesce(sum(count), 0) FROM deliveries WHERE received_order IS NOT NULL");
    received.step();
    counts.received = received.integer(0);
  }
  auto q = db_.prepare("SELECT state, count(*) FROM blanks GROUP BY state");
  while (q.step()) core::count(counts, q.enumerator<core::BlankState>(0), q.integer(1));
  return counts;
}

core::EndCounts Blanks::ends() {
  core::EndCounts counts;
  auto q = db_.prepare("SELECT cause, count(*) FROM blanks WHERE cause IS NOT NULL GROUP BY cause");
  while (q.step()) core::count(counts, q.enumerator<core::EndCause>(0), q.integer(1));
  return counts;
}

}  // namespace otkel::store
