// Acts that wait for a second person are answered once, and never by the one who asked.
#include "firmware-daemon/store/second_requests.hpp"

#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

struct SecondRequestsTest : StoreTest {
  SecondRequestRow asked_at_minute(int minute) {
    SecondRequestRow row;
    row.verb = core::Verb::lose;
    row.subject = "C0000001";
    row.reason = "gone";
    row.asked_by = "aliya";
    row.asked = stamp.at + core::minutes{minute};
    row.expires = row.asked + core::kSecondWaits;
    EXPECT_FALSE(breaks([&] { row.id = stores.second_requests.insert(row); }));
    return row;
  }
  std::optional<Code> answer(SecondRequestRow row, SecondState state, const char* by) {
    row.state = state;
    row.answered_by = by;
    row.answered = row.asked + core::minutes{1};
    return breaks([&] { stores.second_requests.answer(row); });
  }
};

TEST_F(SecondRequestsTest, AreStoredUnchanged) {
  const auto row = asked_at_minute(0);
  const auto found = stores.second_requests.find(row.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->verb, core::Verb::lose);
  EXPECT_EQ(found->reason, "gone");
  EXPECT_EQ(found->expires, row.expires);
  EXPECT_EQ(found->state, SecondState::waiting);
  EXPECT_FALSE(stores.second_requests.find(row.id + 1));
}

TEST_F(SecondRequestsTest, AreListedSinceATimeOldestFirst) {
  for (const int minute : {0, 5, 10}) asked_at_minute(minute);
  const auto since = stores.second_requests.asked_since(stamp.at + core::minutes{5}, 50);
  ASSERT_EQ(since.size(), 2U);
  EXPECT_LT(since[0].asked, since[1].asked);
  EXPECT_EQ(stores.second_requests.asked_since(stamp.at, 1).front().id, since[1].id);
}

TEST_F(SecondRequestsTest, AreAnsweredOnce) {
  const auto row = asked_at_minute(0);
  EXPECT_FALSE(answer(row, SecondState::confirmed, "berik"));
  EXPECT_TRUE(answer(row, SecondState::refused, "bolat"));
  EXPECT_EQ(stores.second_requests.find(row.id)->answered_by, "berik");
}

TEST_F(SecondRequestsTest, AreNeverConfirmedByTheRequester) {
  const auto row = asked_at_minute(0);
  EXPECT_TRUE(answer(row, SecondState::confirmed, "aliya"));
  EXPECT_FALSE(answer(row, SecondState::withdrawn, "aliya"));
}

TEST_F(SecondRequestsTest, KeepTheRequest) {
  asked_at_minute(0);
  for (const char* change : {"verb = 'spoil'", "subject = 'C0000002'", "reason = 'other'",
                             "asked_by = 'bolat'", "expires_utc_ms = 9"})
    EXPECT_TRUE(breaks_sql(std::string("UPDATE second_requests SET ") + change)) << change;
}

}  // namespace
}  // namespace otkel::store::test
