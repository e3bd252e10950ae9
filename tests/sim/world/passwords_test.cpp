// Officers' passwords on their way: what the log names, what lies beside it, and what is erased.
#include <optional>

#include "base/codec/password.hpp"
#include "firmware-daemon/app/sessions.hpp"
#include "sync/hub/app/service/officers.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

using core::Result;

/// An officer of the centre's register, and both ends of one link.
struct Passwords : testing::Test {
  World world{21};
  hub::RecordOfficer saule{"saule", "Сәуле", core::OfficerRole::officer, "correct horse", true};

  void settle() { world.run_for(seconds{20}); }
  void record(const std::string& password) {
    saule.password = password;
    good(world.at_hub(
        [&](hub::Context& h) { return hub::record_officer(h, saule, world.now().wall); }));
  }
  store::Stores& stores(core::Site site = kHere) { return world.at(site).edge->stores(); }
  /// Whether the checkpoint lets her in, as its console asks.
  bool lets_in(const std::string& password, core::Site site = kHere) {
    bool fits = false;
    good(world.as(site, "console", [&](app::Context& c) -> Result<void> {
      const auto check = app::begin_log_in(c, {"saule", "192.0.2.1"});
      if (!check) return std::unexpected(check.error());
      fits = app::password_fits(*check, password);
      return {};
    }));
    return fits;
  }
  static std::int64_t count(sql::Session& db, const std::string& table, const std::string& where) {
    auto q = db.prepare(table == "hub_log"    ? "SELECT body FROM hub_log"
                        : table == "edge_log" ? "SELECT body FROM edge_log"
                                              : "SELECT hash FROM officer_secret");
    std::int64_t found = 0;
    while (q.step())
      if (q.text(0).find(where) != std::string::npos) ++found;
    return found;
  }
  std::int64_t at_hub(const std::string& table, const std::string& where = {}) {
    return world
        .at_hub([&](hub::Context& h) -> Result<std::int64_t> {
          return count(h.stores.db, table, where);
        })
        .value();
  }
  hub::PasswordCount counted() {
    return world
        .at_hub([&](hub::Context& h) -> Result<hub::PasswordCount> {
          return h.stores.officers.count_passwords();
        })
        .value();
  }
};

TEST_F(Passwords, WorkAtEveryCheckpointAndNoLogHoldsAHash) {
  record("correct horse");
  settle();
  for (const auto site : {kHere, kElsewhere}) {
    EXPECT_TRUE(lets_in("correct horse", site));
    EXPECT_FALSE(lets_in("wrong horse", site));
    EXPECT_EQ(count(stores(site).db, "hub_log", "commit:"), 1);
    for (const auto* log : {"hub_log", "edge_log"})
      EXPECT_EQ(count(stores(site).db, log, "argon2"), 0) << log;
  }
  for (const auto* log : {"hub_log", "edge_log"}) EXPECT_EQ(at_hub(log, "argon2"), 0) << log;
}

TEST_F(Passwords, AreErasedAtBothEndsOnceThereIsANewOne) {
  record("correct horse");
  settle();
  const auto before = stores().officers.find("saule")->password_hash;
  record("battery staple");
  settle();
  EXPECT_TRUE(lets_in("battery staple"));
  EXPECT_FALSE(lets_in("correct horse"));
  EXPECT_EQ(count(stores().db, "officer_secret", before), 0);
  EXPECT_EQ(at_hub("officer_secret", before), 0);
  EXPECT_EQ(count(stores().db, "officer_secret", "argon2"), 1);
  saule.active = false;
  record("battery staple");
  settle();
  EXPECT_EQ(count(stores().db, "officer_secret", ""), 0);
  EXPECT_EQ(at_hub("officer_secret"), 0);
}

TEST_F(Passwords, ArriveWithTheNextSessionIfTheConnectionBrokeAfterTheFact) {
  record("correct horse");
  const auto fact_is_here = [&] { return stores().officers.find("saule").has_value(); };
  ASSERT_TRUE(world.run_until(fact_is_here, minutes{1}));
  world.network().cut(kHere);
  ASSERT_EQ(stores().officers.lacking().size(), 1U) << "the secret was faster than the cut";
  EXPECT_FALSE(lets_in("correct horse"));
  world.run_for(minutes{10});
  EXPECT_EQ(world.at(kHere).edge->loop().around().passwords.missing, 1) << "and somebody is told";
  world.network().reconnect(kHere);
  world.run_for(minutes{2});
  EXPECT_TRUE(lets_in("correct horse"));
  EXPECT_EQ(world.at(kHere).edge->loop().around().passwords.missing, 0);
}

TEST_F(Passwords, AreRestoredAfterACheckpointsDatabaseWasLost) {
  record("correct horse");
  settle();
  world.lose(kHere, World::How::without_its_witness);
  EXPECT_FALSE(stores().officers.find("saule"));
  world.run_for(minutes{2});
  EXPECT_TRUE(lets_in("correct horse"));
}

TEST_F(Passwords, AreErasedInAnOldCopyOnceTheHubReportsTheNewOne) {
  record("correct horse");
  settle();
  const auto copy = world.back_up(kHere);
  record("battery staple");
  settle();
  world.put_back(kHere, copy, World::How::with_the_tool);
  EXPECT_TRUE(lets_in("correct horse")) << "a backup holds what was true when it was made";
  world.run_for(minutes{2});
  EXPECT_TRUE(lets_in("battery staple"));
  EXPECT_FALSE(lets_in("correct horse"));
}

TEST_F(Passwords, AreCountedAsMissingByAHubRestoredFromItsLog) {
  const auto copy = world.back_up_hub();
  record("correct horse");
  settle();
  world.put_hub_back(copy, World::How::with_the_tool);
  world.run_for(minutes{2});
  EXPECT_EQ(counted(), (hub::PasswordCount{.missing = 1, .in_log = 0}));
  EXPECT_TRUE(lets_in("correct horse")) << "the checkpoint still holds it";
  world.lose(kElsewhere, World::How::without_its_witness);
  world.run_for(minutes{2});
  EXPECT_FALSE(lets_in("correct horse", kElsewhere));
  record("battery staple");
  settle();
  EXPECT_EQ(counted(), hub::PasswordCount{});
  for (const auto site : {kHere, kElsewhere}) EXPECT_TRUE(lets_in("battery staple", site));
}

/// What an older version wrote, with the hash in the log of each checkpoint.
TEST_F(Passwords, WorkFromAnOlderLogUntilThereIsANewOne) {
  good(world.at_hub([&](hub::Context& h) -> Result<void> {
    const core::OfficerRecorded fact{
        "saule", "Сәуле", core::OfficerRole::officer,
        codec::hash_password("correct horse", codec::PasswordSalt{}).value(), true};
    h.stores.officers.put(fact);
    publish_to_all(h, core::Actor::hub(), world.now().wall, fact);
    return {};
  }));
  settle();
  EXPECT_TRUE(lets_in("correct horse"));
  EXPECT_EQ(counted().in_log, 1);
  EXPECT_EQ(world.at(kHere).edge->loop().around().passwords.in_log, 1);
  record("battery staple");
  settle();
  EXPECT_TRUE(lets_in("battery staple"));
  EXPECT_FALSE(lets_in("correct horse"));
  EXPECT_EQ(counted().in_log, 0);
  EXPECT_EQ(world.at(kHere).edge->loop().around().passwords.in_log, 0);
  EXPECT_EQ(count(stores().db, "hub_log", "argon2"), 1) << "a chain is not rewritten";
}

}  // namespace
}  // namespace otkel::sim
