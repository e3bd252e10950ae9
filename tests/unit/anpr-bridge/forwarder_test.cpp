// Visits out of the journal to a daemon in memory. Real sockets are in the contract tests.
#include "anpr-bridge/forwarder.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/anpr-bridge/recording_sink.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::milliseconds;
using test::noon;

struct ForwarderFixture {
  test::TempFolder folder;
  Journal journal = Journal::open(folder / "journal.db", 1024, 10).value();
  test::RecordingSink sink;
  Forwarder forwarder{journal, sink};

  void write(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string id = "visit-" + std::to_string(i);
      ASSERT_TRUE(journal.write(test::row_of(id, noon()), test::visit_of(id, 1, noon())));
    }
    forwarder.wake();
  }
};

TEST(ForwarderWindow, HasAtMostSixtyFourVisitsInFlight) {
  ForwarderFixture post;
  post.write(70);
  post.sink.connect();
  post.forwarder.step(milliseconds{0});
  EXPECT_EQ(post.sink.visits.size(), 64u);
  post.forwarder.step(milliseconds{1999});
  EXPECT_EQ(post.sink.visits.size(), 64u) << "nothing is sent twice before its time";
  for (int i = 0; i < 6; ++i) post.sink.acknowledge(post.sink.visits[static_cast<std::size_t>(i)]);
  post.forwarder.step(milliseconds{1999});
  EXPECT_EQ(post.sink.visits.size(), 70u);
}

TEST(ForwarderWindow, RetriesSoonIfTheQueueWasFull) {
  ForwarderFixture post;
  post.write(5);
  post.sink.connect();
  post.sink.room = 2;
  EXPECT_EQ(post.forwarder.step(milliseconds{0}), milliseconds{100});
  EXPECT_EQ(post.forwarder.counts().sent, 2);
  post.sink.room = 10;
  post.forwarder.step(milliseconds{100});
  std::set<std::string> ids;
  for (const auto& visit : post.sink.visits) ids.insert(visit.visit_id);
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_EQ(post.sink.visits.size(), 5u);
}

TEST(ForwarderWindow, IsDueAgainWhenTheFirstUnansweredVisitIsTwoSecondsOld) {
  ForwarderFixture post;
  post.write(1);
  post.sink.connect();
  EXPECT_EQ(post.forwarder.step(milliseconds{500}), milliseconds{2500});
  EXPECT_EQ(post.forwarder.step(milliseconds{2500}), milliseconds{4500});
  EXPECT_EQ(post.forwarder.counts().resent, 1);
  post.sink.acknowledge(post.sink.visits.back());
  EXPECT_EQ(post.forwarder.step(milliseconds{3000}), milliseconds::max());
}

TEST(ForwarderWindow, ResendsEverythingInFlightWhenTheLinkComesBack) {
  ForwarderFixture post;
  post.write(3);
  post.sink.connect();
  post.forwarder.step(milliseconds{0});
  post.sink.cut();
  EXPECT_EQ(post.forwarder.step(milliseconds{10}), milliseconds::max()) << "nobody to send to";
  post.sink.connect();
  post.forwarder.step(milliseconds{20});
  EXPECT_EQ(post.sink.visits.size(), 6u) << "without waiting for two seconds";
}

}  // namespace
}  // namespace otkel::anpr
