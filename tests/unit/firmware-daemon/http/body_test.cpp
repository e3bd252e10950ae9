// Bytes in, answers out.
#include "firmware-daemon/http/body.hpp"

#include <gtest/gtest.h>

namespace otkel::http {
namespace {

web::Request with_body(std::string body) {
  web::Request request;
  request.body = std::move(body);
  return request;
}

Code code_of(const Result<void>& result) { return result ? Code::internal : result.error().code; }

TEST(Body, IsEmptyForNothingOrAnEmptyObject) {
  EXPECT_TRUE(no_body(with_body("")));
  EXPECT_TRUE(no_body(with_body(" {} ")));
  EXPECT_EQ(code_of(no_body(with_body("[]"))), Code::payload_malformed);
  EXPECT_EQ(code_of(no_body(with_body("{"))), Code::payload_malformed);
  EXPECT_EQ(code_of(no_body(with_body(R"({"a":1})"))), Code::field_unknown);
}

TEST(Body, CountsLengthsInCharactersNotBytes) {
  EXPECT_TRUE(within("lane", "жолақ", 5));
  EXPECT_EQ(code_of(within("lane", "жолақ", 4)), Code::value_malformed);
  EXPECT_EQ(code_of(filled("lane", "", 4)), Code::field_missing);
}

TEST(Body, NamesTheFieldAndTheCharacterThatCannotBePrinted) {
  EXPECT_TRUE(printable("lane", "3-жолақ", 16));
  EXPECT_EQ(code_of(printable("lane", " \u00a0", 16)), Code::field_missing);
  const auto refused = printable("batch", "NZ \U0001F69A", 16);
  ASSERT_EQ(code_of(refused), Code::page_has_unknown_glyphs);
  EXPECT_EQ(refused.error().detail,
            "$.batch: the character U+1F69A '\U0001F69A' in place 4 cannot be printed; remove it");
}

TEST(Body, RequiresWordsAsAReason) {
  EXPECT_TRUE(reason_of(with_body(R"({"reason":"torn"})")));
  EXPECT_EQ(reason_of(with_body(R"({"reason":" \n"})")).error().code, Code::reason_missing);
  EXPECT_EQ(reason_of(with_body(R"({})")).error().code, Code::field_missing);
  EXPECT_EQ(reason_of(with_body(R"({"reason":")" + std::string(401, 'x') + R"("})")).error().code,
            Code::value_malformed);
}

TEST(Body, AcceptsOnlyKnownNamesInAQuery) {
  web::Request request;
  request.query = {{"q", "1"}};
  EXPECT_TRUE(check_query(request, {"q", "date"}));
  EXPECT_EQ(code_of(check_query(request, {"date"})), Code::field_unknown);
}

TEST(Body, ShowsTheHistoryAsObjects) {
  app::BlankView view;
  view.number = "C00000001";
  view.history = {{{}, "officer:aliya", "blank_ended", R"({"reason":"torn"})"},
                  {{}, "system", "strange", "not json"}};
  const auto value = boost::json::parse(answer(view).body);
  const auto& rows = value.at("history").as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("body").at("reason"), "torn");
  EXPECT_EQ(rows[1].at("body").at("text"), "not json");
}

}  // namespace
}  // namespace otkel::http
