// Who may log in, and whose sessions last.
#include "firmware-daemon/store/officers.hpp"

#include "base/codec/commitment.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

struct OfficersTest : StoreTest {
  core::OfficerRecorded aliya{"aliya", "Әлия", core::OfficerRole::officer, "hash-1", true};

  void SetUp() override {
    put(aliya);
    put({"bolat", "Болат", core::OfficerRole::senior, "hash-2", true});
    begin("bolat-1", "bolat", 1);
  }
  void put(const core::OfficerRecorded& fact) {
    EXPECT_FALSE(breaks([&] { stores.officers.put(fact); }));
  }
  void begin(const char* token, const char* login, std::int64_t began) {
    EXPECT_FALSE(
        breaks([&] { stores.officers.begin_session({token, login, at(began), at(began)}); }));
  }
  bool lasts(const char* token) { return stores.officers.session(token).has_value(); }
};

TEST_F(OfficersTest, EndsTheSessionsWithTheOldPassword) {
  begin("one", "aliya", 1);
  begin("two", "aliya", 2);
  aliya.name = "Әлия Қ.";
  put(aliya);
  EXPECT_TRUE(lasts("one") && lasts("two")) << "only the name is another";
  aliya.password_hash = "hash-3";
  put(aliya);
  EXPECT_FALSE(lasts("one") || lasts("two"));
  EXPECT_TRUE(lasts("bolat-1"));
}

TEST_F(OfficersTest, EndsTheSessionsOfAWithdrawnOfficer) {
  begin("one", "aliya", 1);
  aliya.active = false;
  put(aliya);
  EXPECT_FALSE(lasts("one"));
  EXPECT_TRUE(lasts("bolat-1"));
}

TEST_F(OfficersTest, EndsTheOldestSessionsAndNeverTheNewest) {
  for (const auto& [token, began] : {std::pair{"a", 5}, {"b", 2}, {"c", 5}, {"d", 5}})
    begin(token, "aliya", began);
  EXPECT_FALSE(breaks([&] { stores.officers.end_oldest_sessions("aliya", "a", 3); }));
  EXPECT_TRUE(lasts("a"));
  EXPECT_FALSE(lasts("b"));
  EXPECT_TRUE(lasts("c") && lasts("d"));
  EXPECT_FALSE(breaks([&] { stores.officers.end_oldest_sessions("aliya", "a", 1); }));
  EXPECT_TRUE(lasts("a"));
  EXPECT_FALSE(lasts("c") || lasts("d"));
  EXPECT_TRUE(lasts("bolat-1")) << "another officer's";
}

/// Officers whose facts carry commitments; `aliya` and `bolat` have facts of an older version.
struct OfficerSecretsTest : OfficersTest {
  const core::OfficerSecret first = codec::commit_to("hash-1", codec::CommitmentSalt{1});
  const core::OfficerSecret second = codec::commit_to("hash-2", codec::CommitmentSalt{2});
  core::OfficerRecorded saule{"saule", "Сәуле", core::OfficerRole::officer, first.commitment, true};

  void SetUp() override {
    OfficersTest::SetUp();
    put(saule);
  }
  void keep(const core::OfficerSecret& secret) {
    EXPECT_FALSE(breaks([&] { stores.officers.keep(secret); }));
  }
  std::string hash() { return stores.officers.find("saule")->password_hash; }
  std::int64_t rows() {
    auto q = db.prepare("SELECT count(*) FROM officer_secret");
    q.step();
    return q.integer(0);
  }
};

TEST_F(OfficerSecretsTest, HaveNoPasswordUntilTheirSecretHasArrived) {
  EXPECT_EQ(hash(), "");
  EXPECT_EQ(stores.officers.lacking(), std::vector{first.commitment});
  keep(first);
  EXPECT_EQ(hash(), "hash-1");
  EXPECT_TRUE(stores.officers.lacking().empty());
}

TEST_F(OfficerSecretsTest, AcceptOnlyTheSecretOfTheCurrentCommitment) {
  keep(second);
  EXPECT_EQ(rows(), 0) << "no fact commits to it";
  saule.active = false;
  put(saule);
  keep(first);
  EXPECT_EQ(rows(), 0) << "nobody may log in with it";
}

TEST_F(OfficerSecretsTest, AreErasedByANewPasswordAndByTheEndOfTheService) {
  keep(first);
  saule.name = "Сәуле Қ.";
  put(saule);
  EXPECT_EQ(hash(), "hash-1") << "only the name is another";
  saule.password_hash = second.commitment;
  put(saule);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(stores.officers.lacking(), std::vector{second.commitment});
  keep(second);
  saule.active = false;
  put(saule);
  EXPECT_EQ(rows(), 0);
  EXPECT_TRUE(stores.officers.lacking().empty()) << "and nobody asks for it again";
}

TEST_F(OfficerSecretsTest, RequestATruncatedWalOnlyIfSomethingWasErased) {
  EXPECT_TRUE(stores.officers.wal_to_cut()) << "the process before may have died in between";
  stores.officers.wal_was_cut();
  keep(first);
  put(saule);
  EXPECT_FALSE(stores.officers.wal_to_cut());
  saule.password_hash = second.commitment;
  put(saule);
  EXPECT_TRUE(stores.officers.wal_to_cut());
}

TEST_F(OfficerSecretsTest, LeaveAHashOfAnOlderLogInUseAndCountIt) {
  EXPECT_EQ(stores.officers.find("aliya")->password_hash, "hash-1");
  EXPECT_EQ(stores.officers.count_in_log(), 2) << "aliya and bolat";
  aliya.password_hash = second.commitment;
  put(aliya);
  EXPECT_EQ(stores.officers.find("aliya")->password_hash, "");
  keep(second);
  EXPECT_EQ(stores.officers.find("aliya")->password_hash, "hash-2");
  EXPECT_EQ(stores.officers.count_in_log(), 1);
}

}  // namespace
}  // namespace otkel::store::test
