// Taking a permit back.
#include "sync/hub/app/permit/applications.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RevokePermit, RevokesAFormedPermitOnce) {
  Hub hub;
  const auto unformed = hub.registered(1, "101ABC02").application_no;
  const auto revoke = [&](const std::string& no, const char* reason = "court") {
    return hub.run([&] { return revoke_permit(hub.context, no, reason, "aigul", hub.now); });
  };
  EXPECT_EQ(revoke(unformed).error().code, Code::application_wrong_state);
  const auto formed = hub.formed(2, "102ABC02", "dostyk").application_no;
  EXPECT_EQ(revoke(formed, " ").error().code, Code::reason_missing);
  EXPECT_TRUE(revoke(formed));
  EXPECT_EQ(revoke(formed).error().code, Code::application_wrong_state);
  EXPECT_EQ(hub.log_types(core::Site{"dostyk"}).back(), "permit_revoked");
}

TEST(WithdrawRevocation, LetsAPermitLiveOnThatWasRevokedByError) {
  Hub hub;
  const auto no = hub.formed(1, "101ABC02").application_no;
  const auto withdraw = [&](const char* reason = "another carrier was meant") {
    return hub.run([&] { return withdraw_revocation(hub.context, no, reason, "aigul", hub.now); });
  };
  EXPECT_EQ(withdraw().error().code, Code::application_wrong_state);
  ASSERT_TRUE(hub.run([&] { return revoke_permit(hub.context, no, "court", "aigul", hub.now); }));
  EXPECT_EQ(withdraw(" ").error().code, Code::reason_missing);
  EXPECT_FALSE(withdraw().value().revoked);
  EXPECT_FALSE(hub.stores.permits.find(no)->revoked);
  EXPECT_EQ(hub.log_types().back(), "revocation_withdrawn");
  EXPECT_TRUE(hub.run([&] { return revoke_permit(hub.context, no, "court", "aigul", hub.now); }));
}

}  // namespace
}  // namespace otkel::hub::test
