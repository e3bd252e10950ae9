// One key, one effect.
#include "ledger/answers.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct AnswersTest : HubLogs {
  int effects = 0;
  std::optional<Code> refusal;  ///< what the work refuses with

  Result<Answer> ask(const IdempotentRequest& asked, std::int64_t now = 1) {
    return db.transact([&] {
      return Answers(db).once(asked, at(now), [&]() -> Result<Answer> {
        if (refusal) return core::fail(*refusal);
        ++effects;
        return Answer{201, "done"};
      });
    });
  }
};

const IdempotentRequest kAsked{"key-00000001", "POST /x", "{}"};

TEST_F(AnswersTest, GivesTheSameAnswerAgainWithoutTheEffect) {
  EXPECT_EQ(ask(kAsked).value().status, 201);
  const auto again = ask(kAsked);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, "done");
  EXPECT_EQ(effects, 1);
}

TEST_F(AnswersTest, RefusesAKeyForAnotherRouteOrBody) {
  EXPECT_TRUE(ask(kAsked));
  EXPECT_EQ(ask({kAsked.key, "POST /y", "{}"}).error().code, Code::idempotency_key_reused);
  EXPECT_EQ(ask({kAsked.key, "POST /x", "{ }"}).error().code, Code::idempotency_key_reused);
  EXPECT_TRUE(ask(kAsked)) << "the first wish is still answered";
  EXPECT_EQ(effects, 1);
}

TEST_F(AnswersTest, DistinguishesTheSameKeyOfAnotherPerson) {
  const auto of = [](const char* person) {
    return IdempotentRequest{kAsked.key, kAsked.route, kAsked.body, person};
  };
  EXPECT_TRUE(ask(of("officer:aliya")));
  EXPECT_TRUE(ask(of("officer:bolat")));
  EXPECT_EQ(effects, 2) << "nobody is given what was answered to somebody else";
  EXPECT_TRUE(ask({kAsked.key, "POST /y", "{ }", "kiosk"})) << "nor is his key used up";
  EXPECT_TRUE(ask(of("officer:aliya")));
  EXPECT_EQ(effects, 3);
}

TEST_F(AnswersTest, KeepsNoRefusal) {
  refusal = Code::busy;
  EXPECT_EQ(ask(kAsked).error().code, Code::busy);
  refusal.reset();
  EXPECT_TRUE(ask(kAsked));
  EXPECT_EQ(effects, 1);
}

TEST_F(AnswersTest, AcceptsKeysOfEightToTwoHundredPrintableCharacters) {
  for (const auto& key :
       {std::string(), std::string(7, 'k'), std::string(201, 'k'), std::string("with space"),
        std::string("ключ-0001"), std::string("key\0key-1", 9)})
    EXPECT_EQ(ask({key, "POST /x", "{}"}).error().code, Code::idempotency_key_missing) << key;
  for (const auto& key : {std::string(8, 'k'), std::string(200, 'k')})
    EXPECT_TRUE(ask({key, "POST /x", "{}"})) << key.size();
  EXPECT_EQ(effects, 2);
}

/// The claim stands before the work begins, so in another process the same key waits for it.
TEST_F(AnswersTest, ClaimsTheKeyBeforeTheWork) {
  EXPECT_TRUE(db.transact([&] {
    return Answers(db).once(kAsked, at(1), [&]() -> Result<Answer> {
      auto q = db.prepare("SELECT count(*) FROM idempotency WHERE key = ?");
      EXPECT_TRUE(q.bind(kAsked.key).step());
      EXPECT_EQ(q.integer(0), 1);
      return Answer{};
    });
  }));
}

TEST_F(AnswersTest, ForgetsWhatIsOlder) {
  EXPECT_TRUE(ask(kAsked, 10));
  EXPECT_TRUE(ask({"key-00000002", "POST /x", "{}"}, 20));
  EXPECT_FALSE(breaks([&] { Answers(db).forget_before(at(20)); }));
  EXPECT_TRUE(ask(kAsked, 30));
  EXPECT_TRUE(ask({"key-00000002", "POST /x", "{}"}, 30));
  EXPECT_EQ(effects, 3) << "the forgotten one was carried out anew";
}

}  // namespace
}  // namespace otkel::ledger::test
