// What counts as the same message told again.
#include "anpr-bridge/keep/identity.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::noon;
using test::seconds;

Decoded message(const std::string& event_id, const std::string& plate, const std::string& time) {
  Decoded m;
  m.maker = "hikvision";
  m.kind = Kind::read;
  m.read = test::read_of(plate, event_id);
  m.time_text = time;
  return m;
}

TEST(DedupKey, IsTheSameForARepetition) {
  const auto key = dedup_key("gate-in", message("e", "123ABC02", "12:00"), noon());
  EXPECT_EQ(key, dedup_key("gate-in", message("e", "123ABC02", "12:00"), noon() + seconds(3600)));
  EXPECT_NE(key, dedup_key("exit", message("e", "123ABC02", "12:00"), noon()));
  EXPECT_NE(key, dedup_key("gate-in", message("e", "123ABC02", "12:01"), noon()));
  EXPECT_NE(key, dedup_key("gate-in", message("e", "123A8C02", "12:00"), noon()));
}

TEST(DedupKey, TakesNoMessageForARepetitionByAWornId) {
  const auto today = message("X", "123ABC02", "");
  const auto key = dedup_key("gate-in", today, noon(), true);
  EXPECT_NE(key, dedup_key("gate-in", today, noon() + seconds(86'400), true))
      << "the same truck on another day";
  const auto timed = message("X", "123ABC02", "12:00");
  EXPECT_EQ(dedup_key("gate-in", timed, noon(), true),
            dedup_key("gate-in", timed, noon() + seconds(5), true))
      << "its time says that it is the same";
}

TEST(DedupKey, LetsThePictureComeAfterThePlate) {
  auto late = message("e", "123ABC02", "12:00");
  const auto key = dedup_key("gate-in", late, noon());
  late.picture = test::drawn_jpeg("x");
  EXPECT_NE(key, dedup_key("gate-in", late, noon()));
}

TEST(DedupKey, ContainsPlateAndTimeWithoutAnEventId) {
  EXPECT_EQ(dedup_key("gate-in", message("", "123ABC02", "12:00"), noon()),
            dedup_key("gate-in", message("", "123ABC02", "12:00"), noon() + seconds(9)));
}

TEST(DedupKey, NeverTreatsAMessageWithoutIdAndTimeAsARepetition) {
  EXPECT_NE(dedup_key("gate-in", message("", "123ABC02", ""), noon()),
            dedup_key("gate-in", message("", "123ABC02", ""), noon() + seconds(3600)));
}

TEST(VisitId, IsTheSameAfterARestartAndNotForAnotherTruck) {
  EXPECT_EQ(visit_id("gate-in", "k", noon()), visit_id("gate-in", "k", noon()));
  const std::set<std::string> ids{visit_id("gate-in", "k", noon()), visit_id("exit", "k", noon()),
                                  visit_id("gate-in", "l", noon()),
                                  visit_id("gate-in", "k", noon() + seconds(1))};
  EXPECT_EQ(ids.size(), 4u);
  EXPECT_EQ(ids.begin()->size(), 32u);
}

}  // namespace
}  // namespace otkel::anpr
