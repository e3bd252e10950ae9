// The route table.
#include "base/web/router.hpp"

#include <gtest/gtest.h>

#include "base/web/url.hpp"

namespace otkel::web {
namespace {

using core::Code;

Router sample() {
  Router router;
  router.add("GET", "/api/v1/applications");
  router.add("POST", "/api/v1/applications");
  router.add("GET", "/api/v1/applications/{no}");
  router.add("POST", "/api/v1/applications/{no}/permit");
  router.add("GET", "/api/v1/applications/next");
  router.add("DELETE", "/api/v1/slots/{day}/{hour}");
  return router;
}

auto match(const std::string& method, const std::string& path) {
  return sample().match(method, parse_target(path)->segments);
}

TEST(Router, FindsALiteralPath) {
  EXPECT_EQ(match("GET", "/api/v1/applications")->index, 0U);
  EXPECT_EQ(match("POST", "/api/v1/applications")->index, 1U);
}

TEST(Router, FillsThePathParameters) {
  const auto found = match("POST", "/api/v1/applications/ABC%2F25-000017/permit");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->index, 3U);
  EXPECT_EQ(found->params.at("no"), "ABC/25-000017");
  const auto two = match("DELETE", "/api/v1/slots/2025-05-20/14");
  ASSERT_TRUE(two);
  EXPECT_EQ(two->params.at("day"), "2025-05-20");
  EXPECT_EQ(two->params.at("hour"), "14");
}

TEST(Router, PrefersLiteralsToParameters) {
  EXPECT_EQ(match("GET", "/api/v1/applications/next")->index, 4U);
  EXPECT_EQ(match("GET", "/api/v1/applications/last")->index, 2U);
}

TEST(Router, ServesHeadWithGet) {
  EXPECT_EQ(match("HEAD", "/api/v1/applications/7")->index, 2U);
  EXPECT_EQ(match("HEAD", "/api/v1/slots/a/b").error().code, Code::method_not_allowed);
}

TEST(Router, DistinguishesAWrongMethodFromAWrongPath) {
  EXPECT_EQ(match("PUT", "/api/v1/applications").error().code, Code::method_not_allowed);
  EXPECT_EQ(match("GET", "/api/v1/bookings").error().code, Code::route_not_found);
  EXPECT_EQ(match("get", "/api/v1/applications").error().code, Code::method_not_allowed);
}

TEST(Router, DoesNotTakeAnEmptyOrMissingOrExtraSegment) {
  for (const char* path : {"/api/v1/applications/", "/api/v1/slots/2025-05-20", "/api/v1/slots//14",
                           "/api/v1/applications/7/permit/", "/api/v1", "/"})
    EXPECT_EQ(match("GET", path).error().code, Code::route_not_found) << path;
}

TEST(Router, ListsTheMethodsOfAPath) {
  EXPECT_EQ(sample().allowed(parse_target("/api/v1/applications")->segments), "GET, HEAD, POST");
  EXPECT_EQ(sample().allowed(parse_target("/nowhere")->segments), "");
}

}  // namespace
}  // namespace otkel::web
