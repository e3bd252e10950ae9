// Digest log-ins: the test vectors of the RFCs, and what cameras do with nonces.
#include "anpr-bridge/pull/digest.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

using Headers = std::vector<std::string>;

TEST(Digest, AnswersAsInRfc7616) {
  const Login login{"Mufasa", "Circle of Life"};
  const std::string cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  Challenge challenge{DigestAlgorithm::md5,
                      "http-auth@example.org",
                      "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                      "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
                      true,
                      false};
  const auto md5 = authorization(challenge, login, "GET", "/dir/index.html", {1, cnonce});
  EXPECT_NE(md5.find("response=\"8ca523f5e9506fed4657c9700eebdbec\""), md5.npos) << md5;
  EXPECT_NE(md5.find("nc=00000001"), md5.npos) << md5;
  EXPECT_NE(md5.find("uri=\"/dir/index.html\""), md5.npos) << md5;
  EXPECT_NE(md5.find("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""), md5.npos);
  challenge.algorithm = DigestAlgorithm::sha256;
  const auto sha = authorization(challenge, login, "GET", "/dir/index.html", {1, cnonce});
  EXPECT_NE(
      sha.find("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""),
      sha.npos)
      << sha;
  EXPECT_NE(sha.find("algorithm=SHA-256"), sha.npos) << sha;
}

TEST(Digest, AnswersAsInRfc2617AndWithoutQopAsInRfc2069) {
  const Login login{"Mufasa", "Circle Of Life"};
  Challenge challenge{DigestAlgorithm::md5,
                      "testrealm@host.com",
                      "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                      "",
                      true,
                      false};
  const auto with = authorization(challenge, login, "GET", "/dir/index.html", {1, "0a4f113b"});
  EXPECT_NE(with.find("response=\"6629fae49393a05397450978507c4ef1\""), with.npos) << with;
  challenge.qop_auth = false;
  const auto without = authorization(challenge, login, "GET", "/dir/index.html", {1, "0a4f113b"});
  EXPECT_NE(without.find("response=\"670fd8c2df070c60b045671b8b24ff02\""), without.npos) << without;
  EXPECT_EQ(without.find("qop"), without.npos) << without;
}

TEST(Digest, TakesTheStrongestChallengeItCanAnswer) {
  struct Case {
    const char* what;
    Headers headers;
    DigestAlgorithm algorithm;
    const char* realm;
  };
  const Case cases[] = {
      {"two headers",
       {R"(Digest realm="a", nonce="1", qop="auth", algorithm=MD5)",
        R"(Digest realm="b", nonce="2", qop="auth", algorithm=SHA-256)"},
       DigestAlgorithm::sha256,
       "b"},
      {"two in one header",
       {R"(Basic realm="x, y", Digest realm="c", nonce="3", qop="auth,auth-int")"},
       DigestAlgorithm::md5,
       "c"},
      {"an algorithm that nobody knows beside one",
       {R"(Digest realm="d", nonce="4", algorithm=SHA-512-256, qop="auth")",
        R"(Digest realm="e", nonce="5")"},
       DigestAlgorithm::md5,
       "e"},
      {"odd spaces and cases",
       {R"(DIGEST  Realm = "DS-TCG \"x\"" ,NONCE=6f,qop=auth)"},
       DigestAlgorithm::md5,
       "DS-TCG \"x\""},
  };
  for (const auto& c : cases) {
    const auto challenge = best_challenge(c.headers);
    ASSERT_TRUE(challenge) << c.what << ": " << challenge.error().detail;
    EXPECT_EQ(challenge->algorithm, c.algorithm) << c.what;
    EXPECT_EQ(challenge->realm, c.realm) << c.what;
  }
}

TEST(Digest, SendsNoPasswordInClearTextAndReportsWhatToSet) {
  for (const Headers& headers : {Headers{R"(Basic realm="camera")"}, Headers{},
                                 Headers{R"(Digest realm="r", nonce="n", qop="auth-int")"}}) {
    const auto challenge = best_challenge(headers);
    ASSERT_FALSE(challenge);
    EXPECT_EQ(challenge.error().code, core::Code::peer_refused);
    EXPECT_NE(challenge.error().detail.find("set its web authentication to digest"),
              std::string::npos);
  }
}

std::string nc_of(const std::string& header) {
  const auto at = header.find("nc=");
  return at == header.npos ? "" : header.substr(at + 3, 8);
}

const Headers kFirst{R"(Digest realm="r", nonce="n1", qop="auth")"};

TEST(DigestSession, CountsItsNonceUpwards) {
  DigestSession session({"admin", "secret"});
  EXPECT_EQ(session.header_for("GET", "/", "c"), "");
  EXPECT_TRUE(session.challenged(kFirst).value());
  EXPECT_EQ(nc_of(session.header_for("GET", "/", "c")), "00000001");
  EXPECT_EQ(nc_of(session.header_for("GET", "/", "c")), "00000002");
  session.informed(R"(qop=auth, nextnonce="n2")");
  const auto next = session.header_for("GET", "/", "c");
  EXPECT_EQ(nc_of(next), "00000001");
  EXPECT_NE(next.find("nonce=\"n2\""), next.npos);
}

TEST(DigestSession, DistinguishesAWrongPasswordFromAnOldNonce) {
  DigestSession wrong({"admin", "wrong"});
  EXPECT_TRUE(wrong.challenged(kFirst).value());
  wrong.header_for("GET", "/", "c");
  EXPECT_FALSE(wrong.challenged(kFirst).value()) << "never worked: the password is wrong";

  DigestSession old({"admin", "right"});
  EXPECT_TRUE(old.challenged(kFirst).value());
  old.header_for("GET", "/", "c");
  old.accepted();
  old.header_for("GET", "/", "c");
  const Headers stale{R"(Digest realm="r", nonce="n2", qop="auth", stale=TRUE)"};
  EXPECT_TRUE(old.challenged(stale).value());
  EXPECT_EQ(nc_of(old.header_for("GET", "/", "c")), "00000001");
}

TEST(DigestSession, RetriesOnceIfACameraForgotItsNonce) {
  DigestSession session({"admin", "right"});
  EXPECT_TRUE(session.challenged(kFirst).value());
  session.header_for("GET", "/", "c");
  session.accepted();
  session.header_for("GET", "/", "c");
  EXPECT_TRUE(session.challenged(kFirst).value()) << "restarted, and does not say stale";
  session.header_for("GET", "/", "c");
  EXPECT_FALSE(session.challenged(kFirst).value());
}

TEST(DigestSession, StopsIfACameraCallsEveryNonceStale) {
  DigestSession session({"admin", "right"});
  const Headers stale{R"(Digest realm="r", nonce="n", qop="auth", stale=true)"};
  int tries = 0;
  while (session.challenged(stale).value() && tries < 10) {
    session.header_for("GET", "/", "c");
    ++tries;
  }
  EXPECT_EQ(tries, 3);
}

TEST(DigestSession, SendsNothingWithoutAUserName) {
  DigestSession session({"", ""});
  EXPECT_FALSE(session.challenged(kFirst).value());
}

TEST(Digest, EncodesBase64WithItsPadding) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64(sha1("abc")), "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
}

}  // namespace
}  // namespace otkel::anpr
