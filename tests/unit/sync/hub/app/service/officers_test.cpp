// Officers and what is kept of their passwords.
#include "sync/hub/app/service/officers.hpp"

#include <sodium.h>

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordOfficer, KeepsThePasswordAsArgon2idOnly) {
  Hub hub;
  const RecordOfficer aliya{"aliya", "Алия", core::OfficerRole::senior, "correct horse", true};
  ASSERT_TRUE(hub.run([&] { return record_officer(hub.context, aliya, hub.now); }));
  const auto row = hub.stores.officers.find("aliya").value();
  EXPECT_TRUE(row.password_hash.starts_with("$argon2id$"));
  EXPECT_EQ(crypto_pwhash_str_verify(row.password_hash.c_str(), "correct horse", 13), 0);
  EXPECT_NE(crypto_pwhash_str_verify(row.password_hash.c_str(), "wrong horse", 11), 0);
  EXPECT_EQ(hub.run([&] { return record_officer(hub.context, aliya, hub.now); })->unchanged, 1);
  auto dismissed = aliya;
  dismissed.active = false;
  EXPECT_EQ(hub.run([&] { return record_officer(hub.context, dismissed, hub.now); })->written, 1);
  EXPECT_EQ(hub.stores.officers.find("aliya")->password_hash, row.password_hash);
}

TEST(RecordOfficer, RefusesBadLoginsAndShortPasswords) {
  Hub hub;
  for (const auto& command :
       {RecordOfficer{"Aliya B", "A", core::OfficerRole::officer, "correct horse", true},
        RecordOfficer{"", "A", core::OfficerRole::officer, "correct horse", true},
        RecordOfficer{"aliya", "A", core::OfficerRole::officer, "short", true}}) {
    const auto result = hub.run([&] { return record_officer(hub.context, command, hub.now); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::value_malformed);
    EXPECT_EQ(result.error().detail.find("short"), std::string::npos) << "a password in an error";
  }
}

}  // namespace
}  // namespace otkel::hub::test
