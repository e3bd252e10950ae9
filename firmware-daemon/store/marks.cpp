// Rows of `meta`.
#include "firmware-daemon/store/marks.hpp"

#include "ledger/witness.hpp"

namespace otkel::store {
namespace {

constexpr std::string_view kPutBack = "put_back", kUnsettledAfter = "unsettled_after",
                           kMissing = "missing_event";

}  // namespace

std::optional<std::int64_t> Marks::find(std::string_view key) {
  auto row = db_.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?");
  if (!row.bind(key).step()) return std::nullopt;
  return row.integer(0);
}

void Marks::put(std::string_view key, const std::optional<std::int64_t>& value) {
  db_.run("DELETE FROM meta WHERE key = ?", key);
  if (value) db_.run("INSERT INTO meta (key, value) VALUES (?, ?)", key, std::to_string(*value));
}

bool Marks::put_back() { return find(kPutBack).has_value(); }
void Marks::set_put_back(bool value) {
  put(kPutBack, value ? std::optional<std::int64_t>(1) : std::nullopt);
}

std::optional<std::int64_t> Marks::unsettled_after() { return find(kUnsettledAfter); }
void Marks::set_unsettled_after(const std::optional<std::int64_t>& place) {
  put(kUnsettledAfter, place);
}

std::optional<sync::Position> Marks::missing() {
  auto row = db_.prepare("SELECT value FROM meta WHERE key = ?");
  if (!row.bind(kMissing).step()) return std::nullopt;
  const auto witness = ledger::read_witness(row.text(0));
  return witness.empty() ? std::nullopt : std::optional(witness.front().second);
}

void Marks::set_missing(const std::optional<sync::Position>& event) {
  db_.run("DELETE FROM meta WHERE key = ?", kMissing);
  if (event)
    db_.run("INSERT INTO meta (key, value) VALUES (?, ?)", kMissing,
            ledger::witness_text({{"edge", *event}}));
}

}  // namespace otkel::store
