// Random days: whatever people, cameras and the hub do in whatever order, the sums of the law hold.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "core/allocation.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "sync/chain.hpp"
#include "tests/unit/app/world.hpp"

namespace otkel::app::test {
namespace {

enum class Step {
  pay,
  check_in,
  gate,
  issue,
  print,
  print_unknown,
  print_fail,
  hand_over,
  exit,
  return_lane,
  take_back,
  spoil,
  lose,
  annul,
  revoke,
  reprint,
  resolve,
  restart,
  receive,
  kCount
};

/// Six trucks and three blanks to begin with, so that numbers run out and people collide.
struct Day {
  World w;
  std::vector<Truck> trucks;
  std::set<std::string> paid;

  Day() {
    w.blanks(3);
    for (int n = 1; n <= 6; ++n) trucks.push_back(w.book(n));
  }

  void end(const Truck& truck, Step step) {
    const auto blank = w.stores.blanks.last_of(truck.application_no);
    if (!blank) return;
    const auto number = blank->number.str();
    (void)w.as("officer:aliya", [&](Context& c) -> Result<void> {
      if (step == Step::take_back) return return_blank(c, number, "came back");
      if (step == Step::spoil) return spoil_blank(c, number, "ink");
      if (step == Step::lose) return lose_blank(c, number, "gone", "berik");
      return annul_blank(c, number, "violation", "berik");
    });
  }

  void paper(const Truck& truck, Step step) {
    (void)w.as("officer:aliya", [&](Context& c) -> Result<void> {
      if (step == Step::restart) return recover_prints(c);
      if (step == Step::reprint) return reprint_supplement(c, truck.application_no, "smeared");
      for (const auto& job : c.stores.print_jobs.in_state(store::PrintState::unknown))
        if (auto done = resolve_print(c, job.id, true); !done) return std::unexpected(done.error());
      return {};
    });
  }

  void take(Step step, const Truck& truck) {
    w.now += std::chrono::seconds{30};
    switch (step) {
      case Step::pay:
        if (paid.insert(truck.plate).second) w.pay(truck);
        return;
      case Step::check_in:
        return (void)w.check_in(truck);
      case Step::gate:
        return (void)w.gate(truck);
      case Step::issue:
        return (void)w.issue(truck);
      case Step::print:
        return (void)w.print();
      case Step::print_unknown:
        return (void)w.print(core::PrintResult::unknown);
      case Step::print_fail:
        return (void)w.print(core::PrintResult::failed_safe);
      case Step::hand_over:
        return (void)w.hand_over(truck);
      case Step::exit:
        return (void)w.exit(truck);
      case Step::return_lane:
        return (void)w.return_lane(truck);
      case Step::revoke:
        return w.hub({core::PermitRevoked{truck.application_no, "court"}});
      case Step::receive:
        return w.blanks(2);
      case Step::reprint:
      case Step::resolve:
      case Step::restart:
        return paper(truck, step);
      default:
        return end(truck, step);
    }
  }
};

/// I7, I8: the two sums; I3: nobody holds an issued permit who did not come in.
void check_sums(World& w) {
  const auto sums = w.statistics();
  RC_ASSERT(sums.stock_adds_up);
  RC_ASSERT(sums.in_zone_by_blanks == sums.in_zone_by_gates);
  RC_ASSERT(w.has_incident("passage_not_taken") == false);
}

/// I1, I2: every allocation re-runs to itself, and no number goes to two.
void check_numbers(World& w) {
  std::set<std::string> given;
  for (const auto& event : w.events_of("number_allocated")) {
    const auto& fact = std::get<core::NumberAllocated>(event);
    std::vector<core::ApplicationNo> waiting;
    std::vector<core::BlankNumber> stock;
    for (const auto& text : fact.waiting) waiting.push_back(*core::ApplicationNo::parse(text));
    for (const auto& text : fact.stock) stock.push_back(*core::BlankNumber::parse(text));
    const auto again = core::allocate(*core::ApplicationNo::parse(fact.wanted), waiting, stock);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == fact.steps);
    for (const auto& step : fact.steps) RC_ASSERT(given.insert(step.blank).second);
  }
}

void check_chain(World& w) {
  std::string before(core::kHashHexDigits, '0');
  std::int64_t seq = 0;
  for (const auto& row : w.log()) {
    RC_ASSERT(sync::verify_follows(before, ++seq, row).has_value());
    before = row.hash;
  }
}

/// I4, I5: one end a number, and a redemption only on the record of a camera at the exit.
void check_ends(World& w) {
  std::set<std::string> ended;
  for (const auto& event : w.events_of("blank_ended"))
    RC_ASSERT(ended.insert(std::get<core::BlankEnded>(event).blank).second);
  for (const auto& event : w.events_of("permit_redeemed")) {
    const auto& fact = std::get<core::PermitRedeemed>(event);
    RC_ASSERT(ended.insert(fact.blank).second);
    RC_ASSERT(fact.evidence.camera == "exit-1");
  }
}

RC_GTEST_PROP(Law, HoldsAfterEveryStepOfARandomDay, ()) {
  Day day;
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, static_cast<int>(Step::kCount)), rc::gen::inRange(0, 6)));
  for (const auto& [step, who] : steps) {
    day.take(static_cast<Step>(step), day.trucks[static_cast<std::size_t>(who)]);
    check_sums(day.w);
  }
  check_numbers(day.w);
  check_chain(day.w);
  check_ends(day.w);
}

/// The same days, but most steps lead forward, so that permits are issued and ended.
RC_GTEST_PROP(Law, HoldsAfterEveryStepOfABusyDay, ()) {
  Day day;
  day.w.blanks(40);
  for (const auto& truck : day.trucks) day.take(Step::pay, truck);
  const auto forward = rc::gen::element(Step::gate, Step::issue, Step::print, Step::hand_over,
                                        Step::exit, Step::return_lane, Step::take_back, Step::spoil,
                                        Step::lose, Step::annul, Step::revoke);
  const auto steps = *rc::gen::container<std::vector<std::pair<Step, int>>>(
      rc::gen::pair(forward, rc::gen::inRange(0, 6)));
  for (const auto& [step, who] : steps) {
    const auto& truck = day.trucks[static_cast<std::size_t>(who)];
    day.take(step, truck);
    check_sums(day.w);
  }
  check_numbers(day.w);
  check_chain(day.w);
  check_ends(day.w);
}

}  // namespace
}  // namespace otkel::app::test
