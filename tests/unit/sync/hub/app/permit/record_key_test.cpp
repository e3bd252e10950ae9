// Keys of the QR.
#include "sync/hub/app/permit/keys.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordKey, BelongsToOneCheckpoint) {
  Hub hub;
  const std::string key = "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc";
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key, {}}, hub.now); }));
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key, {}}, hub.now); }));
  EXPECT_EQ(
      hub.run([&] { return record_key(hub.context, {"dostyk", key, {}}, hub.now); }).error().code,
      Code::number_taken);
  EXPECT_EQ(
      hub.run([&] { return record_key(hub.context, {"dostyk", "zz", {}}, hub.now); }).error().code,
      Code::value_malformed);
  EXPECT_EQ(
      hub.run([&] { return record_key(hub.context, {"bakhty", key, {}}, hub.now); }).error().code,
      Code::not_found);
}

TEST(RecordKey, RefusesAKeyUnderWhichAnybodyCouldSign) {
  Hub hub;
  for (const auto& weak : {std::string(64, '0'), std::string(64, 'f'),
                           "ec" + std::string(60, 'f') + "7f", "01" + std::string(62, '0')}) {
    const auto refused =
        hub.run([&] { return record_key(hub.context, {"nur-zholy", weak, {}}, hub.now); });
    ASSERT_FALSE(refused) << weak;
    EXPECT_EQ(refused.error().code, Code::value_malformed);
  }
  EXPECT_TRUE(signing_keys(hub.context).empty());
}

TEST(SigningKeys, LeaveOutInvalidKeysOfAnEarlierRelease) {
  Hub hub;
  EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
    hub.stores.signing_keys.put({.site = core::Site{"nur-zholy"},
                                 .public_key = std::string(64, '0'),
                                 .key_id = std::string(16, '0'),
                                 .added = hub.now,
                                 .from = {},
                                 .until = {},
                                 .withdrawn = {},
                                 .limited_by = {},
                                 .limited_reason = {}});
    return {};
  }));
  EXPECT_TRUE(signing_keys(hub.context).empty());
}

const std::string kKey = "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc";

struct LimitKeyTest : testing::Test {
  Hub hub;
  void SetUp() override {
    ASSERT_TRUE(
        hub.run([&] { return record_key(hub.context, {"nur-zholy", kKey, hub.now}, hub.now); }));
  }
  core::Result<KeyView> limit(const LimitKey& command) {
    core::Result<KeyView> view;
    const auto done = hub.run([&]() -> core::Result<void> {
      view = limit_key(hub.context, kKey, command, hub.now);
      if (!view) return std::unexpected(view.error());
      return {};
    });
    EXPECT_EQ(done.has_value(), view.has_value());
    return view;
  }
  KeyView listed() { return signing_keys(hub.context).at(0); }
};

TEST_F(LimitKeyTest, EndsAKeyAndListsWhenItCounts) {
  const auto end = hub.now + std::chrono::hours{24};
  const auto view = limit({end, {}, "renewed", "aigul"});
  ASSERT_TRUE(view) << view.error().detail;
  EXPECT_EQ(listed().from, hub.now);
  EXPECT_EQ(listed().until, end);
  EXPECT_EQ(listed().withdrawn, std::nullopt);
}

TEST_F(LimitKeyTest, WithdrawsAKeyWithAReasonAndAName) {
  EXPECT_EQ(limit({{}, hub.now, "..", "aigul"}).error().code, Code::reason_missing);
  EXPECT_EQ(limit({{}, hub.now, "the machine was stolen", ""}).error().code, Code::field_missing);
  EXPECT_EQ(limit({{}, {}, "the machine was stolen", "aigul"}).error().code, Code::field_missing);
  ASSERT_TRUE(limit({{}, hub.now, "the machine was stolen", "aigul"}));
  EXPECT_EQ(listed().withdrawn, hub.now);
  const auto row = hub.stores.signing_keys.find(kKey);
  EXPECT_EQ(row->limited_by, "aigul");
  EXPECT_EQ(row->limited_reason, "the machine was stolen");
}

TEST_F(LimitKeyTest, MovesAnEndOnlyToAnEarlierTime) {
  using std::chrono::hours;
  ASSERT_TRUE(limit({{}, hub.now - hours{2}, "the machine was stolen", "aigul"}));
  EXPECT_EQ(limit({{}, hub.now - hours{1}, "a mistake", "aigul"}).error().code,
            Code::value_malformed);
  EXPECT_TRUE(limit({{}, hub.now - hours{3}, "stolen earlier", "aigul"}));
  EXPECT_EQ(listed().withdrawn, hub.now - hours{3});
}

TEST_F(LimitKeyTest, WithdrawsNothingInTheFutureAndNoUnknownKey) {
  EXPECT_EQ(limit({{}, hub.now + std::chrono::seconds{1}, "planned", "aigul"}).error().code,
            Code::value_malformed);
  const auto unknown = hub.run([&]() -> core::Result<void> {
    const auto view =
        limit_key(hub.context, std::string(64, '1'), {hub.now, {}, "renewed", "aigul"}, hub.now);
    if (!view) return std::unexpected(view.error());
    return {};
  });
  EXPECT_EQ(unknown.error().code, Code::not_found);
}

TEST_F(LimitKeyTest, StaysLimitedIfTheSameKeyIsRecordedAgain) {
  ASSERT_TRUE(limit({{}, hub.now, "the machine was stolen", "aigul"}));
  ASSERT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", kKey, {}}, hub.now); }));
  EXPECT_EQ(listed().withdrawn, hub.now);
}

}  // namespace
}  // namespace otkel::hub::test
