// The daemon's own books, beside it or on a copy.
#include <cstdio>

#include "core/permit/reconciliation.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "firmware-daemon/ctl/databases.hpp"
#include "firmware-daemon/store/stock_records.hpp"

namespace otkel::ctl {
namespace {

constexpr std::size_t kWithEvidence = 1000;

core::Result<core::StockBooks> books_of(const std::string& database) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return std::unexpected(db.error());
  return sql::Session::read([&]() -> core::Result<core::StockBooks> {
    const auto site = site_of(*db);
    if (!site) return std::unexpected(site.error());
    store::EventLog log(*db, *site);
    db->script("BEGIN");
    auto books = core::reconcile(store::read_stock(*db, log));
    store::add_evidence(books, log, kWithEvidence);
    db->script("COMMIT");
    return books;
  });
}

void print(const core::Difference& difference) {
  std::printf("%s %s\n", std::string(core::word(difference.kind)).c_str(),
              difference.subject.c_str());
  for (const auto& line : difference.evidence) std::printf("  %s\n", line.c_str());
}

}  // namespace

int reconcile(const std::string& database) {
  const auto books = books_of(database);
  if (!books) return trouble(books.error());
  core::for_each_field(*books, [](std::string_view name, const auto& value) {
    using T = std::decay_t<decltype(value)>;
    if constexpr (std::is_same_v<T, bool>)
      std::printf("%-18s %s\n", std::string(name).c_str(), value ? "yes" : "no");
    else if constexpr (std::is_same_v<T, std::int64_t>)
      std::printf("%-18s %lld\n", std::string(name).c_str(), static_cast<long long>(value));
  });
  for (const auto& difference : books->differences) print(difference);
  std::printf("%zu differences\n", books->differences.size());
  return books->differences.empty() ? 0 : 1;
}

}  // namespace otkel::ctl
