// The tables against the logs, in one transaction that reads, beside a daemon that writes.
#include <cstdio>

#include "base/codec/json.hpp"
#include "base/files/durable.hpp"
#include "base/sqlite/database.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "firmware-daemon/ctl/databases.hpp"
#include "firmware-daemon/store/state_check.hpp"

namespace otkel::ctl {
namespace {

constexpr std::size_t kMostInReport = 100;

core::Result<store::StateCheck> checked(const std::string& database) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return std::unexpected(db.error());
  return sql::Session::read([&]() -> core::Result<store::StateCheck> {
    const auto site = site_of(*db);
    if (!site) return std::unexpected(site.error());
    db->script("BEGIN");
    auto check = store::check_state(*db, *site);
    db->script("COMMIT");
    return check;
  });
}

core::Result<void> write_report(const std::string& file, const store::StateCheck& check,
                                core::Instant now) {
  store::StateReport report{now, check.rows, {}};
  for (const auto& difference : check.differences)
    if (report.differences.size() < kMostInReport) report.differences.push_back(difference.words());
  return files::write_safely(file, codec::encode(report) + "\n");
}

}  // namespace

int verify_state(const std::string& database, const std::string& report, core::Instant now) {
  const auto check = checked(database);
  if (!check) return trouble(check.error());
  for (const auto& difference : check->differences)
    std::fprintf(stderr, "%s: %s\n", std::string(core::word(core::Code::state_differs)).c_str(),
                 difference.words().c_str());
  std::printf("%lld rows compared, %zu differences\n", static_cast<long long>(check->rows),
              check->differences.size());
  if (!report.empty())
    if (auto written = write_report(report, *check, now); !written) return trouble(written.error());
  return check->differences.empty() ? 0 : 1;
}

}  // namespace otkel::ctl
