// The messages between camera bridge and daemon, byte for byte.
#include "sync/bridge/frames.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace otkel::sync {
namespace {

const std::string kId(32, 'a');

TEST(BridgeFrames, MatchTheProtocol) {
  EXPECT_EQ(encode(VisitMessage{kId, 12, "{}"}), (Frames{"V1", kId, "12", "{}"}));
  EXPECT_EQ(encode(StatusMessage{R"({"ready":true})"}), (Frames{"S1", R"({"ready":true})"}));
  EXPECT_EQ(encode(Acknowledgement{kId, 3}), (Frames{"A1", kId, "3"}));
}

TEST(BridgeFrames, AreRefusedInTheOtherDirection) {
  EXPECT_FALSE(decode_from_bridge(encode(Acknowledgement{kId, 3})));
  EXPECT_FALSE(decode_from_daemon(encode(StatusMessage{"{}"})));
  EXPECT_FALSE(decode_from_daemon(encode(VisitMessage{kId, 1, "{}"})));
}

TEST(BridgeFrames, AreRefusedInAnotherVersionOrNumber) {
  for (const Frames& frames : {Frames{}, Frames{"V1"}, Frames{"V2", kId, "1", "{}"},
                               Frames{"V1", kId, "1"}, Frames{"V1", kId, "1", "{}", ""},
                               Frames{"S1"}, Frames{"S1", "{}", ""}, Frames{"", "", "", ""}})
    EXPECT_FALSE(decode_from_bridge(frames)) << frames.size();
  for (const Frames& frames :
       {Frames{}, Frames{"A1", kId}, Frames{"A2", kId, "1"}, Frames{"A1", kId, "1", ""}})
    EXPECT_FALSE(decode_from_daemon(frames)) << frames.size();
}

TEST(BridgeFrames, HaveARevisionWithoutSignOrLeadingZeroFromOne) {
  for (const char* revision :
       {"0", "-1", "+1", "01", "", " 1", "1 ", "one", "1.0", "9223372036854775808"}) {
    EXPECT_FALSE(decode_from_bridge(Frames{"V1", kId, revision, "{}"})) << revision;
    EXPECT_FALSE(decode_from_daemon(Frames{"A1", kId, revision})) << revision;
  }
  EXPECT_EQ(decode_from_daemon(Frames{"A1", kId, "9223372036854775807"}).value().revision,
            INT64_MAX);
}

RC_GTEST_PROP(BridgeFrames, ComeBackAsTheyWereSent,
              (const std::string& id, const std::string& json)) {
  const auto revision = *rc::gen::inRange<std::int64_t>(1, INT64_MAX);
  const auto visit = decode_from_bridge(encode(VisitMessage{id, revision, json}));
  RC_ASSERT(visit.has_value());
  const auto& v = std::get<VisitMessage>(*visit);
  RC_ASSERT(v.visit_id == id);
  RC_ASSERT(v.revision == revision);
  RC_ASSERT(v.json == json);
  const auto status = decode_from_bridge(encode(StatusMessage{json}));
  RC_ASSERT(status.has_value());
  RC_ASSERT(std::get<StatusMessage>(*status).json == json);
  const auto acknowledged = decode_from_daemon(encode(Acknowledgement{id, revision}));
  RC_ASSERT(acknowledged.has_value());
  RC_ASSERT(acknowledged->visit_id == id);
  RC_ASSERT(acknowledged->revision == revision);
}

}  // namespace
}  // namespace otkel::sync
