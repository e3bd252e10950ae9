// Instants in and out of text.
#include "core/value/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

TEST(Instant, IsReadWithItsZoneAndNeverGuessed) {
  EXPECT_EQ(at("2025-05-20T08:00:00+05:00"), at("2025-05-20T03:00:00Z"));
  for (const char* bad : {"2025-05-20T08:00:00", "2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z",
                          "2025-05-20T24:00:00Z", "yesterday", "", "2025-05-20T08:00:00+5"})
    EXPECT_FALSE(parse_iso(bad)) << bad;
}

constexpr std::int64_t kMorning = 1'747'710'245'678;  // 2025-05-20T03:04:05.678Z, by date -u

TEST(Instant, IsReadInEveryFormOfTheStandardThatPeersSend) {
  struct Form {
    const char* text;
    std::int64_t before;  // milliseconds before kMorning
  };
  for (const auto& [text, before] :
       {Form{"2025-05-20T03:04:05.678Z", 0}, Form{"2025-05-20 03:04:05.678z", 0},
        Form{"2025-05-20T03:04:05.6789999Z", 0}, Form{"2025-05-20T03:04:05.67Z", 8},
        Form{"2025-05-20T03:04:05.6Z", 78}, Form{"2025-05-20T03:04:05.067Z", 611},
        Form{"2025-05-20T03:04:05Z", 678}, Form{"2025-05-20T03:04Z", 5'678},
        Form{"2025-05-20T08:04:05.678+05:00", 0}, Form{"2025-05-19T23:34:05.678-03:30", 0},
        Form{"2025-05-20T17:04:05.678+14:00", 0}, Form{"2025-05-20T03:04:05.678+00:00", 0},
        Form{"2025-05-20T03:03:05.678-00:01", 0}, Form{"2025-05-20T04:03:05.678+00:59", 0}})
    EXPECT_EQ(parse_iso(text).value(), Instant{std::chrono::milliseconds{kMorning - before}})
        << text;
}

TEST(Instant, ReachesFromTheFirstToTheLastOfEverything) {
  EXPECT_EQ(at("1970-01-01T00:00:00Z"), Instant{});
  EXPECT_EQ(at("1969-12-31T23:59:59.999Z"), Instant{} - std::chrono::milliseconds{1});
  EXPECT_EQ(at("2024-02-29T23:59:59Z") + std::chrono::seconds{1}, at("2024-03-01T00:00:00Z"));
  EXPECT_EQ(day("0000-01-01").year(), std::chrono::year{0});
  EXPECT_EQ(day("9999-12-31").year(), std::chrono::year{9999});
}

TEST(Instant, RefusesWhatIsNearlyATime) {
  for (const char* bad : {"2025-05-20T03:04:05",
                          "2025-05-20T03:04",
                          "2025-05-20T",
                          "2025-05-20",
                          "2025-05-20T03Z",
                          "2025-05-20T03:Z",
                          "2025-05-20T03:4Z",
                          "2025-05-20T3:04Z",
                          "2025-05-20T03:04:Z",
                          "2025-05-20T03:04:5Z",
                          "2025-05-20T03:04:05.Z",
                          "2025-05-20T03:04:05,6Z",
                          "2025-05-20t03:04:05Z",
                          "2025-05-20_03:04:05Z",
                          "2025-05-20T03.04:05Z",
                          "2025-05-20T24:00:00Z",
                          "2025-05-20T03:60:00Z",
                          "2025-05-20T03:04:60Z",
                          "2025-05-20T-3:04:05Z",
                          "2025-05-20T+3:04:05Z",
                          "2025-05-20T 3:04:05Z",
                          "2025-05-20T0x:04:05Z",
                          "2025-05-20T03:0x:05Z",
                          "2025-05-20T03:04:0xZ",
                          "2025-05-20T03:04:05Z ",
                          "2025-05-20T03:04:05ZZ",
                          "2025-05-20T03:04:05+05",
                          "2025-05-20T03:04:05+0500",
                          "2025-05-20T03:04:05+05:0",
                          "2025-05-20T03:04:05+05:000",
                          "2025-05-20T03:04:05+5:00",
                          "2025-05-20T03:04:05 05:00",
                          "2025-05-20T03:04:05+05-00",
                          "2025-05-20T03:04:05+15:00",
                          "2025-05-20T03:04:05-15:00",
                          "2025-05-20T03:04:05+05:60",
                          "2025-05-20T03:04:05+0x:00",
                          "2025-05-20T03:04:05+05:0x",
                          "2025-05-20T03:04:05-+5:00",
                          "2025-5-20T03:04:05Z",
                          "2025-05-32T03:04:05Z",
                          "2025-00-20T03:04:05Z"}) {
    EXPECT_EQ(parse_iso(bad).error().code, Code::time_malformed) << bad;
  }
}

TEST(LocalDate, IsTenSignsAndADayOfTheCalendar) {
  EXPECT_EQ(to_iso(day("2024-02-29")), "2024-02-29");
  EXPECT_EQ(to_iso(day("2025-10-09")), "2025-10-09");
  for (const char* bad : {"", "2025", "2025-05", "2025-05-", "2025-05-2", "2025-05-200",
                          "2025-5-20", "205-05-020", "2025/05-20", "2025-05/20", "20x5-05-20",
                          "2025-0x-20", "2025-05-2x", "2025-05-+2", "-025-05-20", "2025-05-20Z"})
    EXPECT_EQ(parse_date(bad).error().detail,
              "'" + std::string(bad) + "' is not a date like 2025-05-20");
  for (const char* bad : {"2025-00-20", "2025-13-20", "2025-05-00", "2025-05-32", "2025-02-29"})
    EXPECT_EQ(parse_date(bad).error().detail,
              "'" + std::string(bad) + "' is no day of the calendar");
}

TEST(Instant, IsWrittenToTheMillisecond) {
  EXPECT_EQ(to_iso(Instant{std::chrono::milliseconds{kMorning}}), "2025-05-20T03:04:05.678Z");
  EXPECT_EQ(to_iso(at("2025-11-30T23:59:58.007Z")), "2025-11-30T23:59:58.007Z");
  EXPECT_EQ(to_iso(Instant{}), "1970-01-01T00:00:00.000Z");
}

TEST(Instant, HasADayAndAnHourInTheFixedZones) {
  EXPECT_EQ(kKazakhstanOffset, std::chrono::hours{5});
  EXPECT_EQ(kBeijingOffset, std::chrono::hours{8});
  const auto late = at("2025-05-20T19:30:59.999Z");
  EXPECT_EQ(local_date(late, kKazakhstanOffset), day("2025-05-21"));
  EXPECT_EQ(since_local_midnight(late, kKazakhstanOffset), minutes{30});
  EXPECT_EQ(local_date(late, minutes{0}), day("2025-05-20"));
  EXPECT_EQ(at_local(day("2025-05-21"), minutes{30}, kKazakhstanOffset),
            at("2025-05-20T19:30:00Z"));
}

RC_GTEST_PROP(Instant, PrintsAndReadsTheSame, ()) {
  const Instant when{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 4102444800000)}};
  RC_ASSERT(parse_iso(to_iso(when)).value() == when);
}

}  // namespace
}  // namespace otkel::core
