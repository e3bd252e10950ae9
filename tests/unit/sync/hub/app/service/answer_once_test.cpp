// A request is carried out once, whatever it asks.
#include "sync/hub/app/service/answer_once.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

struct AnswerOnceTest : testing::Test {
  Hub hub;
  int carried_out = 0;

  core::Result<ledger::Answer> ask(const ledger::IdempotentRequest& request, bool refuse = false) {
    return hub.run([&] {
      return answer_once(hub.context, request, kNow, [&]() -> core::Result<ledger::Answer> {
        ++carried_out;
        if (refuse) return core::fail(core::Code::slot_full, "sold");
        return ledger::Answer{201, "answer " + std::to_string(carried_out)};
      });
    });
  }
};

TEST_F(AnswerOnceTest, GivesTheSameAnswerToTheSameRequest) {
  ASSERT_TRUE(ask({"key-0001", "POST /a", "body"}));
  const auto again = ask({"key-0001", "POST /a", "body"}).value();
  EXPECT_EQ(again.body, "answer 1");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(carried_out, 1);
}

TEST_F(AnswerOnceTest, RefusesAKeyUsedWithAnotherBody) {
  ASSERT_TRUE(ask({"key-0001", "POST /a", "body"}));
  const auto reused = ask({"key-0001", "POST /a", "another"});
  ASSERT_FALSE(reused);
  EXPECT_EQ(reused.error().code, core::Code::idempotency_key_reused);
  EXPECT_EQ(carried_out, 1);
}

TEST_F(AnswerOnceTest, KeepsNoRefusal) {
  EXPECT_EQ(ask({"key-0001", "POST /a", "body"}, true).error().code, core::Code::slot_full);
  EXPECT_EQ(ask({"key-0001", "POST /a", "mended"})->body, "answer 2");
}

TEST_F(AnswerOnceTest, RefusesAKeyUsedOnAnotherRoute) {
  ASSERT_TRUE(ask({"key-0001", "POST /a", "body"}));
  const auto reused = ask({"key-0001", "POST /b", "body"});
  ASSERT_FALSE(reused);
  EXPECT_EQ(reused.error().code, core::Code::idempotency_key_reused);
  EXPECT_EQ(carried_out, 1);
}

}  // namespace
}  // namespace otkel::hub::test
