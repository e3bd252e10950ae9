// Databases that are put back, emptied, copied or running twice.
#include <cstdio>

#include "base/codec/event.hpp"
#include "firmware-daemon/app/history.hpp"
#include "tests/sim/world/drill.hpp"

namespace otkel::sim {
namespace {

/// Two persons go to the packs of blanks and come back.
constexpr minutes kWayToThePacks{10};

void edge_put_back(Drill& d, World::How how) {
  const auto copy = d.world.back_up(kHere);
  d.half();
  d.begin_bad();
  d.world.put_back(kHere, copy, how);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able();
  d.half();
}

void edge_emptied(Drill& d) {
  d.half();
  d.begin_bad();
  d.world.lose(kHere, World::How::without_its_witness);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able();
  d.half();
}

/// The first blank that nobody was given, as it lies in the pack.
std::string lies_in_front(Drill& d) {
  std::string last;
  d.world.hub_verb([&](hub::Context& h) {
    see_all(h.stores.edge_log(kHere), [&](const core::EventRecord& event) {
      if (event.type != core::NumberAllocated::type) return;
      const auto fact = codec::decode_event(event.type, event.body);
      last = std::get<core::NumberAllocated>(*fact).steps.back().blank;
    });
  });
  char number[16];
  std::snprintf(number, sizeof number, "C%08d", std::atoi(last.c_str() + 1) + 1);
  return number;
}

void edge_restored_without_a_line(Drill& d) {
  d.half();
  const auto copy = d.world.back_up(kHere);
  d.half();
  d.begin_bad();
  const auto front = lies_in_front(d);
  d.world.network().cut(kHere);
  d.world.put_back(kHere, copy, World::How::with_the_tool);
  d.world.run_for(kWayToThePacks);
  good(d.world.as(kHere, kOfficer, [&](app::Context& c) {
    return app::begin_numbers(c,
                              {{front}, "drill: the line is down", app::Countersignature{"serik"}});
  }));
  d.persons_answer_for_numbers();
  d.wait_until_able();
  d.world.run_for(minutes{5});
  d.world.network().reconnect(kHere);
  d.settle();
  d.accept_what_waits();
  d.settle();
  d.half();
}

void hub_put_back(Drill& d, World::How how) {
  const auto copy = d.world.back_up_hub();
  d.half();
  d.begin_bad();
  d.world.put_hub_back(copy, how);
  d.world.run_for(seconds{5});
  d.wait_until_able();
  d.half();
}

void both_restored(Drill& d) {
  d.half();
  const auto edge = d.world.back_up(kHere);
  const auto hub = d.world.back_up_hub();
  d.begin_bad();
  d.world.put_hub_back(hub, World::How::with_the_tool);
  d.world.put_back(kHere, edge, World::How::with_the_tool);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able();
  d.half();
}

void spare_machine(Drill& d) {
  d.half();
  d.begin_bad();
  d.world.start_spare(kHere);
  d.world.run_for(seconds{30});
  d.world.stop_spare(kHere);
  d.wait_until_able();
  d.half();
}

}  // namespace

std::vector<Case> restores() {
  using How = World::How;
  return {
      {"edge_restored", [](Drill& d) { edge_put_back(d, How::with_the_tool); }},
      {"edge_stale_copy", [](Drill& d) { edge_put_back(d, How::by_hand); }},
      {"edge_old_folder", [](Drill& d) { edge_put_back(d, How::without_its_witness); }},
      {"edge_emptied", edge_emptied},
      {"edge_restored_without_a_line", edge_restored_without_a_line, 15},
      {"hub_restored", [](Drill& d) { hub_put_back(d, How::with_the_tool); }},
      {"hub_restored_in_silence", [](Drill& d) { hub_put_back(d, How::by_hand); }},
      {"both_restored", both_restored},
      {"spare_machine", spare_machine},
  };
}

}  // namespace otkel::sim
