// What a camera that is set up wrongly gets, and that the technician sees it: every such request
// is either taken, or answered with an error that has a row in the status.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

#include "base/codec/json.hpp"
#include "tests/contract/anpr/listening.hpp"
#include "tests/contract/web/harness.hpp"

namespace otkel::anpr {
namespace {

using core::RefusedRequest;
using test::kGate;
using web::test::Raw;

const std::string kSecret = "a-path-nobody-guesses";

/// `window`: as deflateInit2 has it; 15 is zlib, 31 gzip, -15 neither header nor checksum.
std::string compressed(const std::string& text, int window) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

class Refused : public test::Listening {
 protected:
  /// Sends bytes on a connection of their own; the status of the answer, 0 without one.
  int send(const std::string& bytes, bool end = false) {
    Raw raw(port);
    raw.send(bytes);
    if (end) raw.end_of_sending();
    const auto line = raw.read_until("\r\n");
    return line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 ")
               ? std::stoi(line.substr(9, 3))
               : 0;
  }
  /// A whole message of its own plate, with a first line and headers of the caller's.
  std::string message(const std::string& first_line, const std::string& headers = "") {
    const std::string body = test::alert(std::to_string(++plates_) + "ABC02");
    return first_line + "\r\n" + headers +
           "Content-Type: text/xml\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
  }
  static std::string host() { return "Host: localhost\r\n"; }
  int encoded(const std::string& encoding, const std::string& body) {
    return call({.method = "POST",
                 .target = kGate,
                 .headers = {{"Content-Type", "text/xml"}, {"Content-Encoding", encoding}},
                 .body = body})
        .status;
  }

  std::vector<core::RefusalStatus> rows() {
    const auto status = codec::decode<core::BridgeStatus>(get("/status").body);
    EXPECT_TRUE(status);
    return status ? status->refusals : std::vector<core::RefusalStatus>{};
  }
  /// Exactly one, of that reason.
  testing::AssertionResult only_row(RefusedRequest reason, const std::string& request) {
    const auto all = rows();
    if (all.size() != 1) return testing::AssertionFailure() << all.size() << " rows";
    if (all[0].reason != reason || all[0].request != request || all[0].address != "127.0.0.1")
      return testing::AssertionFailure()
             << core::word(all[0].reason) << " '" << all[0].request << "' of " << all[0].address;
    return testing::AssertionSuccess();
  }
  std::int64_t reads() {
    stop();
    return bridge->intake().camera("gate-in")->counts.reads;
  }

 private:
  int plates_ = 100;
};

TEST_F(Refused, Http10WithoutHostIsTaken) {
  EXPECT_EQ(send(message("POST " + std::string(kGate) + " HTTP/1.0")), 200);
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(reads(), 1);
}

TEST_F(Refused, Http11WithoutHostIsMalformedAndHasARow) {
  EXPECT_EQ(send(message("POST " + std::string(kGate) + " HTTP/1.1")), 400);
  EXPECT_TRUE(only_row(RefusedRequest::malformed, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(reads(), 0);
}

TEST_F(Refused, ATargetInAbsoluteFormIsTakenIfTheHostIsOurs) {
  const std::string here = "http://127.0.0.1:" + std::to_string(port) + kGate;
  EXPECT_EQ(send(message("POST " + here + " HTTP/1.1", host())), 200);
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(
      send(message("POST http://elsewhere.example" + std::string(kGate) + " HTTP/1.1", host())),
      421);
  EXPECT_TRUE(only_row(RefusedRequest::wrong_host, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(reads(), 1);
}

TEST_F(Refused, TwoHostsAreMalformedAndHaveARow) {
  EXPECT_EQ(send(message("POST " + std::string(kGate) + " HTTP/1.1",
                         host() + "Host: elsewhere.example\r\n")),
            400);
  EXPECT_TRUE(only_row(RefusedRequest::malformed, "POST /anpr/v1/…/gate-in"));
}

TEST_F(Refused, AForeignHostHasARow) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(send(message("POST " + std::string(kGate) + " HTTP/1.1",
                           "Host: bridge.elsewhere.example\r\n")),
              421);
  EXPECT_TRUE(only_row(RefusedRequest::wrong_host, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(rows().at(0).messages, 3);
}

TEST_F(Refused, AnotherMethodHasARow) {
  EXPECT_EQ(send(message("PUT " + std::string(kGate) + " HTTP/1.1", host())), 405);
  EXPECT_TRUE(only_row(RefusedRequest::wrong_method, "PUT /anpr/v1/…/gate-in"));
}

TEST_F(Refused, PathsWithDoubledOrTrailingSlashesAreTaken) {
  const std::string secret = "/" + kSecret;
  for (const std::string& path :
       {std::string(kGate) + "/", "/" + std::string(kGate), "//anpr//v1" + secret + "//gate-in//",
        std::string(kGate) + "/NotificationInfo//TollgateInfo/"})
    EXPECT_EQ(send(message("POST " + path + " HTTP/1.1", host())), 200) << path;
  EXPECT_EQ(send("GET " + std::string(kGate) + "/ HTTP/1.1\r\n" + host() + "\r\n"), 200);
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(reads(), 4);
}

TEST_F(Refused, AnotherPathOrSecretHasARowWithoutTheSecret) {
  EXPECT_EQ(send(message("POST /" + kSecret + "/gate-in HTTP/1.1", host())), 404);
  EXPECT_TRUE(only_row(RefusedRequest::wrong_path, "POST /…/gate-in"));
  EXPECT_EQ(send(message("POST /anpr/v1/nearly-right/gate-in HTTP/1.1", host())), 404);
  EXPECT_EQ(rows().at(0).request, "POST /anpr/v1/…/gate-in") << "a slip of the pen is a secret too";
  EXPECT_EQ(send("GET /anpr/v1/" + kSecret + "/garden HTTP/1.1\r\n" + host() + "\r\n"), 404);
  EXPECT_EQ(rows().at(0).request, "GET /anpr/v1/…/garden");
  EXPECT_EQ(rows().at(0).messages, 3);
  EXPECT_FALSE(get("/status").body.contains(kSecret));
}

TEST_F(Refused, ABodyThatTheConnectionEndsIsReadIfItEnds) {
  const std::string head =
      "POST " + std::string(kGate) + " HTTP/1.0\r\nContent-Type: text/xml\r\n\r\n";
  EXPECT_EQ(send(head + test::alert("123ABC02"), true), 200);
  EXPECT_TRUE(rows().empty());
  stop();
  const auto pending = journal->pending(64).value();
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(codec::decode<core::Visit>(pending[0].json).value().reads.at(0).plate, "123ABC02");
}

TEST_F(Refused, ABodyThatTheConnectionEndsHasTheLimitOfOthers) {
  const std::string head = "POST " + std::string(kGate) + " HTTP/1.0\r\n\r\n";
  EXPECT_EQ(send(head + std::string((8u << 20) + 1, 'x'), true), 413);
  EXPECT_TRUE(only_row(RefusedRequest::too_large, "POST /anpr/v1/…/gate-in"));
}

TEST_F(Refused, AMessageWithoutLengthHasARow) {
  const std::string headers = " HTTP/1.1\r\n" + host() + "Content-Type: text/xml\r\n\r\n";
  EXPECT_EQ(send("POST " + std::string(kGate) + headers + test::alert("123ABC02")), 411);
  EXPECT_TRUE(only_row(RefusedRequest::without_length, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(send("POST " + std::string(kGate) + " HTTP/1.0\r\n\r\n", true), 411) << "nothing came";
  EXPECT_EQ(rows().at(0).messages, 2);
  stop();
  EXPECT_EQ(bridge->intake().camera("gate-in")->counts.undecodable, 0) << "it was not taken";
}

TEST_F(Refused, APlateInTheAddressIsRefusedWithWhatToSet) {
  const auto answer = get(std::string(kGate) + "?plate=123ABC02&time=2025-05-20&type=Plate");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.body.contains("POST")) << answer.body;
  EXPECT_TRUE(
      only_row(RefusedRequest::plate_in_query, "GET /anpr/v1/…/gate-in?plate=&time=&type="));
  EXPECT_FALSE(get("/status").body.contains("123ABC02"));
  EXPECT_EQ(get(kGate).status, 200) << "the camera's own test of its setting";
}

TEST_F(Refused, BodiesAndHeadersThatAreTooLargeHaveARow) {
  EXPECT_EQ(post(kGate, "text/xml", std::string((8u << 20) + 1, 'x')).status, 413);
  EXPECT_TRUE(only_row(RefusedRequest::too_large, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(send("POST " + std::string(kGate) + " HTTP/1.1\r\n" + host() +
                 "X: " + std::string(20 << 10, 'x') + "\r\n\r\n"),
            431);
  EXPECT_EQ(send("GET /" + std::string(5000, 'x') + " HTTP/1.1\r\n" + host() + "\r\n"), 414);
  EXPECT_EQ(rows().at(0).reason, RefusedRequest::header_too_large);
  EXPECT_EQ(rows().at(0).messages, 2);
}

TEST_F(Refused, WhatIsNoHttpHasARow) {
  EXPECT_EQ(send("plate=123ABC02\r\n\r\n"), 400);
  const auto all = rows();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].reason, RefusedRequest::malformed);
  EXPECT_FALSE(all[0].request.contains("123ABC02")) << all[0].request;
}

TEST_F(Refused, CompressedBodiesAreInflated) {
  for (const auto& [encoding, window, plate] :
       {std::tuple{"deflate", 15, "111ABC02"}, std::tuple{"deflate", -15, "222ABC02"},
        std::tuple{"gzip", 31, "333ABC02"}, std::tuple{"X-GZIP", 31, "444ABC02"}})
    EXPECT_EQ(encoded(encoding, compressed(test::alert(plate), window)), 200) << plate;
  EXPECT_EQ(encoded("identity", test::alert("555ABC02")), 200);
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(reads(), 5);
}

TEST_F(Refused, AFalseEncodingOfAPlainBodyIsNotBelieved) {
  int plate = 600;
  for (const char* encoding : {"gzip", "deflate", "br", "binary", "gzip, deflate"})
    EXPECT_EQ(encoded(encoding, test::alert(std::to_string(++plate) + "ABC02")), 200) << encoding;
  EXPECT_EQ(encoded("gzip", test::alert_with_picture("777ABC02")), 200) << "multipart";
  EXPECT_EQ(encoded("gzip", test::drawn_jpeg("x")), 200) << "a picture alone: kept for diagnosis";
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(reads(), 6);
}

TEST_F(Refused, AnEncodingThatNobodyKnowsIsRefusedSoThatItComesPlainly) {
  const std::string gzip = compressed(test::alert("123ABC02"), 31);
  EXPECT_EQ(encoded("br", gzip), 415);
  EXPECT_TRUE(only_row(RefusedRequest::wrong_encoding, "POST /anpr/v1/…/gate-in"));
  EXPECT_EQ(encoded("gzip", gzip.substr(0, gzip.size() - 9)), 415) << "cut off";
  std::string wrong = gzip;
  wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1);
  EXPECT_EQ(encoded("gzip", wrong), 415) << "its checksum is wrong";
  EXPECT_EQ(encoded("gzip, deflate", gzip), 415) << "two at once";
  EXPECT_EQ(rows().at(0).messages, 4);
  EXPECT_EQ(reads(), 0);
}

TEST_F(Refused, ABodyThatInflatesBeyondTheLimitIsTooLarge) {
  const std::string bomb = compressed(std::string(64u << 20, ' '), 31);
  ASSERT_LT(bomb.size(), 1u << 20);
  EXPECT_EQ(encoded("gzip", bomb), 413);
  EXPECT_TRUE(only_row(RefusedRequest::too_large, "POST /anpr/v1/…/gate-in"));
}

TEST_F(Refused, RequestsAreCountedByReasonForSupervision) {
  EXPECT_EQ(send(message("PUT " + std::string(kGate) + " HTTP/1.1", host())), 405);
  EXPECT_EQ(get(std::string(kGate) + "?plate=1").status, 400);
  const auto page = get("/metrics").body;
  for (const char* line : {"otkel_anpr_refused_requests_total{reason=\"wrong_method\"} 1\n",
                           "otkel_anpr_refused_requests_total{reason=\"plate_in_query\"} 1\n",
                           "otkel_anpr_refused_requests_total{reason=\"malformed\"} 0\n"})
    EXPECT_TRUE(page.contains(line)) << page;
}

TEST_F(Refused, ARequestOfAnotherAddressIsCountedAtItsCamera) {
  stop();
  settings.cameras[0].addresses = {"10.20.0.11"};
  journal.reset();
  start();
  EXPECT_EQ(send(message("POST " + std::string(kGate) + " HTTP/1.1", host())), 403);
  EXPECT_TRUE(rows().empty());
  stop();
  EXPECT_EQ(bridge->intake().camera("gate-in")->counts.refused, 1);
}

}  // namespace
}  // namespace otkel::anpr
