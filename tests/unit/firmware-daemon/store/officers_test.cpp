// Who may log in, and whose sessions last.
#include "firmware-daemon/store/officers.hpp"

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

TEST_F(OfficersTest, EndsTheSessionsOfWhoeverIsWithdrawn) {
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

}  // namespace
}  // namespace otkel::store::test
