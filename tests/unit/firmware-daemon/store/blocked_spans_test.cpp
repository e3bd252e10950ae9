// Spans, and what the tables refuse.
#include "firmware-daemon/store/blocked_spans.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

using core::BlockedKind;

using std::chrono::hours;

constexpr core::Instant kBegan{hours{1000}};

BlockedRow span(BlockedKind kind, core::Instant began) {
  return {kind, began, "officer:bolat", "snow", {}, {}, {}};
}

BlockedRow ended(BlockedRow row, core::Instant at) {
  row.ended = at;
  row.ended_by = "officer:bolat";
  row.ended_reason = "cleared";
  return row;
}

struct BlockedSpansTest : StoreTest {};

TEST_F(BlockedSpansTest, AreFoundWhileTheyLastAndAsFarBackAsTheyReach) {
  auto& spans = stores.blocked;
  spans.insert(span(BlockedKind::no_blanks, kBegan));
  spans.insert(ended(span(BlockedKind::ordered_stop, kBegan - hours{9}), kBegan - hours{5}));
  EXPECT_EQ(spans.open_of(BlockedKind::no_blanks)->began, kBegan);
  EXPECT_FALSE(spans.open_of(BlockedKind::ordered_stop));
  EXPECT_EQ(spans.open().size(), 1U);
  EXPECT_EQ(spans.since(kBegan - hours{6}).size(), 2U);
  EXPECT_EQ(spans.since(kBegan - hours{5}).size(), 1U);
  spans.end(ended(span(BlockedKind::no_blanks, kBegan), kBegan + hours{1}));
  EXPECT_TRUE(spans.open().empty());
  EXPECT_EQ(spans.find(BlockedKind::no_blanks, kBegan)->ended_reason, "cleared");
}

TEST_F(BlockedSpansTest, LastOneAtATimeAndStayAsTheyEnded) {
  auto& spans = stores.blocked;
  spans.insert(span(BlockedKind::no_blanks, kBegan));
  EXPECT_THROW(spans.insert(span(BlockedKind::no_blanks, kBegan + hours{1})), sql::Failure);
  const auto done = ended(span(BlockedKind::no_blanks, kBegan), kBegan + hours{2});
  spans.end(done);
  EXPECT_THROW(spans.end(ended(done, kBegan + hours{3})), sql::Failure);
  EXPECT_THROW(spans.insert(ended(span(BlockedKind::no_check_in, kBegan), kBegan - hours{1})),
               sql::Failure)
      << "an end before the begin";
}

}  // namespace
}  // namespace otkel::store::test
