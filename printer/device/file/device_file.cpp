// The folder sink.
#include "printer/device/file/device_file.hpp"

#include <unistd.h>

#include <filesystem>

#include "printer/device/file/archive.hpp"

namespace otkel::printer {

DeviceStatus DeviceFile::status() {
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  const bool ready = !failed && ::access(folder_.c_str(), W_OK | X_OK) == 0;
  return {ready, ready ? core::Code::internal : core::Code::io_failed, false};
}

Outcome DeviceFile::print(const PreparedJob& job, const OnStage& on_stage) {
  if (const auto begun = reach(on_stage, Stage::sending); !begun)
    return {OutcomeKind::failed_safe, "", begun.error().code, 0, begun.error().detail};
  if (const auto kept = write_archive(folder_, job); !kept)
    return {OutcomeKind::failed_safe, "", kept.error().code, 0, kept.error().detail};
  return {OutcomeKind::confirmed, "F", core::Code::internal,
          static_cast<std::int64_t>(job.escpos.size()), ""};
}

}  // namespace otkel::printer
