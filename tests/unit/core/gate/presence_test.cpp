// What a call, an entry and an exit prove of where a truck is, at each camera and for how long.
#include "core/gate/presence.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

using W = Whereabouts;
using std::chrono::hours;

const Instant kNow = parse_iso("2025-05-20T10:00:00Z").value();
const RulePack kPack;

const CameraPosition kGate{CameraRole::gate_in, "1"}, kExit{CameraRole::exit, "1"},
    kReturn{CameraRole::return_lane, {}}, kFromChina{CameraRole::entry_from_china, {}};

std::string_view name(W where) {
  constexpr std::string_view kNames[] = {"possible", "awaited", "passing", "elsewhere"};
  return kNames[static_cast<std::size_t>(where)];
}
std::string_view at(const CameraPosition& place, const TruckRecord& record) {
  return name(whereabouts(record, place, kNow, kPack));
}

TruckRecord called(minutes ago, std::string lane = "1") {
  TruckRecord r;
  r.queue = {BookingState::called, kNow - ago - minutes{30}, kNow - ago, std::move(lane)};
  return r;
}
TruckRecord entered(minutes ago) {
  TruckRecord r;
  r.queue = {BookingState::on_territory, {}, {}, {}};
  r.stay.emplace();
  r.entered = r.stay->entered = kNow - ago;
  return r;
}
TruckRecord with_blank(minutes ago) {
  auto r = entered(ago);
  r.holds_blank = true;
  return r;
}
TruckRecord ended(StayState how, minutes ago) {
  auto r = entered(ago + minutes{90});
  r.queue.reset();
  r.stay->state = how;
  r.stay->ended = kNow - ago;
  r.end_seen = true;
  return r;
}
TruckRecord said(StayState how, TruckRecord r) {
  r.stay->state = how;
  return r;
}
TruckRecord by_hand(TruckRecord r) {
  r.entered.reset();
  return r;
}

struct Case {
  const char* what;
  TruckRecord record;
  std::string_view gate, exit, return_lane, from_china;
};

TEST(Presence, FollowsFromTheRecordsAtEachCamera) {
  auto stated = ended(StayState::left, hours{2});
  stated.end_seen = false;
  auto checked_in = ended(StayState::left, hours{2});
  checked_in.queue = {BookingState::checked_in, kNow - minutes{10}, {}, {}};
  auto booked_before = ended(StayState::left, hours{2});
  booked_before.queue = {BookingState::checked_in, kNow - hours{9}, {}, {}};
  auto came_back = ended(StayState::came_back, hours{48});
  came_back.stay->came_back = kNow - minutes{5};
  auto long_back = came_back;
  long_back.stay->came_back = kNow - hours{3};
  const Case cases[] = {
      {"never heard of", {}, "possible", "elsewhere", "elsewhere", "possible"},
      {"called to this lane", called(minutes{2}), "awaited", "elsewhere", "elsewhere", "possible"},
      {"called to another", called(minutes{2}, "2"), "possible", "elsewhere", "elsewhere",
       "possible"},
      {"inside", entered(hours{1}), "elsewhere", "possible", "awaited", "elsewhere"},
      {"a moment ago through the gate", entered(minutes{5}), "passing", "possible", "awaited",
       "elsewhere"},
      {"inside with its blank", with_blank(hours{1}), "elsewhere", "awaited", "awaited",
       "elsewhere"},
      {"inside by an officer's statement", by_hand(with_blank(hours{1})), "possible", "awaited",
       "awaited", "possible"},
      {"left by an officer's statement", said(StayState::said_left, with_blank(hours{1})),
       "possible", "possible", "possible", "possible"},
      {"held in the return lane", said(StayState::held, with_blank(hours{1})), "elsewhere",
       "possible", "awaited", "elsewhere"},
      {"left", ended(StayState::left, hours{2}), "elsewhere", "elsewhere", "elsewhere", "awaited"},
      {"left a moment ago", ended(StayState::left, minutes{5}), "elsewhere", "passing", "elsewhere",
       "awaited"},
      {"left, as an officer stated", stated, "possible", "elsewhere", "elsewhere", "possible"},
      {"left and checked in since", checked_in, "possible", "elsewhere", "elsewhere", "awaited"},
      {"checked in before it left", booked_before, "elsewhere", "elsewhere", "elsewhere",
       "awaited"},
      {"came back a moment ago", came_back, "possible", "elsewhere", "elsewhere", "passing"},
      {"came back", long_back, "possible", "elsewhere", "elsewhere", "possible"},
      {"turned back a moment ago", ended(StayState::turned_back, minutes{5}), "possible",
       "elsewhere", "passing", "possible"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(at(kGate, c.record), c.gate) << c.what;
    EXPECT_EQ(at(kExit, c.record), c.exit) << c.what;
    EXPECT_EQ(at(kReturn, c.record), c.return_lane) << c.what;
    EXPECT_EQ(at(kFromChina, c.record), c.from_china) << c.what;
  }
}

TEST(Presence, EndsWhenItsProofIsTooOld) {
  const minutes moment{1};
  EXPECT_EQ(at(kGate, called(kPack.call_proves - moment)), "awaited");
  EXPECT_EQ(at(kGate, called(kPack.call_proves)), "possible");
  EXPECT_EQ(at(kGate, entered(kPack.entry_proves - moment)), "elsewhere");
  EXPECT_EQ(at(kGate, entered(kPack.entry_proves)), "possible") << "its exit may have been missed";
  EXPECT_EQ(at(kExit, with_blank(kPack.entry_proves - moment)), "awaited");
  EXPECT_EQ(at(kExit, with_blank(kPack.entry_proves)), "possible");
  EXPECT_EQ(at(kReturn, entered(kPack.entry_proves)), "possible");
  EXPECT_EQ(at(kGate, ended(StayState::left, kPack.exit_proves - moment)), "elsewhere");
  EXPECT_EQ(at(kGate, ended(StayState::left, kPack.exit_proves)), "possible")
      << "its return may have been missed";
  EXPECT_EQ(at(kFromChina, ended(StayState::left, kPack.exit_proves)), "possible");
  EXPECT_EQ(at(kGate, entered(kOnePassage - moment)), "passing");
  EXPECT_EQ(at(kGate, entered(kOnePassage)), "elsewhere");
}

TEST(Presence, TakesNoRecordOfALaterHourForProof) {
  EXPECT_EQ(at(kGate, called(-minutes{1})), "possible") << "called after it was seen";
  EXPECT_EQ(at(kGate, entered(-minutes{1})), "possible");
  EXPECT_EQ(at(kExit, with_blank(-minutes{1})), "possible");
}

TEST(Presence, ExpectsNobodyInALaneThatIsNotNamed) {
  EXPECT_EQ(at({CameraRole::gate_in, {}}, called(minutes{2})), "possible");
  auto without_lane = called(minutes{2});
  without_lane.queue->lane.reset();
  EXPECT_EQ(at({CameraRole::gate_in, {}}, without_lane), "possible");
  EXPECT_EQ(at(kGate, without_lane), "possible");
}

TEST(Presence, ExpectsNobodyWhoseCallHasEnded) {
  auto r = called(minutes{2});
  r.queue->state = BookingState::checked_in;
  EXPECT_EQ(at(kGate, r), "possible");
}

}  // namespace
}  // namespace otkel::core
