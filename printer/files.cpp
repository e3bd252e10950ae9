// Durable writes with plain POSIX calls.
#include "printer/files.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace otkel::printer {

std::unexpected<core::Error> io_error(std::string_view what, const std::string& path) {
  const int number = errno;
  return core::fail(core::Code::io_failed, std::string(what) + " " + path + ": " +
                                               std::generic_category().message(number));
}

core::Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return io_error("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

core::Result<void> sync_folder_of(const std::string& path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle || ::fsync(handle.get()) != 0) return io_error("cannot sync the folder", folder);
  return {};
}

core::Result<void> write_file_safely(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".part";
  {
    const FileHandle file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
    if (!file) return io_error("cannot make", temporary);
    const auto written = write_all(file.get(), bytes, temporary);
    if (!written) {
      ::unlink(temporary.c_str());
      return written;
    }
    if (::fsync(file.get()) != 0) return io_error("cannot sync", temporary);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return io_error("cannot rename to", path);
  return sync_folder_of(path);
}

}  // namespace otkel::printer
