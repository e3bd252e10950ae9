// Errors as statuses and problem documents.
#include "base/web/message.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace otkel::web {
namespace {

using core::Code;

TEST(Problem, GivesEveryCodeAnErrorStatus) {
  for (int i = 0; !core::code_word_at(i).empty(); ++i) {
    const int status = status_of(static_cast<Code>(i));
    EXPECT_GE(status, 400) << core::code_word_at(i);
    EXPECT_LE(status, 599) << core::code_word_at(i);
  }
}

TEST(Problem, DistinguishesServerErrorsFromClientErrors) {
  EXPECT_EQ(status_of(Code::plate_malformed), 400);
  EXPECT_EQ(status_of(Code::unauthenticated), 401);
  EXPECT_EQ(status_of(Code::forbidden), 403);
  EXPECT_EQ(status_of(Code::booking_not_found), 404);
  EXPECT_EQ(status_of(Code::method_not_allowed), 405);
  EXPECT_EQ(status_of(Code::already_issued), 409);
  EXPECT_EQ(status_of(Code::body_too_large), 413);
  EXPECT_EQ(status_of(Code::host_refused), 421);
  EXPECT_EQ(status_of(Code::no_booking), 422);
  EXPECT_EQ(status_of(Code::rate_limited), 429);
  EXPECT_EQ(status_of(Code::internal), 500);
  EXPECT_EQ(status_of(Code::printer_paper_out), 503);
  EXPECT_EQ(status_of(Code::database_full), 507);
}

TEST(Problem, ReportsEverythingInTheBody) {
  const Response response = problem({Code::no_blanks, "the \"A\" batch is used up\n"});
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto body = boost::json::parse(response.body).as_object();
  EXPECT_EQ(body.at("type").as_string(), "/problems/no_blanks");
  EXPECT_EQ(body.at("title").as_string(), "no blanks");
  EXPECT_EQ(body.at("status").as_int64(), 422);
  EXPECT_EQ(body.at("code").as_string(), "no_blanks");
  EXPECT_EQ(body.at("detail").as_string(), "the \"A\" batch is used up\n");
}

TEST(Problem, LeavesAnEmptyDetailOut) {
  EXPECT_FALSE(boost::json::parse(problem({Code::busy, ""}).body).as_object().contains("detail"));
}

TEST(Request, FindsHeadersAndParamsOrNothing) {
  Request request;
  request.headers["x-a"] = "1";
  request.params["no"] = "7";
  EXPECT_EQ(request.header("x-a"), "1");
  EXPECT_EQ(request.header("x-b"), "");
  EXPECT_EQ(request.param("no"), "7");
  EXPECT_EQ(request.param("on"), "");
}

}  // namespace
}  // namespace otkel::web
