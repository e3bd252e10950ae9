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

core::Result<ledger::StateCheck> checked(const std::string& database) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return std::unexpected(db.error());
  return sql::Session::read([&]() -> core::Result<ledger::StateCheck> {
    const auto site = site_of(*db);
    if (!site) return std::unexpected(site.error());
    db->script("BEGIN");
    auto check = store::check_state(*db, *site);
    db->script("COMMIT");
    return check;
  });
}

}  // namespace

int report_state(const core::Result<ledger::StateCheck>& check, const std::string& report,
                 core::Instant now) {
  if (!check) return trouble(check.error());
  for (const auto& difference : check->differences)
    std::fprintf(stderr, "%s: %s\n", std::string(core::word(core::Code::state_differs)).c_str(),
                 difference.words().c_str());
  std::printf("%lld rows compared, %zu differences\n", static_cast<long long>(check->rows),
              check->differences.size());
  if (!report.empty()) {
    const auto text = codec::encode(ledger::report_of(*check, now)) + "\n";
    if (auto written = files::write_safely(report, text); !written) return trouble(written.error());
  }
  return check->differences.empty() ? 0 : 1;
}

int verify_state(const std::string& database, const std::string& report, core::Instant now) {
  return report_state(checked(database), report, now);
}

}  // namespace otkel::ctl
