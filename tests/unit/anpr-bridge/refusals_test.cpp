// The rows that a technician reads, without what must not stand in them.
#include "anpr-bridge/refusals.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using core::RefusedRequest;
using test::noon;
using test::seconds;

TEST(Refusals, AreOneRowForAnAddressAndAReason) {
  Refusals refusals;
  refusals.note("10.0.0.1", RefusedRequest::wrong_path, "POST /a", noon());
  refusals.note("10.0.0.1", RefusedRequest::wrong_host, "POST /a", noon() + seconds(1));
  refusals.note("10.0.0.2", RefusedRequest::wrong_path, "POST /b", noon() + seconds(2));
  refusals.note("10.0.0.1", RefusedRequest::wrong_path, "POST /c", noon() + seconds(3));
  const auto rows = refusals.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].address, "10.0.0.1");
  EXPECT_EQ(rows[0].request, "POST /c") << "the last one";
  EXPECT_EQ(rows[0].messages, 2);
  EXPECT_EQ(rows[0].last_event, noon() + seconds(3));
  EXPECT_EQ(rows[1].address, "10.0.0.2");
  EXPECT_EQ(refusals.total(RefusedRequest::wrong_path), 3);
  EXPECT_EQ(refusals.total(), 4);
}

TEST(Refusals, KeepSixtyFourRowsAndForgetTheOneThatWasQuietForLongest) {
  Refusals refusals;
  for (int i = 0; i < 64; ++i)
    refusals.note("10.0.0." + std::to_string(i), RefusedRequest::malformed, "",
                  noon() + seconds(i));
  refusals.note("10.0.0.0", RefusedRequest::malformed, "", noon() + seconds(100));
  refusals.note("10.0.1.1", RefusedRequest::malformed, "", noon() + seconds(101));
  const auto rows = refusals.rows();
  ASSERT_EQ(rows.size(), 64u);
  EXPECT_EQ(rows[0].address, "10.0.1.1");
  EXPECT_EQ(rows[1].address, "10.0.0.0") << "it was heard again";
  EXPECT_EQ(rows.back().address, "10.0.0.2");
  EXPECT_EQ(refusals.total(), 66) << "a row that is gone stays counted";
}

TEST(ShownRequest, NamesThePathWithoutTheSecret) {
  const std::string secret = "s3cret";
  const auto shown = [&](const char* target) { return shown_request("POST", target, secret); };
  EXPECT_EQ(shown("/anpr/v1/s3cret/gate-in"), "POST /anpr/v1/…/gate-in");
  EXPECT_EQ(shown("/anpr/v1/other/gate-in/KeepAlive"), "POST /anpr/v1/…/gate-in/KeepAlive");
  EXPECT_EQ(shown("//anpr//v1//s3cret//gate-in/"), "POST //anpr//v1//…//gate-in/");
  EXPECT_EQ(shown("/s3cret/gate-in"), "POST /…/gate-in");
  EXPECT_EQ(shown("/%733cret/gate-in"), "POST /…/gate-in") << "however it is written";
  EXPECT_EQ(shown("/xs3cretx"), "POST /…");
  EXPECT_EQ(shown("http://10.0.0.1/anpr/v1/s3cret/x"), "POST /anpr/v1/…/x");
  EXPECT_EQ(shown("/anpr/v1/"), "POST /anpr/v1/");
  EXPECT_EQ(shown("/anpr/gate-with-a-slip/gate-in/NotificationInfo/TollgateInfo"),
            "POST /anpr/…/gate-in/NotificationInfo/TollgateInfo");
  EXPECT_EQ(shown("/a/b/c/d/e/f/g/h/i"), "POST /a/b/c/d/e/f/g/h/…");
}

TEST(ShownRequest, NamesNoPlate) {
  EXPECT_EQ(shown_request("GET", "/lpr/123ABC02", "secret"), "GET /lpr/…");
  EXPECT_EQ(shown_request("GET", "/lpr?plate=123ABC02&lane=1&x", "secret"),
            "GET /lpr?plate=&lane=&x=");
  EXPECT_EQ(shown_request("GET", "/lpr?123ABC02", "secret"), "GET /lpr?…=");
}

TEST(ShownRequest, IsPrintableAndShortWhateverWasSent) {
  EXPECT_EQ(shown_request("", "", "secret"), "");
  EXPECT_EQ(shown_request("GE\tT",
                          "/a\x01"
                          "b",
                          "secret"),
            "GE?T /a?b");
  EXPECT_EQ(shown_request("GET", "/%zz", "secret"), "GET /…");
  const std::string long_one = "/" + std::string(3000, 'x');
  EXPECT_EQ(shown_request(long_one, long_one, "secret"), "/xxxxxxxxx /…");
  EXPECT_EQ(shown_request("GET", std::string(3000, '/') + "a", "secret"), "GET ///a");
}

}  // namespace
}  // namespace otkel::anpr
