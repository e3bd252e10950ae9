#pragma once
// A small text that is overwritten in place, often and without waiting for the disk: what it says
// may be older than what happened, never newer.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/files/durable.hpp"

namespace otkel::files {

/// One thread. The file has mode 0640.
class StatusText {
 public:
  /// Opens or makes the file. Errors: io_failed.
  static core::Result<StatusText> open(const std::string& path);

  /// What stood in the file when it was opened; empty if it was made.
  const std::string& before() const { return before_; }
  /// Does nothing if it is the same as last time. Errors: io_failed, database_full.
  core::Result<void> write(std::string_view text);

 private:
  StatusText(std::string path, std::unique_ptr<FileHandle> file, std::string before)
      : path_(std::move(path)), file_(std::move(file)), before_(std::move(before)) {}

  std::string path_;
  std::unique_ptr<FileHandle> file_;
  std::string before_;
  std::optional<std::string> written_;  ///< nothing: what stands in the file is not known
};

}  // namespace otkel::files
