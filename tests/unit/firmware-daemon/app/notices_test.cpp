// What is told of a machine, in which order, and what stops the work.
#include "firmware-daemon/app/notices.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otkel::app::test {
namespace {

using core::Code;
using core::Error;

bool reported(const Surroundings& around, std::string_view code) {
  const auto all = notices_of(around, {});
  return std::ranges::find(all, code, &Notice::code) != all.end();
}

/// One thing that is wrong, and whether the main job can still be done.
struct Wrong {
  std::string code;
  bool ready;
  void (*make)(Surroundings&);
};

const std::vector<Wrong>& everything() {
  static const std::vector<Wrong> all{
      {"database_corrupt", false,
       [](Surroundings& a) { a.storage.note("print", Error{Code::database_corrupt, "a page"}); }},
      {"database_failing", false,
       [](Surroundings& a) { a.storage.note("link", Error{Code::database_full, "no room"}); }},
      {"clock_untrusted", false,
       [](Surroundings& a) { a.clock.doubt = core::ClockDoubt::went_back; }},
      {"numbers_in_doubt", false,
       [](Surroundings& a) { a.history.sentence = "an old copy is in use"; }},
      {"state_differs", true,
       [](Surroundings& a) { a.state_check.differences = {"blanks C00000001"}; }},
      {"link_stopped", true, [](Surroundings& a) { a.link_trouble.sending_stopped = true; }},
      {"link_stopped", true, [](Surroundings& a) { a.link_trouble.receiving_stopped = true; }},
      {"link_refused", true, [](Surroundings& a) { a.link_trouble.transport = "refused"; }},
      {"link_slowed", true, [](Surroundings& a) { a.link_trouble.peer_busy = "over its quota"; }},
      {"passwords_missing", true, [](Surroundings& a) { a.passwords.missing = 1; }},
      {"disk_low", true,
       [](Surroundings& a) { a.storage.note_space({15, 100}, std::chrono::minutes{0}); }},
      {"disk_scarce", true,
       [](Surroundings& a) { a.storage.note_space({5, 100}, std::chrono::minutes{0}); }},
      {"wal_held", true,
       [](Surroundings& a) {
         a.storage.note_wal(3, std::chrono::minutes{0});
         a.storage.note_wal(3, std::chrono::minutes{10});
       }},
  };
  return all;
}

TEST(Notices, ReportNothingForAHealthyMachine) { EXPECT_TRUE(notices_of({}, {}).empty()); }

TEST(Notices, DoubtAClockSetSinceTheLastCheck) {
  Surroundings around;
  const core::Instant noon{std::chrono::hours{12}};
  around.clock.looked = core::Moment{noon, std::chrono::milliseconds{1}};
  EXPECT_TRUE(notices_of(around, noon + core::minutes{5}).empty());
  const auto reported = notices_of(around, noon + core::minutes{6});
  ASSERT_EQ(reported.size(), 1U);
  EXPECT_EQ(reported.front().code, "clock_untrusted");
  EXPECT_EQ(notices_of(around, noon - core::minutes{6}).size(), 1U);
}

TEST(Notices, ReportEachProblemAndWhetherItStopsTheWork) {
  for (const auto& wrong : everything()) {
    Surroundings around;
    wrong.make(around);
    EXPECT_TRUE(reported(around, wrong.code)) << wrong.code;
    EXPECT_EQ(core::is_ready(notices_of(around, {})), wrong.ready) << wrong.code;
  }
}

TEST(Notices, CoverEveryCode) {
  for (const auto& code : notice_codes())
    EXPECT_TRUE(std::ranges::find(everything(), code, &Wrong::code) != everything().end()) << code;
}

TEST(Notices, ReportFirstWhatStopsTheWork) {
  Surroundings around;
  around.link_trouble.transport = "refused";
  around.storage.note_space({5, 100}, std::chrono::minutes{0});
  around.clock.doubt = core::ClockDoubt::moved;
  const auto notices = notices_of(around, {});
  ASSERT_EQ(notices.size(), 3U);
  EXPECT_EQ(notices[0].code, "clock_untrusted");
}

}  // namespace
}  // namespace otkel::app::test
