// /proc, statvfs and prctl.
#include "config/machine.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace otkel::config {

std::string boot_id() {
  // Read before other threads start.
  if (const char* reported = std::getenv("OTKEL_BOOT_ID"))  // NOLINT(concurrency-mt-unsafe)
    return reported;
  std::string id;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
  return id;
}

core::DiskSpace disk_space(const std::string& path) {
  std::error_code unknown;
  const auto folder = std::filesystem::path(path).parent_path();
  const auto info = std::filesystem::space(folder.empty() ? "." : folder, unknown);
  if (unknown) return {};
  return {static_cast<std::uint64_t>(info.available), static_cast<std::uint64_t>(info.capacity)};
}

std::optional<std::string> state_report(const std::string& database) {
  std::ifstream file(std::filesystem::path(database).parent_path() / "state-check.json");
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<core::Instant> last_backup(const std::string& database) {
  std::string first;
  std::ifstream(database + ".backup") >> first;
  const auto at = core::parse_iso(first);
  return at ? std::optional(*at) : std::nullopt;
}

void guard_memory() {
  const rlimit nothing{0, 0};
  setrlimit(RLIMIT_CORE, &nothing);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // The sanitizers trace their own process at its end.
  prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace otkel::config
