#pragma once
// Files that are there whole or not at all, and errors that name the path and the system's words.
#include <sys/types.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::files {

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

/// `what`, the path and the text of the present errno; database_full if it says that there is no
/// room, else io_failed.
std::unexpected<core::Error> io_error(std::string_view what, const std::string& path);

/// Makes the names in the folder safe against a power cut.
core::Result<void> sync_folder(const std::string& folder);
/// ... in the folder that holds `path`.
core::Result<void> sync_folder_of(const std::string& path);

/// Temporary file in the same folder, fsync, rename, fsync of the folder; takes the place of a file
/// of this name. Errors: database_full, io_failed; then nothing has changed.
core::Result<void> write_safely(const std::string& path, std::string_view bytes);

/// A file that was not there before, with exactly this mode, synced with its folder. Errors:
/// io_failed if it exists, database_full, io_failed; then there is no new file.
core::Result<void> write_new(const std::string& path, std::string_view bytes, mode_t mode);

}  // namespace otkel::files
