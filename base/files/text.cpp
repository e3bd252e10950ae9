// The mode is that of the file that is read: both come from one descriptor.
#include "base/files/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "base/files/durable.hpp"

namespace otkel::files {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

mode_t forbidden(OpenTo most) {
  return most == OpenTo::owner ? 077 : most == OpenTo::group ? 007 : 0;
}

}  // namespace

core::Result<std::string> read_text(const std::filesystem::path& file, OpenTo most) {
  const auto refuse = [&file](const std::string& why) {
    return core::fail(core::Code::config_invalid, file.string() + ": " + why);
  };
  const auto unreadable = [&refuse] {
    return refuse(std::string("cannot be read: ") + std::strerror(errno));
  };
  const FileHandle handle(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat about{};
  if (!handle || ::fstat(handle.get(), &about) != 0) return unreadable();
  if (!S_ISREG(about.st_mode)) return refuse("is not a file");
  if ((about.st_mode & forbidden(most)) != 0)
    return refuse("others may read or change this secret; run chmod 0400 " + file.string() +
                  ", and make a new one if they have");
  std::string text(kMostBytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(handle.get(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable();
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kMostBytes) return refuse("is too large for one text");
  text.resize(size);
  text.erase(text.find_last_not_of(" \r\n") + 1);
  if (text.empty()) return refuse("is empty");
  return text;
}

}  // namespace otkel::files
