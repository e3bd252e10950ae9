// When a link's row is written.
#include "sync/hub/app/link_status.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;
using std::chrono::milliseconds;

struct LinkStatusTest : testing::Test {
  Hub hub;
  LinkStatusWriter writer{hub.context};
  sync::LinkStatus said;
  milliseconds boot{10'000};

  /// What the link says, `later` after the last time.
  void say(milliseconds later) {
    boot += later;
    writer.note(Site{"dostyk"}, said, boot);
    EXPECT_TRUE(writer.write(kNow + boot, boot));
  }
  std::optional<LinkStatusRow> row() { return hub.stores.links.find(Site{"dostyk"}); }
  void acknowledge(std::int64_t seq) { said.peer_acked = sync::Position{"e", seq, "h"}; }
};

TEST_F(LinkStatusTest, WritesNothingBeforeTheLinkReports) {
  say(milliseconds{0});
  EXPECT_FALSE(row());
  EXPECT_FALSE(writer.next_due());
}

TEST_F(LinkStatusTest, WritesAConnectionAndItsEndAtOnce) {
  said.established = true;
  said.heard_at = milliseconds{10'400};
  say(milliseconds{500});
  EXPECT_TRUE(row()->connected);
  EXPECT_EQ(row()->heard, kNow + milliseconds{10'400}) << "as wall time";
  said.established = false;
  say(milliseconds{1});
  EXPECT_FALSE(row()->connected);
  EXPECT_EQ(row()->heard, kNow + milliseconds{10'400});
}

TEST_F(LinkStatusTest, WritesThatThePeerIsHeardEveryTwoSeconds) {
  said.established = true;
  said.heard_at = boot;
  say(milliseconds{0});
  const auto first = row()->heard;
  for (int times = 1; times <= 3; ++times) {
    said.heard_at = boot + milliseconds{500};
    say(milliseconds{500});
    EXPECT_EQ(row()->heard, first);
    EXPECT_EQ(writer.next_due(), milliseconds{12'000});
  }
  say(milliseconds{500});
  EXPECT_NE(row()->heard, first);
  EXPECT_FALSE(writer.next_due());
}

TEST_F(LinkStatusTest, WritesAnAdvancedLogAfterATenthOfASecond) {
  said.established = true;
  say(milliseconds{0});
  acknowledge(1);
  say(milliseconds{50});
  EXPECT_EQ(row()->acked_seq, 0);
  EXPECT_EQ(writer.next_due(), milliseconds{10'100});
  acknowledge(3);
  say(milliseconds{50});
  EXPECT_EQ(row()->acked_seq, 3);
  EXPECT_FALSE(writer.next_due());
}

TEST_F(LinkStatusTest, KeepsWhatANewProcessHasNotHeardYet) {
  said.established = true;
  said.heard_at = boot;
  said.current_at = kNow;
  said.peer_head = sync::Position{"e", 9, "h"};
  acknowledge(7);
  say(milliseconds{0});
  ASSERT_TRUE(forget_connections(hub.context, kNow));
  EXPECT_FALSE(row()->connected);
  LinkStatusWriter anew{hub.context};
  sync::LinkStatus fresh;
  fresh.established = true;
  anew.note(Site{"dostyk"}, fresh, milliseconds{0});
  ASSERT_TRUE(anew.write(kNow + std::chrono::hours{1}, milliseconds{0}));
  EXPECT_TRUE(row()->connected);
  EXPECT_EQ(row()->current, kNow);
  EXPECT_EQ(row()->acked_seq, 7);
  EXPECT_EQ(row()->said_seq, 9);
}

TEST_F(LinkStatusTest, TriesAgainTwoSecondsAfterTheDatabaseRefused) {
  hub.db.run(
      "CREATE TRIGGER refuse BEFORE INSERT ON link_status "
      "BEGIN SELECT RAISE(ABORT, 'refused'); END");
  said.established = true;
  writer.note(Site{"dostyk"}, said, boot);
  EXPECT_FALSE(writer.write(kNow, boot));
  EXPECT_EQ(writer.next_due(), boot + milliseconds{2000});
  hub.db.run("DROP TRIGGER refuse");
  EXPECT_TRUE(writer.write(kNow, boot + milliseconds{2000}));
  EXPECT_TRUE(row()->connected);
}

}  // namespace
}  // namespace otkel::hub::test
