#pragma once
// Files that are there whole or not at all, and errors that name the path and the system's words.
#include <unistd.h>

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace otkel::printer {

/// Owns a file descriptor.
class FileHandle {
 public:
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// io_failed with `what`, the path and the text of the present errno.
std::unexpected<core::Error> io_error(std::string_view what, const std::string& path);
core::Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path);
/// Makes the name itself safe against a power cut.
core::Result<void> sync_folder_of(const std::string& path);
/// Temporary file in the same folder, fsync, rename, fsync of the folder.
core::Result<void> write_file_safely(const std::string& path, std::string_view bytes);

}  // namespace otkel::printer
