// The real clock and the driven one.
#include "config/clock.hpp"

#include <cstdint>

#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

using std::chrono::milliseconds;

std::string eight_bytes(std::int64_t value) {
  std::string bytes;
  for (int i = 0; i < 8; ++i)
    bytes += static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xff);
  return bytes;
}

TEST(SystemClock, ReadsTheMachinesClock) {
  const auto clock = make_clock(ClockSettings{}).value();
  // A file written just now carries the kernel's own idea of the time, up to a tick late.
  const Folder folder;
  const auto written = std::filesystem::last_write_time(folder.write("now", "x"));
  const auto stamp = std::chrono::file_clock::to_sys(written);
  EXPECT_LE(std::chrono::abs(clock->now() - stamp), std::chrono::seconds{10});
}

TEST(SystemClock, CountsUpSinceBoot) {
  const auto clock = make_clock(ClockSettings{}).value();
  const auto first = clock->boot();
  EXPECT_GT(first.count(), 0);
  EXPECT_GE(clock->boot(), first);
}

TEST(DrivenClock, ReadsWhatTheDriverWrote) {
  const Folder folder;
  const auto noon = core::parse_iso("2025-05-20T07:00:00.123Z").value();
  const auto file = folder.write("clock", eight_bytes(noon.time_since_epoch().count()));
  const auto clock = make_clock({ClockSource::driven, file.string()}).value();
  EXPECT_EQ(clock->now(), noon);
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out << eight_bytes((noon + std::chrono::hours{1}).time_since_epoch().count()) << std::flush;
  EXPECT_EQ(clock->now(), noon + std::chrono::hours{1});
  out.seekp(0);
  out << eight_bytes(-1) << std::flush;
  EXPECT_EQ(clock->now(), core::Instant{milliseconds{-1}});
}

TEST(DrivenClock, KeepsTheRealBootTime) {
  const Folder folder;
  const auto file = folder.write("clock", eight_bytes(0));
  const auto driven = make_clock({ClockSource::driven, file.string()}).value();
  const auto real = make_clock(ClockSettings{}).value();
  const auto before = real->boot();
  const auto between = driven->boot();
  EXPECT_LE(before, between);
  EXPECT_LE(between, real->boot());
}

TEST(DrivenClock, RefusesAFileThatIsMissingOrShort) {
  const Folder folder;
  const auto file = folder.write("clock", "1234567");
  for (const auto& name : {file.string(), std::string("/nowhere/clock"), std::string()}) {
    const auto clock = make_clock({ClockSource::driven, name});
    ASSERT_FALSE(clock);
    EXPECT_EQ(clock.error().code, core::Code::config_invalid);
    EXPECT_NE(clock.error().detail.find("clock.file: expected a file of 8 bytes or more"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace otkel::config
