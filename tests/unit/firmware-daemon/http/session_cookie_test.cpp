// The session cookie.
#include "firmware-daemon/http/session_cookie.hpp"

#include <gtest/gtest.h>

namespace otkel::http {
namespace {

std::string token_in(const std::string& header) {
  web::Request request;
  request.headers["cookie"] = header;
  return token_of(request);
}

TEST(SessionCookie, IsFoundAmongOthers) {
  EXPECT_EQ(token_in("otkel_session=abc"), "abc");
  EXPECT_EQ(token_in("a=1; otkel_session=abc; b=2"), "abc");
  EXPECT_EQ(token_in("a=1;otkel_session=abc"), "abc");
}

TEST(SessionCookie, IgnoresASimilarName) {
  EXPECT_EQ(token_in(""), "");
  EXPECT_EQ(token_in("xotkel_session=abc"), "");
  EXPECT_EQ(token_in("otkel_session2=abc"), "");
  EXPECT_EQ(token_in("a=otkel_session=abc"), "");
}

TEST(SessionCookie, IsHiddenFromScriptsAndOtherSites) {
  EXPECT_EQ(cookie_of("abc", false), "otkel_session=abc; HttpOnly; SameSite=Strict; Path=/");
  EXPECT_EQ(cookie_that_ends(false),
            "otkel_session=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0");
}

TEST(SessionCookie, IsSecureIfTheRequestCameOverHttps) {
  EXPECT_TRUE(cookie_of("abc", true).ends_with("; Path=/; Secure"));
  EXPECT_TRUE(cookie_that_ends(true).ends_with("; Secure; Max-Age=0"));
}

}  // namespace
}  // namespace otkel::http
