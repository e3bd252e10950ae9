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
  inputs.insert(changed([](auto& r) { r.rule_pack = "q"; }));
  inputs.insert(changed([](auto& r) { r.type = "u"; }));
  inputs.insert(changed([](auto& r) { r.body = "c"; }));
  inputs.insert(changed([](auto& r) { r.prev_hash = "other"; }));
  EXPECT_EQ(inputs.size(), 12U);
  EXPECT_EQ(changed([](auto& r) { r.hash = "another"; }), chain_input(base));
}

}  // namespace
}  // namespace otkel::core
