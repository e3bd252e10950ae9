// Officers and what is kept of their passwords.
#include "sync/hub/app/service/officers.hpp"

#include <sodium.h>

#include "base/codec/commitment.hpp"
#include "base/codec/password.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

/// Aliya, whose password is "correct horse".
struct RecordedOfficer : testing::Test {
  Hub hub;
  RecordOfficer aliya{"aliya", "Алия", core::OfficerRole::senior, "correct horse", true};

  core::Result<Recorded> record(const RecordOfficer& command) {
    return hub.run([&] { return record_officer(hub.context, command, hub.now); });
  }
  core::OfficerRecorded row() { return hub.stores.officers.find("aliya").value(); }
  std::optional<core::OfficerSecret> secret() { return hub.stores.officers.secret_of("aliya"); }
  static bool fits(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.c_str(), password.size()) == 0;
  }
  /// What an older version has left: its hash in the table and in every log.
  std::string old_row() {
    const auto hash = codec::hash_password(aliya.password, codec::PasswordSalt{}).value();
    hub.run([&]() -> core::Result<void> {
      const core::OfficerRecorded fact{aliya.login, aliya.name, aliya.role, hash, true};
      hub.stores.officers.put(fact);
      publish_to_all(hub.context, core::Actor::hub(), hub.now, fact);
      return {};
    });
    return hash;
  }
  std::int64_t hashes_in_logs() {
    auto q = hub.db.prepare("SELECT count(*) FROM hub_log WHERE instr(body, 'argon2')");
    q.step();
    return q.integer(0);
  }
  PasswordCount count() { return hub.stores.officers.count_passwords(); }
};

TEST_F(RecordedOfficer, HasACommitmentInTheLogAndAnArgon2idHashBesideIt) {
  ASSERT_TRUE(record(aliya));
  ASSERT_TRUE(secret());
  EXPECT_EQ(row().password_hash, secret()->commitment);
  EXPECT_TRUE(codec::opens(*secret()));
  EXPECT_TRUE(fits(secret()->hash, "correct horse"));
  EXPECT_FALSE(fits(secret()->hash, "wrong horse"));
  EXPECT_EQ(hashes_in_logs(), 0);
  EXPECT_EQ(count(), PasswordCount{});
  EXPECT_EQ(record(aliya)->unchanged, 1);
}

TEST_F(RecordedOfficer, KeepsSecretAndCommitmentIfOnlyTheNameChanges) {
  ASSERT_TRUE(record(aliya));
  const auto before = row().password_hash;
  aliya.name = "Әлия";
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_EQ(row().password_hash, before);
  EXPECT_TRUE(secret());
}

TEST_F(RecordedOfficer, LosesTheSecretOfAPasswordThatIsReplaced) {
  ASSERT_TRUE(record(aliya));
  const auto before = *secret();
  aliya.password = "battery staple";
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_NE(secret()->commitment, before.commitment);
  EXPECT_TRUE(fits(secret()->hash, "battery staple"));
  EXPECT_TRUE(hub.stores.officers.secrets({before.commitment}).empty());
}

TEST_F(RecordedOfficer, LosesTheSecretAtTheEndOfTheService) {
  ASSERT_TRUE(record(aliya));
  const auto before = row().password_hash;
  aliya.active = false;
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_EQ(row().password_hash, before);
  EXPECT_FALSE(secret());
  EXPECT_EQ(count(), PasswordCount{}) << "nobody waits for it";
  EXPECT_EQ(record(aliya)->unchanged, 1);
  aliya.active = true;
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_TRUE(fits(secret()->hash, "correct horse"));
}

TEST_F(RecordedOfficer, IsCountedUntilThePasswordOfAnOlderLogChanges) {
  const auto hash = old_row();
  EXPECT_EQ(record(aliya)->unchanged, 1) << "nothing is written for its own sake";
  EXPECT_EQ(count(), (PasswordCount{.missing = 0, .in_log = 1}));
  const auto in_logs = hashes_in_logs();
  aliya.name = "Әлия";
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_EQ(secret()->hash, hash);
  EXPECT_TRUE(codec::opens(*secret()));
  EXPECT_EQ(count(), (PasswordCount{.missing = 0, .in_log = 1})) << "its hash stays in the log";
  aliya.password = "battery staple";
  EXPECT_EQ(record(aliya)->written, 1);
  EXPECT_EQ(count(), PasswordCount{});
  EXPECT_EQ(hashes_in_logs(), in_logs) << "none was written again";
}

TEST_F(RecordedOfficer, IsReportedWithoutTheHashToACheckpointThatJoinsLater) {
  const auto hash = old_row();
  auto third = hub.settings.checkpoints.front();
  third.site = core::Site{"bakhty"};
  hub.settings.checkpoints.push_back(third);
  const auto in_logs = hashes_in_logs();
  ASSERT_TRUE(enrol(hub.context, hub.now));
  EXPECT_EQ(hashes_in_logs(), in_logs);
  EXPECT_EQ(secret()->hash, hash);
}

TEST_F(RecordedOfficer, IsCountedAsMissingIfOnlyTheLogIsLeft) {
  ASSERT_TRUE(record(aliya));
  hub.db.script("DELETE FROM officer_secret");
  EXPECT_EQ(count(), (PasswordCount{.missing = 1, .in_log = 0}));
  EXPECT_EQ(record(aliya)->written, 1) << "the same password is a new one now";
  EXPECT_EQ(count(), PasswordCount{});
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
