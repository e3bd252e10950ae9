// Every form in which a camera was seen to write a time, and what must stay unread.
#include "anpr-bridge/decode/camera_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdio>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using core::DateOrder;
using test::at;

constexpr Zone kNone;
constexpr Zone kKazakh = core::kKazakhstanOffset;

struct Form {
  const char* text;
  const char* iso;
};

TEST(CameraTime, ReadsEveryFormThatCarriesItsZone) {
  for (const auto& [text, iso] : {
           Form{"2026-05-20T08:20:30+05:00", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20T08:20:30Z", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20t08:20:30z", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20T08:20:30+0500", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20T08:20:30+0000", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20T08:20:30-0330", "2026-05-20T11:50:30Z"},
           Form{"2026-05-20T08:20:30+05", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20T08:20:30+5", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20T08:20:30,123+05:00", "2026-05-20T03:20:30.123Z"},
           Form{"2026-05-20T08:20:30.1+05:00", "2026-05-20T03:20:30.100Z"},
           Form{"2026-05-20T08:20:30.123456789+05:00", "2026-05-20T03:20:30.123Z"},
           Form{"2026-05-20T08:20:30 +05:00", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20 08:20:30 Z", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20 08:20:30 UTC", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20 08:20:30 GMT+5", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20T08:20+05:00", "2026-05-20T03:20:00Z"},
           Form{"2026/05/20 08:20:30.123+05:00", "2026-05-20T03:20:30.123Z"},
           Form{"20260520T082030Z", "2026-05-20T08:20:30Z"},
           Form{"20260520082030Z", "2026-05-20T08:20:30Z"},
           Form{"20260520T082030.5+0500", "2026-05-20T03:20:30.500Z"},
           Form{"20260520 082030123 +0500", "2026-05-20T03:20:30.123Z"},
           Form{"20.05.2026 08:20:30 +05:00", "2026-05-20T03:20:30Z"},
           Form{"  2026-05-20T08:20:30Z\r\n", "2026-05-20T08:20:30Z"},
           Form{"2026-05-20T08:20:30\xE2\x88\x92"
                "05:00",
                "2026-05-20T13:20:30Z"},
       })
    for (const auto& zone : {kNone, kKazakh})
      EXPECT_EQ(camera_time(text, zone), at(iso)) << text << ": the zone in the text counts";
}

TEST(CameraTime, ReadsAFormWithoutAZoneOnlyByTheConfiguredOne) {
  for (const auto& [text, iso] : {
           Form{"2026-05-20T08:20:30", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20 08:20:30.123", "2026-05-20T03:20:30.123Z"},
           Form{"2026/05/20 08:20:30.123", "2026-05-20T03:20:30.123Z"},
           Form{"2026:05:20 08:20:30", "2026-05-20T03:20:30Z"},
           Form{"2026-5-20 8:20", "2026-05-20T03:20:00Z"},
           Form{"20.05.2026 08:20:30", "2026-05-20T03:20:30Z"},
           Form{"20/05/2026, 08:20:30", "2026-05-20T03:20:30Z"},
           Form{"20-05-2026 08:20:30:123", "2026-05-20T03:20:30.123Z"},
           Form{"05/20/2026 08:20:30", "2026-05-20T03:20:30Z"},
           Form{"5/20/2026 8:20:30 AM", "2026-05-20T03:20:30Z"},
           Form{"5/20/2026 8:20:30 pm", "2026-05-20T15:20:30Z"},
           Form{"5/20/2026 12:00 AM", "2026-05-19T19:00:00Z"},
           Form{"5/20/2026 12:00 PM", "2026-05-20T07:00:00Z"},
           Form{"5/20/2026 8:20:30\xE2\x80\xAFPM", "2026-05-20T15:20:30Z"},
           Form{"05/05/2026 08:20", "2026-05-05T03:20:00Z"},
           Form{"20240614 160436372", "2024-06-14T11:04:36.372Z"},
           Form{"20260520_082030", "2026-05-20T03:20:30Z"},
           Form{"20260520-082030", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20-08-20-30", "2026-05-20T03:20:30Z"},
           Form{"2026-05-20 08.20.30", "2026-05-20T03:20:30Z"},
           Form{"20260520T0820", "2026-05-20T03:20:00Z"},
           Form{"202605200820", "2026-05-20T03:20:00Z"},
           Form{"20260520082030", "2026-05-20T03:20:30Z"},
           Form{"20260520082030123", "2026-05-20T03:20:30.123Z"},
           Form{"20260520082030.123", "2026-05-20T03:20:30.123Z"},
           Form{"20260520082030123456", "2026-05-20T03:20:30.123Z"},
           Form{"2024-02-29T08:20:30", "2024-02-29T03:20:30Z"},
       }) {
    EXPECT_EQ(camera_time(text, kKazakh), at(iso)) << text;
    EXPECT_FALSE(camera_time(text, kNone)) << text << ": a zone is not guessed";
  }
}

TEST(CameraTime, ReadsDayAndMonthInTheConfiguredOrder) {
  constexpr const char* kText = "05/06/2026 08:20:30";
  EXPECT_EQ(camera_time(kText, kKazakh, DateOrder::day_first), at("2026-06-05T03:20:30Z"));
  EXPECT_EQ(camera_time(kText, kKazakh, DateOrder::month_first), at("2026-05-06T03:20:30Z"));
  EXPECT_FALSE(camera_time(kText, kKazakh)) << "June or May";
  EXPECT_FALSE(camera_time("05.06.2026 08:20:30", kKazakh)) << "dots say nothing either";
  EXPECT_FALSE(camera_time("05/20/2026 08:20:30", kKazakh, DateOrder::day_first))
      << "a camera that was set to the other order";
  EXPECT_EQ(camera_time("2026/05/06 08:20:30", kKazakh, DateOrder::day_first),
            at("2026-05-06T03:20:30Z"))
      << "the order is that of dates which end with the year";
}

TEST(CameraTime, ReadsCountsSince1970ByTheirSize) {
  for (const auto& [text, iso] : {
           Form{"1750000000", "2025-06-15T15:06:40Z"},
           Form{"1750000000.25", "2025-06-15T15:06:40.250Z"},
           Form{"1750000000252", "2025-06-15T15:06:40.252Z"},
           Form{"1750000000252999", "2025-06-15T15:06:40.252Z"},
           Form{"1718373876372000000", "2024-06-14T14:04:36.372Z"},
           Form{"1.75e9", "2025-06-15T15:06:40Z"},
           Form{"/Date(1750000000252)/", "2025-06-15T15:06:40.252Z"},
           Form{"/Date(1750000000252+0500)/", "2025-06-15T15:06:40.252Z"},
           Form{"946684800000", "2000-01-01T00:00:00Z"},
       })
    for (const auto& zone : {kNone, kKazakh})
      EXPECT_EQ(camera_time(text, zone), at(iso)) << text << ": counted in UTC";
  EXPECT_EQ(epoch_time(1750000000.252), at("2025-06-15T15:06:40.252Z"));
  EXPECT_EQ(epoch_time(1750000000252.0, 1000), at("2025-06-15T15:06:40.252Z"));
  EXPECT_FALSE(epoch_time(1750000000252.0, 1)) << "no such second in this century";
}

TEST(CameraTime, ReadsNothingThatIsNoTime) {
  for (const char* text : {
           "",
           "-",
           "0",
           "51",
           "0000-00-00T00:00:00",
           "2026-02-30T08:20:30",
           "2025-02-29T08:20:30",
           "2026-13-20T08:20:30",
           "2026-05-20T24:20:30",
           "2026-05-20T08:60:30",
           "2026-05-20T08:20:61",
           "2026-05-20",
           "20260520",
           "20.05.2026",
           "20/05/26 08:20:30",
           "08:20:30",
           "2026-05-20T08",
           "2026-05-20-05:00",  // a date with a zone, not five o'clock
           "2026-05-20 08.20",
           "2026-05/20 08:20:30",
           "2026-05-20T08:20:30.",
           "2026-05-20T08:20:30+",
           "2026-05-20T08:20:30+15:00",
           "2026-05-20T08:20:30+05:60",
           "2026-05-20T08:20:30 05:00",  // a plus that a form has made a blank
           "2026-05-20T08:20:30 TRT",
           "2026-05-20T08:20:30Z and more",
           "2026-05-20 00:20:30 PM",
           "2026-05-20 13:20:30 PM",
           "1026-05-20T08:20:30Z",
           "2126-05-20T08:20:30Z",
           "/Date(51)/",
           "/Date(1750000000252",
           "/Date()/",
           "99999999999999999999999",
           "nan",
           "-1750000000",
       })
    EXPECT_FALSE(camera_time(text, kKazakh)) << text;
  EXPECT_FALSE(camera_time(std::string(100, '2'), kKazakh));
}

TEST(SentTime, IsTheFirstThatCanBeReadAndKeepsTheTextInAnyCase) {
  const auto read = sent_time({"0", "1750000000252", "2025-06-15T00:00:00Z"}, Hints{});
  EXPECT_EQ(read.text, "1750000000252");
  EXPECT_EQ(read.at, at("2025-06-15T15:06:40.252Z"));
  const auto unread = sent_time({"", "2026-05-20T08:20:30", "yesterday"}, Hints{});
  EXPECT_EQ(unread.text, "2026-05-20T08:20:30");
  EXPECT_FALSE(unread.at);
}

// ---- a random time in a random form ----

template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[80];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

template <class T>
T one(std::initializer_list<T> of) {
  return *rc::gen::elementOf(std::vector<T>(of));
}

std::string a_date(core::LocalDate date, DateOrder order) {
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month()),
                 day = static_cast<unsigned>(date.day());
  const auto between = one<const char*>({"-", "/", "."});
  const bool short_numbers = one({true, false});
  const char* two = short_numbers ? "%u%s%u%s%d" : "%02u%s%02u%s%d";
  switch (one({0, 1, 2})) {
    case 0:
      return printed(short_numbers ? "%d%s%u%s%u" : "%04d%s%02u%s%02u", year, between, month,
                     between, day);
    case 1:
      return printed("%04d%02u%02u", year, month, day);
    default:
      return order == DateOrder::day_first ? printed(two, day, between, month, between, year)
                                           : printed(two, month, between, day, between, year);
  }
}

/// With its fraction, and digits behind the milliseconds that no one needs.
std::string a_clock(std::chrono::milliseconds since_midnight) {
  const std::chrono::hh_mm_ss time(since_midnight);
  const int hour = static_cast<int>(time.hours().count()),
            minute = static_cast<int>(time.minutes().count()),
            second = static_cast<int>(time.seconds().count());
  const std::string finer = printed("%03d", static_cast<int>(time.subseconds().count())) +
                            one<const char*>({"", "0", "999", "123456"});
  const std::string point = one<const char*>({".", ","});
  switch (one({0, 1, 2})) {
    case 0:
      return printed("%02d:%02d:%02d", hour, minute, second) + point + finer;
    case 1:
      return printed("%02d%02d%02d", hour, minute, second) + one<std::string>({"", point}) + finer;
    default:
      return printed("%d:%02d:%02d", hour % 12 == 0 ? 12 : hour % 12, minute, second) + point +
             finer + one<const char*>({"", " "}) +
             (hour < 12 ? one<const char*>({"AM", "am", "a.m."})
                        : one<const char*>({"PM", "pm", "p.m."}));
  }
}

std::string an_offset(core::minutes offset) {
  const int size = static_cast<int>(std::abs(offset.count())), hours = size / 60, rest = size % 60;
  const char* sign = offset.count() < 0 ? "-" : "+";
  const std::string blank = one<const char*>({"", " ", "  ", "UTC", " GMT"});
  if (size == 0 && one({true, false})) return one<const char*>({"Z", "z", " Z", " UTC", "GMT"});
  if (rest == 0 && one({true, false})) return blank + printed("%s%02d", sign, hours);
  return blank + printed(one({true, false}) ? "%s%02d:%02d" : "%s%02d%02d", sign, hours, rest);
}

RC_GTEST_PROP(CameraTimeProperty, AnyTimeInAnyFormIsReadBack, ()) {
  const core::Instant written{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(
      946'684'800'000 + 86'400'000, 4'102'444'800'000 - 86'400'000)}};
  const core::minutes offset{*rc::gen::inRange(-14 * 4, 14 * 4 + 1) * 15};
  const auto order = one({DateOrder::day_first, DateOrder::month_first});
  const auto local = written + offset;
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const bool zoned = one({true, false});
  const std::string text = a_date(core::LocalDate{midnight}, order) +
                           one<const char*>({"T", " ", "t", "  ", ", "}) +
                           a_clock(local - midnight) + (zoned ? an_offset(offset) : "");
  RC_LOG() << text << '\n';
  RC_ASSERT(camera_time(text, zoned ? kNone : Zone(offset), order) == written);
  RC_ASSERT(zoned || !camera_time(text, kNone, order));
}

RC_GTEST_PROP(CameraTimeProperty, AnyCountInAnyUnitIsReadBack, ()) {
  const auto ms = *rc::gen::inRange<std::int64_t>(946'684'800'000, 4'102'444'800'000);
  const core::Instant written{std::chrono::milliseconds{ms}};
  const auto finer = std::to_string(*rc::gen::inRange(1000, 2000)).substr(1);
  for (const std::string& text :
       {std::to_string(ms / 1000) + "." + printed("%03d", static_cast<int>(ms % 1000)),
        std::to_string(ms), std::to_string(ms) + finer, std::to_string(ms) + finer + finer,
        "/Date(" + std::to_string(ms) + ")/"})
    RC_ASSERT(camera_time(text, kNone) == written);
}

// A reader of dates must not read two ways: without an order it gives what both orders give.
RC_GTEST_PROP(CameraTimeProperty, ATimeReadWithoutAnOrderIsReadSoInEveryOrderThatCanReadIt, ()) {
  const auto text = printed("%02d/%02d/%d 10:20:30", *rc::gen::inRange(1, 32),
                            *rc::gen::inRange(1, 32), *rc::gen::inRange(2000, 2100));
  const auto either = camera_time(text, kKazakh);
  const auto day_first = camera_time(text, kKazakh, DateOrder::day_first),
             month_first = camera_time(text, kKazakh, DateOrder::month_first);
  if (day_first && month_first && day_first != month_first)
    RC_ASSERT(!either);
  else
    RC_ASSERT(either == (day_first ? day_first : month_first));
}

RC_GTEST_PROP(CameraTimeProperty, NoTextEndsTheReader, (const std::string& text)) {
  for (const auto& order : {Order{}, Order{DateOrder::day_first}})
    if (const auto time = camera_time(text, kKazakh, order))
      RC_ASSERT(*time >= at("1969-12-31T00:00:00Z") && *time < at("2100-01-02T00:00:00Z"));
}

}  // namespace
}  // namespace otkel::anpr
