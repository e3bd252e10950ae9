// One write at the start of the file; a longer text before it is cut off.
#include "base/files/status_text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace otkel::files {

core::Result<StatusText> StatusText::open(const std::string& path) {
  auto file =
      std::make_unique<FileHandle>(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!*file) return io_error("cannot open", path);
  std::string before;
  char block[4096];
  for (off_t at = 0;;) {
    const auto n = ::pread(file->get(), block, sizeof block, at);
    if (n < 0) return io_error("cannot read", path);
    if (n == 0) break;
    before.append(block, static_cast<std::size_t>(n));
    at += n;
  }
  return StatusText(path, std::move(file), std::move(before));
}

core::Result<void> StatusText::write(std::string_view text) {
  if (text == written_) return {};
  const auto before = std::exchange(written_, std::nullopt);
  const auto n = ::pwrite(file_->get(), text.data(), text.size(), 0);
  if (n != static_cast<ssize_t>(text.size())) return io_error("cannot write", path_);
  if (!before || text.size() < before->size())
    if (::ftruncate(file_->get(), n) != 0) return io_error("cannot cut", path_);
  written_ = text;
  return {};
}

}  // namespace otkel::files
