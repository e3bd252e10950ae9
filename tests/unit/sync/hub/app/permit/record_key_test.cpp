// Keys of the QR.
#include "sync/hub/app/permit/keys.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordKey, BelongsToOneCheckpoint) {
  Hub hub;
  const std::string key(64, 'a');
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

}  // namespace
}  // namespace otkel::hub::test
