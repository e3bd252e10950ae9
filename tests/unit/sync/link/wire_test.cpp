// Frames there and back, and everything that is not a frame.
#include "sync/link/wire.hpp"

#include <gtest/gtest.h>

#include "tests/unit/sync/link/log_fixture.hpp"

namespace otkel::sync {
namespace {

using core::Code;
using core::LogSide;

const std::string kEpoch = epoch_named("ab");
const std::string kNonce(16, '1');
const std::string kSession(32, '2');

Greeting greeting(std::string session) {
  Greeting g;
  g.site = core::Site{"nur-zholy"};
  g.session = std::move(session);
  g.log = {position_of(make_log(LogSide::edge, kEpoch, 3).back()),
           {epoch_named("cd"), 0, std::string(kNoHash)}};
  g.received = {position_of(make_log(LogSide::hub, epoch_named("ef"), 2).back())};
  g.wall = core::Instant(std::chrono::milliseconds(1'747'710'245'678));
  g.software = "0.1.0";
  return g;
}

std::vector<Frame> one_of_each() {
  const auto log = make_log(LogSide::edge, kEpoch, 3, "Көлік \\\"кірді\\\"");
  const core::Instant wall(std::chrono::milliseconds(1'747'710'245'001));
  return {Hello{greeting(kNonce)},
          Welcome{greeting(kSession)},
          Batch{kSession, kEpoch, 1, log},
          Ack{kSession, position_of(log[1])},
          Nack{kSession, NackReason::busy, kEpoch, 7, 1500, "store is behind"},
          Ping{kSession, wall, position_of(log[2])},
          Pong{kSession, wall, wall, position_of(log[0])},
          Recall{kSession, kEpoch, 2},
          Recalled{kSession, kEpoch, 1, log},
          SecretsWanted{kSession, {commitment_named("a"), commitment_named("b")}},
          Secrets{kSession, {secret_named("a")}, {commitment_named("b")}}};
}

/// `bytes` with the first `from` replaced; asserts that it was there.
std::string with(std::string bytes, const std::string& from, const std::string& to) {
  const auto place = bytes.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return bytes.replace(place, from.size(), to);
}

TEST(Wire, DecodesEveryFrameItEncodes) {
  for (const auto& frame : one_of_each()) {
    const auto bytes = encode(frame);
    const auto back = decode(bytes);
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->index(), frame.index());
    EXPECT_EQ(encode(*back), bytes);
  }
}

TEST(Wire, KeepsEveryByteOfAnEventsBody) {
  auto log = make_log(LogSide::edge, kEpoch, 1, "\\u0000 \\n Ә ә 北京 \\\" \\\\ /");
  const auto back = decode(encode(Batch{kSession, kEpoch, 1, log}));
  ASSERT_TRUE(back);
  const auto& event = std::get<Batch>(*back).events.at(0);
  EXPECT_EQ(event.body, log[0].body);
  EXPECT_TRUE(codec::verify_follows(kNoHash, 1, event));
}

TEST(Wire, RefusesTheZeroCharacterInAnEvent) {
  const std::string zero("a\0b", 3);
  const auto expect_refused = [](const std::vector<core::EventRecord>& log) {
    const auto back = decode(encode(Batch{kSession, kEpoch, 1, log}));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, Code::event_malformed) << back.error().detail;
  };
  for (auto text : {&core::EventRecord::type, &core::EventRecord::body}) {
    auto log = make_log(LogSide::edge, kEpoch, 1);
    log[0].*text = zero;
    expect_refused(log);
  }
  auto log = make_log(LogSide::edge, kEpoch, 1);
  log[0].actor = core::Actor::officer(zero);
  expect_refused(log);
}

TEST(Wire, StartsWithVersionAndKind) {
  const auto frames = one_of_each();
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(encode(frames[i])[0], '\x01');
    EXPECT_EQ(encode(frames[i])[1], static_cast<char>(i + 1));
    EXPECT_EQ(encode(frames[i])[2], '{');
  }
}

struct Bad {
  const char* name;
  std::string bytes;
  Code code;
  const char* says;
};

void expect_refused(const std::vector<Bad>& cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto frame = decode(c.bytes);
    ASSERT_FALSE(frame);
    EXPECT_EQ(word(frame.error().code), word(c.code)) << frame.error().detail;
    EXPECT_NE(frame.error().detail.find(c.says), std::string::npos) << frame.error().detail;
    EXPECT_EQ(frame.error().detail.find("argon2id$"), std::string::npos) << "errors are logged";
  }
}

TEST(Wire, RefusesWhatIsNotAFrameAndReportsTheErrorAndItsPosition) {
  const auto frames = one_of_each();
  const auto hello = encode(frames[0]);
  const auto batch = encode(frames[2]);
  const auto ack = encode(frames[3]);
  const auto nack = encode(frames[4]);
  const auto ping = encode(frames[5]);
  const std::vector<Bad> cases{
      {"empty", "", Code::payload_malformed, "0 bytes"},
      {"one byte", "\x01", Code::payload_malformed, "1 bytes"},
      {"too large", std::string(kMaxFrameBytes + 1, '\x01'), Code::body_too_large, "1048577"},
      {"other version", with(hello, "\x01", "\x02"), Code::payload_malformed, "link version 2"},
      {"kind 0", std::string("\x01\x00{}", 4), Code::payload_malformed, "byte 1"},
      {"kind 12", "\x01\x0c{}", Code::payload_malformed, "expected 1 to 11"},
      {"not JSON", "\x01\x04nonsense", Code::payload_malformed, "ACK not JSON"},
      {"cut off", ack.substr(0, ack.size() - 1), Code::payload_malformed, "ACK"},
      {"trailing text", ack + "x", Code::payload_malformed, "ACK"},
      {"list", "\x01\x04[]", Code::payload_malformed, "ACK $: expected an object"},
      {"missing field", with(ack, "\"upto\"", "\"up\""), Code::field_missing, "ACK $.upto"},
      {"extra field", with(ack, "{\"session\"", "{\"more\":1,\"session\""), Code::field_unknown,
       "ACK $.more"},
      {"wrong type", with(ack, "\"seq\":2", "\"seq\":\"2\""), Code::payload_malformed,
       "ACK $.upto.seq"},
      {"negative", with(ack, "\"seq\":2", "\"seq\":-2"), Code::payload_malformed, "$.upto.seq"},
      {"huge", with(ack, "\"seq\":2", "\"seq\":9223372036854775807"), Code::payload_malformed,
       "$.upto.seq"},
      {"hash at 0", with(ack, "\"seq\":2", "\"seq\":0"), Code::payload_malformed, "$.upto.hash"},
      {"session", with(ack, kSession, std::string(31, '2')), Code::payload_malformed,
       "ACK $.session: expected 32 hex digits"},
      {"session of HELLO", with(hello, kNonce, kSession), Code::payload_malformed,
       "HELLO $.session: expected 16 hex digits"},
      {"upper case", with(ack, kEpoch, epoch_named("AB")), Code::payload_malformed, "$.upto.epoch"},
      {"site", with(hello, "nur-zholy", "Atlantis!"), Code::payload_malformed, "HELLO $.site"},
      {"epoch twice", with(hello, epoch_named("cd"), kEpoch), Code::payload_malformed,
       "HELLO $.log[1]: expected each epoch once"},
      {"time without zone", with(ping, "05.001Z", "05.001"), Code::time_malformed, "PING $.wall"},
      {"reason", with(nack, "\"busy\"", "\"tired\""), Code::payload_malformed, "NACK $.reason"},
      {"retry", with(nack, "1500", "-1"), Code::payload_malformed, "NACK $.retry_after_ms"},
      {"no events",
       "\x01\x03{\"session\":\"" + kSession + "\",\"epoch\":\"" + kEpoch +
           "\",\"first_seq\":1,\"events\":[]}",
       Code::payload_malformed, "BATCH $.events: expected at least one"},
      {"first_seq", with(batch, "\"first_seq\":1", "\"first_seq\":2"), Code::payload_malformed,
       "BATCH $.events[0].seq"},
      {"hole", with(batch, "\"seq\":2", "\"seq\":3"), Code::payload_malformed,
       "BATCH $.events[1].seq"},
      {"least number", with(batch, "\"seq\":2", "\"seq\":-9223372036854775808"),
       Code::payload_malformed, "BATCH $.events[1].seq"},
      {"not UTF-8", with(nack, "store", "st\xffre"), Code::payload_malformed, "NACK"},
      {"deep", "\x01\x04" + std::string(5000, '['), Code::payload_malformed, "ACK"},
  };
  expect_refused(cases);
}

TEST(Wire, RefusesInvalidSecretsAndRepeatsNoHash) {
  const auto frames = one_of_each();
  const auto wanted = encode(frames[9]);
  const auto secrets = encode(frames[10]);
  expect_refused({
      {"no commitment", with(wanted, "commit:", "argon2"), Code::payload_malformed,
       "SECRETS_WANTED $.commitments[0]"},
      {"nothing wanted", encode(SecretsWanted{kSession, {}}), Code::payload_malformed,
       "SECRETS_WANTED $.commitments: expected 1 to 100"},
      {"too much wanted",
       encode(SecretsWanted{kSession, std::vector(kMaxSecrets + 1, commitment_named("a"))}),
       Code::payload_malformed, "SECRETS_WANTED $.commitments: expected 1 to 100"},
      {"no salt", with(secrets, "\"salt\":\"0", "\"salt\":\"x"), Code::payload_malformed,
       "SECRETS $.secrets[0].salt"},
      {"no hash", with(secrets, secret_named("a").hash, ""), Code::payload_malformed,
       "SECRETS $.secrets[0].hash"},
      {"long hash", with(secrets, secret_named("a").hash, std::string(257, 'h')),
       Code::payload_malformed, "SECRETS $.secrets[0].hash"},
      {"missing what", with(secrets, commitment_named("b"), "commit:b"), Code::payload_malformed,
       "SECRETS $.missing[0]"},
  });
}

TEST(Wire, RefusesEveryTruncatedFrame) {
  for (const auto& frame : one_of_each()) {
    const auto bytes = encode(frame);
    for (std::size_t n = 0; n < bytes.size(); ++n) ASSERT_FALSE(decode(bytes.substr(0, n))) << n;
  }
}

TEST(Wire, KeepsBatchesUnderTheLimitUnlessOneEventAloneIsLarger) {
  auto log = make_log(LogSide::edge, kEpoch, 40, std::string(10'000, 'x'));
  const auto count = fitting(log, kMaxBatchBytes);
  ASSERT_GT(count, 10u);
  ASSERT_LT(count, 40u);
  log.resize(count);
  EXPECT_LE(encode(Batch{kSession, kEpoch, 1, log}).size(), kMaxBatchBytes);

  const auto large = make_log(LogSide::edge, kEpoch, 2, std::string(600'000, 'x'));
  EXPECT_EQ(fitting(large, kMaxBatchBytes), 1u);
  EXPECT_LE(encode(Batch{kSession, kEpoch, 1, {large[0]}}).size(), kMaxFrameBytes);
  EXPECT_EQ(fitting(make_log(LogSide::edge, kEpoch, 1, std::string(1'100'000, 'x')), 1), 0u);
  EXPECT_EQ(fitting({}, kMaxBatchBytes), 0u);
}

}  // namespace
}  // namespace otkel::sync
