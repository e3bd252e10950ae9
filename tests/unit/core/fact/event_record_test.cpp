// The input of the chain's hash names every field.
#include "core/fact/event_record.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otkel::core {
namespace {

TEST(ChainInput, ChangesWithEveryFieldButTheHash) {
  const EventRecord base{
      LogSide::edge, Site{"bakhty"}, "e",   1, "id", Instant{}, Actor::read("a"), "p", "t",
      "b",           "prev",         "hash"};
  std::set<std::string> inputs{chain_input(base)};
  auto changed = [&](auto change) {
    EventRecord r = base;
    change(r);
    return chain_input(r);
  };
  inputs.insert(changed([](auto& r) { r.side = LogSide::hub; }));
  inputs.insert(changed([](auto& r) { r.site = Site{"dostyk"}; }));
  inputs.insert(changed([](auto& r) { r.epoch = "f"; }));
  inputs.insert(changed([](auto& r) { r.seq = 2; }));
  inputs.insert(changed([](auto& r) { r.event_id = "x"; }));
  inputs.insert(changed([](auto& r) { r.at += std::chrono::milliseconds{1}; }));
  inputs.insert(changed([](auto& r) { r.actor = Actor::read("ap"), r.rule_pack = ""; }));
  inputs.insert(changed([](auto& r) { r.actor = Actor::read("b"); }));
  inputs.insert(changed([](auto& r) { r.rule_pack = "q"; }));
  inputs.insert(changed([](auto& r) { r.type = "u"; }));
  inputs.insert(changed([](auto& r) { r.body = "c"; }));
  inputs.insert(changed([](auto& r) { r.prev_hash = "other"; }));
  EXPECT_EQ(inputs.size(), 13U);
  EXPECT_EQ(changed([](auto& r) { r.hash = "another"; }), chain_input(base));
}

// Every log that exists was hashed over these very bytes.
TEST(ChainInput, IsTheSameForEver) {
  const EventRecord record{LogSide::hub,   Site{"nur-zholy"}, "ab",       17,   "cd", Instant{},
                           Actor::kiosk(), "2025-1",          "fee_paid", "{}", "",   "no"};
  EXPECT_EQ(chain_input(record),
            "otkel-event-1;3:hub;9:nur-zholy;2:ab;2:17;2:cd;1:0;5:kiosk;6:2025-1;8:fee_paid;2:{};"
            "0:;");
  EXPECT_EQ(event_id_input(record), "otkel-event-id-1;3:hub;9:nur-zholy;2:ab;2:17;");
}

TEST(EventIdInput, ChangesWithSideSiteEpochAndSequenceAlone) {
  EventRecord record{
      LogSide::edge, Site{"bakhty"}, "e", 1, "id", {}, Actor::read("a"), "p", "t", "b", "", ""};
  std::set<std::string> inputs{event_id_input(record)};
  record.side = LogSide::hub;
  inputs.insert(event_id_input(record));
  record.site = Site{"dostyk"};
  inputs.insert(event_id_input(record));
  record.epoch = "f";
  inputs.insert(event_id_input(record));
  record.seq = 2;
  inputs.insert(event_id_input(record));
  EXPECT_EQ(inputs.size(), 5U);
  record.event_id = record.rule_pack = record.type = record.body = "other";
  record.actor = Actor::read("other");
  EXPECT_TRUE(inputs.contains(event_id_input(record)));
}

TEST(EventRecord, BeginsBeforeTheFirstOfItsEpoch) {
  EXPECT_EQ(EventRecord{}.seq, 0);
  EXPECT_EQ(kNoHash, std::string(64, '0'));
  EXPECT_EQ(kHashHexDigits, kNoHash.size());
}

}  // namespace
}  // namespace otkel::core
