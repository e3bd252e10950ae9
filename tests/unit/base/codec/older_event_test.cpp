// The second officer behind the reason, where the row is of a version that had no field for it.
#include "base/codec/older_event.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "base/codec/event.hpp"

namespace otkel::codec {
namespace {

template <class Fact>
Fact fact_of(const std::string& body) {
  auto event = decode_event(Fact::type, body);
  EXPECT_TRUE(event) << event.error().detail;
  return event ? std::get<Fact>(*std::move(event)) : Fact{};
}

core::BlankEnded ended(const std::string& rest) {
  return fact_of<core::BlankEnded>(R"({"blank":"C00000001","state":"lost",)" + rest + "}");
}

TEST(OlderEvent, TakesTheSecondOfficerOutOfTheReason) {
  for (const auto& [kept, reason, second] : {
           std::tuple{"lost (with berik)", "lost", "berik"},
           std::tuple{"lost (at the weigh-bridge) (with a.b-c_1)", "lost (at the weigh-bridge)",
                      "a.b-c_1"},
           std::tuple{"a (with berik) (with bolat)", "a (with berik)", "bolat"},
       }) {
    const auto fact = ended(std::string(R"("reason":")") + kept + "\"");
    EXPECT_EQ(fact.reason, reason);
    EXPECT_EQ(fact.second, second);
  }
}

TEST(OlderEvent, LeavesAReasonThatNamesNoLogin) {
  for (const std::string kept : {"lost", "lost (with Berik)", "lost (with his brother)",
                                 "lost (with berik) at noon", "lost (with )", "(with berik)"}) {
    const auto fact = ended(R"("reason":")" + kept + "\"");
    EXPECT_EQ(fact.reason, kept);
    EXPECT_FALSE(fact.second) << kept;
  }
}

TEST(OlderEvent, ReadsTheFieldAndNotTheTextIfTheRowHasIt) {
  const auto typed = ended(R"j("reason":"lost (with berik)","second":null)j");
  EXPECT_EQ(typed.reason, "lost (with berik)");
  EXPECT_FALSE(typed.second);
  const auto said = ended(R"j("reason":"lost (with berik)","second":"bolat")j");
  EXPECT_EQ(said.reason, "lost (with berik)");
  EXPECT_EQ(said.second, "bolat");
}

TEST(OlderEvent, IsNoneThatThisVersionWrites) {
  core::BlankEnded typed;
  typed.reason = "lost (with berik)";
  const auto body = event_body(typed);
  EXPECT_NE(body.find(R"("second":null)"), std::string::npos) << body;
  EXPECT_EQ(fact_of<core::BlankEnded>(body).reason, typed.reason);
}

TEST(OlderEvent, KnowsTheOtherFactsOfTwoAndTouchesNoThird) {
  const auto queued = fact_of<core::PrintQueued>(
      R"j({"application_no":"A","blank":"C","attempt":3,"reason":"ink (with berik)"})j");
  EXPECT_EQ(queued.reason, "ink");
  EXPECT_EQ(queued.second, "berik");
  json::value decided = parse(R"j({"officer_reason":"ours not (with berik)"})j").value();
  read_older("plate_decided", decided);
  EXPECT_EQ(json::serialize(decided), R"({"officer_reason":"ours not","second":"berik"})");
  for (const char* body : {R"j({"reason":"closed (with berik)"})j", "[]", R"({"reason":7})"}) {
    json::value other = parse(body).value();
    read_older(
        std::string_view(body).starts_with("{\"reason\":\"") ? "application_closed" : "blank_ended",
        other);
    EXPECT_EQ(json::serialize(other), body);
  }
}

}  // namespace
}  // namespace otkel::codec
