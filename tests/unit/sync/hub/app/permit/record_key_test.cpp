// Keys of the QR.
#include "sync/hub/app/permit/keys.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordKey, BelongsToOneCheckpoint) {
  Hub hub;
  const std::string key = "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc";
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key}, hub.now); }));
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key}, hub.now); }));
  EXPECT_EQ(hub.run([&] { return record_key(hub.context, {"dostyk", key}, hub.now); }).error().code,
            Code::number_taken);
  EXPECT_EQ(
      hub.run([&] { return record_key(hub.context, {"dostyk", "zz"}, hub.now); }).error().code,
      Code::value_malformed);
  EXPECT_EQ(hub.run([&] { return record_key(hub.context, {"bakhty", key}, hub.now); }).error().code,
            Code::not_found);
}

TEST(RecordKey, RefusesAKeyUnderWhichAnybodyCouldSign) {
  Hub hub;
  for (const auto& weak : {std::string(64, '0'), std::string(64, 'f'),
                           "ec" + std::string(60, 'f') + "7f", "01" + std::string(62, '0')}) {
    const auto refused =
        hub.run([&] { return record_key(hub.context, {"nur-zholy", weak}, hub.now); });
    ASSERT_FALSE(refused) << weak;
    EXPECT_EQ(refused.error().code, Code::value_malformed);
  }
  EXPECT_TRUE(signing_keys(hub.context).empty());
}

TEST(SigningKeys, LeaveOutInvalidKeysOfAnEarlierRelease) {
  Hub hub;
  EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
    hub.stores.signing_keys.put(
        {core::Site{"nur-zholy"}, std::string(64, '0'), std::string(16, '0'), hub.now});
    return {};
  }));
  EXPECT_TRUE(signing_keys(hub.context).empty());
}

}  // namespace
}  // namespace otkel::hub::test
