// SystemClock and DrivenClock.
#include "config/clock.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "config/system_clock.hpp"

namespace otkel::config {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the driven clock's file is mapped as is");

constexpr std::size_t kBytes = sizeof(std::int64_t);

class SystemClock final : public core::Clock {
 public:
  core::Instant now() const override { return wall_clock(); }
  std::chrono::milliseconds boot() const override { return boot_clock(); }
};

class DrivenClock final : public core::Clock {
 public:
  explicit DrivenClock(void* page) : page_(page) {}
  DrivenClock(const DrivenClock&) = delete;
  DrivenClock& operator=(const DrivenClock&) = delete;
  ~DrivenClock() override { munmap(page_, kBytes); }

  core::Instant now() const override {
    // An eight-byte aligned load, so a reader never sees half of the driver's write.
    const auto ms = __atomic_load_n(static_cast<const std::int64_t*>(page_), __ATOMIC_ACQUIRE);
    return core::Instant{std::chrono::milliseconds{ms}};
  }
  std::chrono::milliseconds boot() const override { return boot_clock(); }

 private:
  void* page_;
};

std::unexpected<core::Error> no_clock(const std::string& file, const std::string& why) {
  return core::fail(core::Code::config_invalid,
                    "clock.file: expected a file of 8 bytes or more, found '" + file + "': " + why);
}

core::Result<std::unique_ptr<core::Clock>> map_driven(const std::string& file) {
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return no_clock(file, std::strerror(errno));
  struct stat about{};
  const bool known = fstat(fd, &about) == 0;
  if (!known || about.st_size < static_cast<off_t>(kBytes)) {
    close(fd);
    return no_clock(file, "it has " + std::to_string(about.st_size) + " bytes");
  }
  void* page = mmap(nullptr, kBytes, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (page == MAP_FAILED) return no_clock(file, std::strerror(errno));
  return std::make_unique<DrivenClock>(page);
}

}  // namespace

core::Result<std::unique_ptr<core::Clock>> make_clock(const ClockSettings& settings) {
  if (settings.source == ClockSource::driven) return map_driven(settings.file);
  return std::make_unique<SystemClock>();
}

}  // namespace otkel::config
