// Bounded queues of pushed messages.
#include "base/web/outbox.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

auto text(const char* t) { return std::make_shared<const std::string>(t); }

TEST(Outbox, PutsTheSnapshotBeforeWhatCameMeanwhile) {
  Channels channels;
  const auto outbox = channels.subscribe("queue", 4);
  channels.publish("queue", "2");
  channels.publish("queue", "3");
  channels.publish("board", "other");
  outbox->push_first(text("1"));
  EXPECT_EQ(*outbox->pop(), "1");
  EXPECT_EQ(*outbox->pop(), "2");
  EXPECT_EQ(*outbox->pop(), "3");
  EXPECT_EQ(outbox->pop(), nullptr);
}

TEST(Outbox, StaysOverrunPastItsLimit) {
  Outbox outbox(2);
  int calls = 0;
  outbox.on_push = [&] { ++calls; };
  outbox.push(text("1"));
  outbox.push(text("2"));
  EXPECT_FALSE(outbox.overrun());
  outbox.push(text("3"));
  EXPECT_TRUE(outbox.overrun());
  EXPECT_EQ(outbox.pop(), nullptr);
  outbox.push(text("4"));
  EXPECT_EQ(outbox.pop(), nullptr);
  EXPECT_EQ(calls, 3);
}

TEST(Channels, ForgetClosedSockets) {
  Channels channels;
  auto leaving = channels.subscribe("queue", 4);
  const auto staying = channels.subscribe("queue", 4);
  leaving.reset();
  channels.publish("queue", "1");
  EXPECT_EQ(*staying->pop(), "1");
}

TEST(Outbox, EndsOnlyForTheNamedOwner) {
  Channels channels;
  const auto one = channels.subscribe("console", 4, "aliya");
  const auto two = channels.subscribe("console", 4, "bolat");
  const auto board = channels.subscribe("board", 4);
  int reported = 0;
  one->on_push = [&] { ++reported; };
  channels.publish("console", "1");
  channels.end("console", "aliya");
  EXPECT_TRUE(one->ended());
  EXPECT_EQ(reported, 2);
  EXPECT_EQ(one->pop(), nullptr) << "what was not sent is not sent";
  channels.publish("console", "2");
  one->push_first(text("snapshot"));
  EXPECT_EQ(one->pop(), nullptr);
  EXPECT_EQ(*two->pop(), "1");
  EXPECT_EQ(*two->pop(), "2");
  EXPECT_FALSE(board->ended());
}

}  // namespace
}  // namespace otkel::web
