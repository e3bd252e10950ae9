// Facts are appended at the end of their commit, log by log, and only if it happens.
#include "ledger/facts.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct FactsTest : HubLogs {
  OwnLog other = hub::hub_log(db, Site{"bakhty"});
  Facts facts = hub::hub_facts(db);

  void SetUp() override {
    begin(epoch('1'));
    EXPECT_FALSE(breaks([&] { other.begin_epoch(epoch('2')); }));
  }
  void add(const OwnLog& log, const char* reference) {
    facts.add(log.name(), core::FeePaid{"NZ25-000001", {1}, at(1), reference}, kStamp);
  }
  static std::vector<std::string> bodies(OwnLog& log) {
    std::vector<std::string> all;
    for (const auto& row : log.read(log.head().epoch, 1, INT64_MAX)) all.push_back(row.body);
    return all;
  }
};

TEST_F(FactsTest, AppendsAtTheEndOfTheCommitAndKeepsTheOrderWithinALog) {
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    add(own, "first");
    add(other, "elsewhere");
    add(own, "second");
    EXPECT_EQ(own.head().seq, 0) << "nothing is written before the end";
    return {};
  }));
  const auto mine = bodies(own);
  ASSERT_EQ(mine.size(), 2U);
  EXPECT_NE(mine[0].find("first"), std::string::npos);
  EXPECT_NE(mine[1].find("second"), std::string::npos);
  EXPECT_EQ(bodies(other).size(), 1U);
}

/// Two transactions that write to the same two logs never wait for each other crosswise.
TEST_F(FactsTest, LocksTheLogsInTheOrderOfTheirNames) {
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    add(own, "nur-zholy comes second");
    add(other, "bakhty comes first");
    db.script(
        "CREATE TEMP TABLE taken (site TEXT); CREATE TEMP TRIGGER take AFTER INSERT ON hub_log "
        "BEGIN INSERT INTO taken VALUES (NEW.site); END");
    return {};
  }));
  auto q = db.prepare("SELECT group_concat(site, ' ') FROM taken");
  ASSERT_TRUE(q.step());
  EXPECT_EQ(q.text(0), "bakhty nur-zholy");
}

TEST_F(FactsTest, RepeatsAnEventByteForByte) {
  const auto aside = PeerWriter{}.write(R"({ "fee":1.50, "from":"the future" })");
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    facts.add_again(own.name(), aside);
    return {};
  }));
  const auto rows = own.read(own.head().epoch, 1, INT64_MAX);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].body, aside.body);
  EXPECT_EQ(rows[0].type, aside.type);
  EXPECT_EQ(rows[0].actor, aside.actor);
  EXPECT_EQ(rows[0].at, aside.at);
}

TEST_F(FactsTest, ForgetsWhatARefusedCommitAdded) {
  EXPECT_FALSE(facts.commit([&]() -> Result<void> {
    add(own, "refused");
    return core::fail(Code::slot_full);
  }));
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    add(own, "kept");
    return {};
  }));
  EXPECT_EQ(bodies(own).size(), 1U);
}

TEST_F(FactsTest, ForgetsOnlyWhatARefusedAttemptAdded) {
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    add(own, "before");
    EXPECT_FALSE(facts.attempt([&]() -> Result<void> {
      add(own, "refused");
      return core::fail(Code::slot_full);
    }));
    EXPECT_TRUE(facts.attempt([&]() -> Result<void> {
      add(own, "after");
      return {};
    }));
    return {};
  }));
  const auto mine = bodies(own);
  ASSERT_EQ(mine.size(), 2U);
  EXPECT_NE(mine[1].find("after"), std::string::npos);
}

TEST_F(FactsTest, RefusesAnAttemptWithAnInvalidFact) {
  EXPECT_TRUE(facts.commit([&]() -> Result<void> {
    const auto refused = facts.attempt([&]() -> Result<void> {
      facts.add(own.name(), core::FeePaid{std::string("a\0b", 3), {1}, at(1), "R"}, kStamp);
      return {};
    });
    EXPECT_EQ(refused.error().code, Code::event_malformed);
    return {};
  }));
  EXPECT_EQ(own.head().seq, 0);
}

TEST_F(FactsTest, RefusesAFactOutsideACommit) {
  EXPECT_EQ(breaks([&] { add(own, "lost"); }), Code::internal);
}

}  // namespace
}  // namespace otkel::ledger::test
