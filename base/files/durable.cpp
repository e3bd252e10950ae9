// Durable writes with plain POSIX calls.
#include "base/files/durable.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace otkel::files {
namespace {

core::Result<void> write_and_sync(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return io_error("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  if (::fsync(descriptor) != 0) return io_error("cannot sync", path);
  return {};
}

}  // namespace

std::unexpected<core::Error> io_error(std::string_view what, const std::string& path) {
  const int number = errno;
  const bool full = number == ENOSPC || number == EDQUOT;
  return core::fail(
      full ? core::Code::database_full : core::Code::io_failed,
      std::string(what) + " " + path + ": " + std::generic_category().message(number));
}

core::Result<void> sync_folder(const std::string& folder) {
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle || ::fsync(handle.get()) != 0) return io_error("cannot sync the folder", folder);
  return {};
}

core::Result<void> sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path().string();
  return sync_folder(folder.empty() ? "." : folder);
}

core::Result<void> write_safely(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".part";
  {
    const FileHandle file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
    if (!file) return io_error("cannot make", temporary);
    if (auto written = write_and_sync(file.get(), bytes, temporary); !written) {
      ::unlink(temporary.c_str());
      return written;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return io_error("cannot rename to", path);
  return sync_folder_of(path);
}

core::Result<void> write_new(const std::string& path, std::string_view bytes, mode_t mode) {
  const FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file && errno == EEXIST)
    return core::fail(core::Code::io_failed, path +
                                                 ": File exists; it is never overwritten, move it "
                                                 "away first");
  if (!file) return io_error("cannot make", path);
  // The mask of the process may have taken bits away, or a default ACL added some.
  core::Result<void> done;
  if (::fchmod(file.get(), mode) != 0) done = io_error("cannot set the mode of", path);
  if (done) done = write_and_sync(file.get(), bytes, path);
  if (done) done = sync_folder_of(path);
  if (!done) ::unlink(path.c_str());
  return done;
}

}  // namespace otkel::files
