// The hash chain: stable for ever, and no change of any field goes unseen.
#include "base/codec/chain.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace otkel::codec {
namespace {

using core::Code;
using core::EventRecord;
using core::kNoHash;
using core::LogSide;

const std::string kEpoch = "ab" + std::string(30, '0');

/// `count` chained events; `salt` makes them differ from those of another log.
std::vector<EventRecord> make_log(int count, const std::string& salt = "") {
  std::vector<EventRecord> log;
  std::string prev(kNoHash);
  for (int i = 1; i <= count; ++i) {
    EventRecord r;
    r.site = core::Site{"kolzhat"};
    r.epoch = kEpoch;
    r.seq = i;
    r.event_id = event_id_of(r);
    r.at = core::Instant(std::chrono::milliseconds(1'747'710'245'678 + i));
    r.actor = core::Actor::officer("aliya");
    r.rule_pack = "pilot-2024-03";
    r.type = "vehicle_arrived";
    r.body = "{\"n\":" + std::to_string(i) + ",\"salt\":\"" + salt + "\"}";
    r.prev_hash = prev;
    r.hash = prev = chain_hash(r);
    log.push_back(r);
  }
  return log;
}

TEST(Chain, HashesToAFixedValueSoThatOldLogsStayVerifiable) {
  EventRecord r;
  r.site = core::Site{"dostyk"};
  r.epoch = kEpoch;
  r.seq = 1;
  r.event_id = event_id_of(r);
  r.actor = core::Actor::kiosk();
  r.rule_pack = "p1";
  r.type = "t";
  r.body = "{}";
  r.prev_hash = kNoHash;
  // Computed apart from this code with Python's hashlib.blake2b over the bytes of chain_input.
  EXPECT_EQ(r.event_id, "1ca0c27297e8a3cd7cf1f4c34c738069");
  EXPECT_EQ(chain_hash(r), "ac38e1498040971b325e35b56f229a3895834f96e6a39590c1e6b789a1f0e783");
}

TEST(Chain, AcceptsEveryEventOfAnIntactLog) {
  std::string prev{kNoHash};
  for (const auto& event : make_log(20)) {
    EXPECT_TRUE(verify_follows(prev, event.seq, event));
    prev = event.hash;
  }
}

TEST(Chain, DetectsAChangeOfEveryField) {
  const std::vector<std::pair<const char*, std::function<void(EventRecord&)>>> changes{
      {"side", [](EventRecord& r) { r.side = LogSide::hub; }},
      {"site", [](EventRecord& r) { r.site = core::Site{"bakhty"}; }},
      {"epoch", [](EventRecord& r) { r.epoch = "cd" + std::string(30, '0'); }},
      {"seq", [](EventRecord& r) { ++r.seq; }},
      {"event_id", [](EventRecord& r) { r.event_id[0] = r.event_id[0] == 'a' ? 'b' : 'a'; }},
      {"at", [](EventRecord& r) { r.at += std::chrono::milliseconds(1); }},
      {"actor", [](EventRecord& r) { r.actor = core::Actor::officer("dana"); }},
      {"rule_pack", [](EventRecord& r) { r.rule_pack += "x"; }},
      {"type", [](EventRecord& r) { r.type = "number_allocated"; }},
      {"body", [](EventRecord& r) { r.body += " "; }},
      {"prev_hash", [](EventRecord& r) { r.prev_hash[0] = r.prev_hash[0] == 'a' ? 'b' : 'a'; }},
      {"hash", [](EventRecord& r) { r.hash[0] = r.hash[0] == 'a' ? 'b' : 'a'; }},
  };
  const auto log = make_log(2);
  for (const auto& [field, change] : changes) {
    EventRecord changed = log[1];
    change(changed);
    const auto result = verify_follows(log[0].hash, 2, changed);
    ASSERT_FALSE(result) << field;
    EXPECT_EQ(result.error().code, Code::event_malformed) << field;
  }
}

TEST(Chain, DistinguishesAGapFromAFork) {
  const auto log = make_log(3);
  const auto other = make_log(3, "other");
  EXPECT_EQ(verify_follows(log[0].hash, 2, log[2]).error().code, Code::sequence_gap);
  EXPECT_EQ(verify_follows(log[0].hash, 2, other[1]).error().code, Code::log_fork);
  EXPECT_EQ(verify_follows(kNoHash, 1, log[1]).error().code, Code::sequence_gap);
}

TEST(Storable, RefusesTheZeroCharacterInEveryText) {
  const auto log = make_log(1);
  EXPECT_TRUE(check_storable(log[0]));
  const std::string zero("a\0b", 3);
  const auto expect_refused = [](const EventRecord& changed) {
    const auto refused = check_storable(changed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::event_malformed);
  };
  for (auto text : {&EventRecord::rule_pack, &EventRecord::type, &EventRecord::body}) {
    EventRecord changed = log[0];
    changed.*text = zero;
    expect_refused(changed);
  }
  EventRecord changed = log[0];
  changed.actor = core::Actor::officer(zero);
  expect_refused(changed);
}

}  // namespace
}  // namespace otkel::codec
