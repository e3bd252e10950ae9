// Temporary file, fsync, rename, fsync of the folder: a name that exists has its whole content.
#include "anpr-bridge/pictures.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "codec/hash.hpp"

namespace otkel::anpr {
namespace {

namespace fs = std::filesystem;
using core::Code;
using core::Result;

std::unexpected<core::Error> failed(const std::string& path, std::string_view doing, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  return core::fail(full ? Code::database_full : Code::io_failed,
                    path + ": " + std::string(doing) + ": " + std::strerror(error));
}

Result<void> sync_folder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return failed(folder, "open", errno);
  const int status = ::fsync(fd), error = errno;
  ::close(fd);
  if (status != 0) return failed(folder, "fsync", error);
  return {};
}

Result<void> write_whole(const std::string& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (fd < 0) return failed(path, "open", errno);
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR)
      error = errno;
  }
  if (error == 0 && ::fsync(fd) != 0) error = errno;
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0) return {};
  ::unlink(path.c_str());
  return failed(path, "write", error);
}

}  // namespace

Result<Pictures> Pictures::open(const std::string& folder) {
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) return core::fail(Code::io_failed, folder + ": " + ec.message());
  return Pictures(folder);
}

std::string Pictures::path_of(const std::string& hash) const {
  return folder_ + "/" + hash.substr(0, 2) + "/" + hash + ".jpg";
}

Result<std::string> Pictures::keep(std::string_view jpeg) {
  const std::string hash = codec::blake2b_hex(jpeg), path = path_of(hash);
  const std::string shelf = fs::path(path).parent_path().string();
  std::error_code ec;
  if (fs::exists(path, ec)) return hash;
  if (fs::create_directory(shelf, ec))
    if (auto r = sync_folder(folder_); !r) return std::unexpected(r.error());
  if (ec) return failed(shelf, "make folder", ec.value());
  const std::string temporary = path + ".part";
  if (auto r = write_whole(temporary, jpeg); !r) return std::unexpected(r.error());
  if (::rename(temporary.c_str(), path.c_str()) != 0) return failed(path, "rename", errno);
  if (auto r = sync_folder(shelf); !r) return std::unexpected(r.error());
  return hash;
}

void Pictures::forget(const std::string& hash) {
  std::error_code ec;
  fs::remove(path_of(hash), ec);
}

}  // namespace otkel::anpr
