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
  if (const auto begun = reach(on_stage, Stage::sending); !begun) return not_started(begun.error());
  if (const auto kept = write_sheet(folder_, job); !kept) return not_started(kept.error());
  return {OutcomeKind::confirmed, core::PrintGrade::on_disk, core::Code::internal,
          static_cast<std::int64_t>(job.escpos.size()), ""};
}

}  // namespace otkel::printer
