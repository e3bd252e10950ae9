// The time that counts.
#include "core/queue/usable_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/core/pilot.hpp"
#include "tests/unit/core/some_timetable.hpp"

namespace otkel::core {
namespace {

constexpr auto kZone = kKazakhstanOffset;
using std::chrono::hours;
using std::chrono::milliseconds;

/// Of the pilot's timetable: open from 9 to 17, closed on 9 May.
milliseconds used(const char* from, const char* to, const std::vector<BlockedTime>& blocked = {}) {
  return usable_time(timetable(), blocked, at(from), at(to), kZone);
}

TEST(UsableTime, IsCountedInsideTheWindowsOnly) {
  EXPECT_EQ(used("2025-05-20T10:00:00+05:00", "2025-05-20T11:30:00+05:00"), minutes{90});
  EXPECT_EQ(used("2025-05-20T16:30:00+05:00", "2025-05-21T09:10:00+05:00"), minutes{40});
  EXPECT_EQ(used("2025-05-20T18:00:00+05:00", "2025-05-21T08:00:00+05:00"), minutes{0});
  EXPECT_EQ(used("2025-05-08T12:00:00+05:00", "2025-05-10T12:00:00+05:00"), hours{8})
      << "a holiday between";
  EXPECT_EQ(used("2025-05-20T11:00:00+05:00", "2025-05-20T10:00:00+05:00"), minutes{0})
      << "backwards";
}

TEST(UsableTime, StandsStillInBlockedSpans) {
  const BlockedTime morning{at("2025-05-20T10:00:00+05:00"), at("2025-05-20T12:00:00+05:00")};
  const BlockedTime noon{at("2025-05-20T11:00:00+05:00"), at("2025-05-20T13:00:00+05:00")};
  const BlockedTime evening{at("2025-05-20T16:00:00+05:00"), std::nullopt};
  const char *from = "2025-05-20T09:00:00+05:00", *to = "2025-05-21T12:00:00+05:00";
  EXPECT_EQ(used(from, to), hours{11});
  EXPECT_EQ(used(from, to, {morning}), hours{9});
  EXPECT_EQ(used(from, to, {noon, morning}), hours{8}) << "in any order, an overlap once";
  EXPECT_EQ(used(from, to, {morning, morning}), hours{9});
  EXPECT_EQ(used(from, to, {evening}), hours{7}) << "it goes on";
}

std::vector<BlockedTime> some_spans() {
  std::vector<BlockedTime> spans;
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
    const Instant began = *some_instant();
    const auto ended = rc::gen::inRange<std::int64_t>(0, 20 * std::int64_t{86'400'000});
    spans.push_back({began, *rc::gen::arbitrary<bool>()
                                ? std::optional(began + milliseconds{*ended})
                                : std::nullopt});
  }
  return spans;
}

RC_GTEST_PROP(UsableTime, AddsUp, ()) {
  const auto table = *some_timetable();
  const auto spans = some_spans();
  std::vector<Instant> marks{*some_instant(), *some_instant(), *some_instant()};
  std::ranges::sort(marks);
  const auto u = [&](Instant a, Instant b) { return usable_time(table, spans, a, b, kZone); };
  RC_ASSERT(u(marks[0], marks[1]) + u(marks[1], marks[2]) == u(marks[0], marks[2]));
  RC_ASSERT(u(marks[1], marks[0]) == milliseconds{0});
  RC_ASSERT(u(marks[0], marks[2]) >= milliseconds{0});
}

RC_GTEST_PROP(UsableTime, CountsEveryOpenMinuteThatIsNotBlocked, ()) {
  const auto table = *some_timetable();
  auto spans = some_spans();
  for (auto& span : spans) {
    span.began = std::chrono::floor<minutes>(span.began);
    if (span.ended) span.ended = std::chrono::floor<minutes>(*span.ended);
  }
  const Instant from = std::chrono::floor<minutes>(*some_instant());
  const Instant to = from + minutes{*rc::gen::inRange(0, 3 * 24 * 60)};
  minutes counted{0};
  for (Instant at = from; at < to; at += minutes{1}) {
    const bool blocked = std::ranges::any_of(spans, [&](const BlockedTime& span) {
      return span.began <= at && (!span.ended || at < *span.ended);
    });
    if (is_open(table, at, kZone) && !blocked) ++counted;
  }
  RC_ASSERT(usable_time(table, spans, from, to, kZone) == counted);
}

}  // namespace
}  // namespace otkel::core
