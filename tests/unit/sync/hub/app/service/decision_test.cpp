// Pay notice and refusal.
#include "sync/hub/app/service/decision.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;
using core::RefusalGround;

TEST(DecideApplication, RequiresGroundsAndAMotivationForARefusal) {
  struct Case {
    const char* name;
    DecideApplication command;
    Code code;
  };
  Hub hub;
  const auto no = hub.registered(1, "101ABC02").application_no;
  const std::vector<Case> cases{
      {"no grounds", {no, DecisionKind::refusal, "aigul", {}, "because"}, Code::grounds_missing},
      {"twice the same",
       {no, DecisionKind::refusal, "aigul", {RefusalGround::f1, RefusalGround::f1}, "because"},
       Code::grounds_missing},
      {"no words",
       {no, DecisionKind::refusal, "aigul", {RefusalGround::f3}, " "},
       Code::reason_missing},
      {"nobody signs", {no, DecisionKind::pay_notice, "", {}, ""}, Code::field_missing},
      {"a notice with grounds",
       {no, DecisionKind::pay_notice, "aigul", {RefusalGround::f1}, ""},
       Code::value_malformed},
      {"no such",
       {"NZ25-000099", DecisionKind::pay_notice, "aigul", {}, ""},
       Code::application_not_found},
      {"no number",
       {"17", DecisionKind::pay_notice, "aigul", {}, ""},
       Code::application_no_malformed},
  };
  for (const auto& c : cases) {
    const auto result =
        hub.run([&] { return decide_application(hub.context, c.command, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
}

TEST(DecideApplication, IsFinal) {
  Hub hub;
  const auto no = hub.registered(1, "101ABC02").application_no;
  ASSERT_TRUE(hub.run([&] {
    return decide_application(
        hub.context,
        {no, DecisionKind::refusal, "aigul", {RefusalGround::f3, RefusalGround::f5}, "no blanks"},
        hub.now);
  }));
  EXPECT_EQ(hub.application(no).grounds, R"(["F3","F5"])");
  EXPECT_EQ(hub.run([&] {
                 return decide_application(
                     hub.context, {no, DecisionKind::pay_notice, "aigul", {}, ""}, hub.now);
               })
                .error()
                .code,
            Code::application_closed);
}

}  // namespace
}  // namespace otkel::hub::test
