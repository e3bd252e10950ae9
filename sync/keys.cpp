// CURVE keys by libzmq, files by POSIX because their modes matter.
#include "sync/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;
using core::Code;
using core::Result;

constexpr std::size_t kZ85Digits = 40;
constexpr std::string_view kZ85 =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

Result<std::string> read_key(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line))
    return core::fail(Code::io_failed, file.string() + ": cannot be read: " +
                                           (errno != 0 ? std::strerror(errno) : "it is empty"));
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
  if (!is_curve_key(line))
    return core::fail(Code::config_invalid,
                      file.string() + ": not a key; expected one line of 40 Z85 characters");
  return line;
}

Result<void> write_new(const fs::path& file, const std::string& line, mode_t mode) {
  const auto failed = [&file](const char* what) {
    return core::fail(Code::io_failed,
                      file.string() + ": cannot " + what + ": " + std::strerror(errno));
  };
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0 && errno == EEXIST)
    return core::fail(Code::io_failed, file.string() +
                                           ": exists already; a key is never overwritten, move "
                                           "it away first");
  if (fd < 0) return failed("be created");
  const std::string text = line + "\n";
  // The mask of the process may have taken bits away or a default ACL added some.
  const bool written = ::fchmod(fd, mode) == 0 &&
                       ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  const int error = errno;
  ::close(fd);
  errno = error;
  if (written) return {};
  const auto result = failed("be written");
  ::unlink(file.c_str());
  return result;
}

fs::path public_file_of(const fs::path& secret_file) {
  fs::path file = secret_file;
  file += ".pub";
  return file;
}

}  // namespace

bool is_curve_key(std::string_view text) {
  if (text.size() != kZ85Digits || text.find_first_not_of(kZ85) != std::string_view::npos)
    return false;
  std::array<std::uint8_t, 32> bytes{};
  return zmq_z85_decode(bytes.data(), std::string(text).c_str()) != nullptr;
}

CurveKeyPair generate_keys() {
  std::array<char, kZ85Digits + 1> public_key{};
  std::array<char, kZ85Digits + 1> secret_key{};
  // Fails only where libzmq was built without CURVE, and then nothing here can work.
  if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0) std::abort();
  return {public_key.data(), secret_key.data()};
}

Result<void> store_keys(const CurveKeyPair& keys, const fs::path& secret_file) {
  if (auto ok = write_new(secret_file, keys.secret_key, 0600); !ok) return ok;
  return write_new(public_file_of(secret_file), keys.public_key, 0644);
}

Result<CurveKeyPair> load_keys(const fs::path& secret_file) {
  struct stat info{};
  if (::stat(secret_file.c_str(), &info) != 0)
    return core::fail(Code::io_failed,
                      secret_file.string() + ": cannot be read: " + std::strerror(errno));
  if ((info.st_mode & 077) != 0)
    return core::fail(Code::config_invalid,
                      secret_file.string() +
                          ": a secret key that others can read or change; run: "
                          "chmod 600 " +
                          secret_file.string());
  auto secret = read_key(secret_file);
  if (!secret) return std::unexpected(secret.error());
  std::array<char, kZ85Digits + 1> public_key{};
  if (zmq_curve_public(public_key.data(), secret->c_str()) != 0)
    return core::fail(Code::config_invalid, secret_file.string() + ": not a secret key");
  return CurveKeyPair{public_key.data(), std::move(*secret)};
}

Result<std::string> load_public_key(const fs::path& public_file) { return read_key(public_file); }

}  // namespace otkel::sync
