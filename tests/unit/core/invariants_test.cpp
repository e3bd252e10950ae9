// The invariants of RULES.md section 2 as properties: whatever happens in whatever order, they
// hold. The one file here that mirrors no product file, since they go across the rooms. I2, I3, I7
// and I8 stand beside the decisions that carry them:
// permit/{allocation,permit,statistics}_test.cpp.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "core/fact/event_record.hpp"
#include "core/gate/redemption.hpp"
#include "core/permit/allocation.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::core {
namespace {

template <class E>
E any_of() {
  return static_cast<E>(*rc::gen::inRange<std::size_t>(0, EnumWords<E>::words.size()));
}

/// A blank's whole life as events drawn at random would have it.
struct Life {
  BlankState state = BlankState::in_stock;
  std::vector<BlankState> passed;

  void live(int events) {
    for (; events > 0; --events)
      if (const auto next = advance(state, any_of<BlankEvent>())) {
        state = *next;
        passed.push_back(state);
      }
  }
  bool was(BlankState s) const {
    return std::find(passed.begin(), passed.end(), s) != passed.end();
  }
};

// I1: one number, one application, one vehicle, over any sequence of calls.
RC_GTEST_PROP(Invariant, I1_OneBlankBelongsToOneApplicationOfOneVehicle, ()) {
  std::vector<Waiting> waiting;
  std::map<std::string, std::string> vehicle_of;
  for (const auto n :
       *rc::gen::unique<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 99))) {
    waiting.push_back({Instant{}, ApplicationNo::make(NumberPrefix{"DO"}, 2025, n)});
    vehicle_of[waiting.back().application.str()] = "T" + std::to_string(n);
  }
  std::vector<BlankNumber> stock;
  for (int i = 0; i < 40; ++i) stock.push_back(*BlankNumber::parse("C001")->plus(i));
  std::map<std::string, std::string> owner, number_of_vehicle;
  while (!waiting.empty()) {
    const auto steps = allocate((*rc::gen::elementOf(waiting)).application, waiting, stock);
    if (!steps) break;
    for (const auto& step : *steps) {
      RC_ASSERT(owner.emplace(step.blank, step.application_no).second);
      RC_ASSERT(number_of_vehicle.emplace(vehicle_of[step.application_no], step.blank).second);
      std::erase_if(waiting, [&](const Waiting& one) {
        return one.application.str() == step.application_no;
      });
      std::erase(stock, *BlankNumber::parse(step.blank));
    }
  }
}

// I4: nothing is redeemed without the record of a camera that stands at the exit.
RC_GTEST_PROP(Invariant, I4_NothingIsRedeemedWithoutExitEvidence, ()) {
  Evidence evidence;
  if (*rc::gen::arbitrary<bool>()) evidence.visit_id = "visit";
  if (*rc::gen::arbitrary<bool>()) evidence.camera = "camera";
  evidence.grade = any_of<EvidenceGrade>();
  evidence.camera_time = Instant{};
  const auto role = any_of<CameraRole>();
  const bool complete = role == CameraRole::exit && !evidence.visit_id.empty() &&
                        !evidence.camera.empty() && evidence.grade != EvidenceGrade::officer_entry;
  RC_ASSERT(check_evidence(evidence, role, Instant{}, Instant{}).has_value() == complete);
}

// I5: no life of a blank knows both ends.
RC_GTEST_PROP(Invariant, I5_RedeemedAndReturnedExcludeEachOther, ()) {
  Life life;
  life.live(40);
  RC_ASSERT(!(life.was(BlankState::redeemed) && life.was(BlankState::returned)));
  if (life.was(BlankState::redeemed)) RC_ASSERT(life.was(BlankState::issued));
  if (life.was(BlankState::returned)) RC_ASSERT(life.was(BlankState::issued));
}

SupplementText any_text() {
  SupplementText text;
  for_each_field(text, [](std::string_view, std::string& value) {
    value = *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(0, 4),
                                             rc::gen::elementOf(std::string("a:;1")));
  });
  return text;
}

// I6: two supplements have the same bytes under the hash only if all 13 fields are the same, even
// where the texts imitate the separators.
RC_GTEST_PROP(Invariant, I6_TheHashDistinguishesAnyTwoSupplements, ()) {
  const auto a = any_text(), b = any_text();
  const std::string number_a = *rc::gen::elementOf(std::vector<std::string>{"C1", "C2"});
  const std::string number_b = *rc::gen::elementOf(std::vector<std::string>{"C1", "C2"});
  RC_ASSERT((supplement_hash_input(a, number_a) == supplement_hash_input(b, number_b)) ==
            (a == b && number_a == number_b));
}

// I9: who, when and under which rules are under the hash, so none can be changed unseen.
RC_GTEST_PROP(Invariant, I9_TheChainBindsActorTimeAndRulePack, ()) {
  EventRecord record;
  record.actor = Actor::read(*rc::gen::elementOf(std::vector<std::string>{"a", "ab", "a;"}));
  record.rule_pack = *rc::gen::elementOf(std::vector<std::string>{"p", "bp", ";p"});
  record.at = Instant{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 3)}};
  EventRecord other;
  other.actor = Actor::read(*rc::gen::elementOf(std::vector<std::string>{"a", "ab", "a;"}));
  other.rule_pack = *rc::gen::elementOf(std::vector<std::string>{"p", "bp", ";p"});
  other.at = Instant{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 3)}};
  RC_ASSERT((chain_input(record) == chain_input(other)) ==
            (record.actor == other.actor && record.rule_pack == other.rule_pack &&
             record.at == other.at));
}

// I10: whether the centre revokes before or after the exit, a permit that was in the driver's hands
// ends redeemed.
RC_GTEST_PROP(Invariant, I10_RedeemedWinsOverRevoked, ()) {
  Life life;
  life.live(12);
  const bool revoked = *rc::gen::arbitrary<bool>();
  const auto outcome = decide_exit(life.state, revoked);
  const bool redeems = outcome == ExitOutcome::redeem || outcome == ExitOutcome::redeem_revoked;
  RC_ASSERT(redeems == (life.state == BlankState::issued));
  if (life.state == BlankState::issued)
    RC_ASSERT((outcome == ExitOutcome::redeem_revoked) == revoked);
  if (life.state == BlankState::redeemed) RC_ASSERT(outcome == ExitOutcome::second_exit);
}

}  // namespace
}  // namespace otkel::core
