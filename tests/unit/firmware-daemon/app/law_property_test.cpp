// Random days: whatever people, cameras and the hub do in whatever order, the sums of the law hold.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "core/permit/allocation.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/app/resolve_print.hpp"
#include "firmware-daemon/store/state_check.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

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
  back_from_china,
  gate_by_hand,
  exit_by_hand,
  misread_gate,
  paired_exit,
  late_exit,
  late_gate,
  look_at_late,
  hours_pass,
  take_back,
  spoil,
  lose,
  annul,
  revoke,
  reprint,
  resolve,
  restart,
  receive,
  count
};

/// What happens at the gates beside plain reads.
bool is_of_the_gates(Step step) { return step >= Step::back_from_china && step < Step::take_back; }

/// Six trucks and three blanks to begin with, so that numbers run out and people collide.
struct Day {
  CheckpointInMemory w;
  std::vector<Truck> trucks;
  std::set<std::string> paid;

  Day() {
    w.enrol_officers();
    w.blanks(3);
    for (int n = 1; n <= 6; ++n) trucks.push_back(w.book(n));
  }

  void end(const Truck& truck, Step step) {
    const auto blank = w.stores.blanks.last_of(truck.application_no);
    if (!blank) return;
    const auto number = blank->number.str();
    std::ignore = w.as("officer:aliya", [&](Context& c) -> Result<void> {
      if (step == Step::take_back) return return_blank(c, number, "came back", with("berik"));
      if (step == Step::spoil) return spoil_blank(c, number, "ink", with("berik"));
      if (step == Step::lose) return lose_blank(c, number, "gone", with("berik"));
      return annul_blank(c, number, "violation", with("berik"));
    });
  }

  void paper(const Truck& truck, Step step) {
    std::ignore = w.as("officer:aliya", [&](Context& c) -> Result<void> {
      if (step == Step::restart) return recover_prints(c, std::nullopt);
      if (step == Step::reprint) {
        const auto job = reprint_supplement(c, truck.application_no, "smeared", with("berik"));
        return job ? Result<void>{} : std::unexpected(job.error());
      }
      for (const auto& job : c.stores.print_jobs.in_state(store::PrintState::unknown))
        if (auto done = resolve_print(c, job.id, true); !done) return std::unexpected(done.error());
      return {};
    });
  }

  void look_at_late() {
    for (const auto& row : w.stores.visits.late_exits())
      std::ignore = w.decide(row.visit, row.decision.candidates.front().plate);
  }

  void at_the_gates(Step step, const Truck& truck) {
    using Role = core::CameraRole;
    if (step == Step::back_from_china) std::ignore = w.back(truck);
    if (step == Step::gate_by_hand) std::ignore = w.enter_by_hand(Role::gate_in, truck);
    if (step == Step::exit_by_hand) std::ignore = w.enter_by_hand(Role::exit, truck);
    if (step == Step::misread_gate) {
      auto wrong = truck.plate;
      wrong[0] = 'O';
      const auto seen = w.visit(Role::gate_in, wrong);
      std::ignore = w.camera(seen);
      std::ignore = w.decide(seen, truck.plate);
    }
    if (step == Step::paired_exit) {
      auto seen = w.visit(Role::exit, truck.plate);
      seen.reads.push_back(seen.reads.front());
      seen.reads.back().view = core::View::rear;
      seen.reads.back().plate = "77DKA02";
      std::ignore = w.camera(seen);
    }
    // A record of three hours ago: sometimes of before the entry, which proves nothing.
    const auto then = w.now - std::chrono::hours{3};
    if (step == Step::late_exit)
      std::ignore = w.camera(w.late_visit(Role::exit, truck.plate, then));
    if (step == Step::late_gate)
      std::ignore = w.camera(w.late_visit(Role::gate_in, truck.plate, then));
    if (step == Step::look_at_late) look_at_late();
    if (step == Step::hours_pass) w.now += std::chrono::minutes{100};
  }

  void take(Step step, const Truck& truck) {
    w.now += std::chrono::seconds{30};
    if (is_of_the_gates(step)) return at_the_gates(step, truck);
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
        if (w.stores.applications.find(truck.application_no)->revoked_reason)
          return w.hub({core::RevocationWithdrawn{truck.application_no, "another was meant"}});
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
void check_sums(CheckpointInMemory& w) {
  const auto sums = w.statistics();
  RC_ASSERT(sums.stock_adds_up);
  RC_ASSERT(sums.in_zone_by_blanks == sums.in_zone_by_gates);
  RC_ASSERT(sums.zone_adds_up);
  RC_ASSERT(w.has_incident("passage_not_taken") == false);
}

/// I1, I2: every allocation re-runs to itself, and no number goes to two.
void check_numbers(CheckpointInMemory& w) {
  std::set<std::string> given;
  for (const auto& event : w.events_of("number_allocated")) {
    const auto& fact = std::get<core::NumberAllocated>(event);
    std::vector<core::Waiting> waiting;
    std::vector<core::BlankNumber> stock;
    RC_ASSERT(fact.registered.value().size() == fact.waiting.size());
    for (std::size_t i = 0; i < fact.waiting.size(); ++i)
      waiting.push_back({(*fact.registered)[i], *core::ApplicationNo::parse(fact.waiting[i])});
    for (const auto& text : fact.stock) stock.push_back(*core::BlankNumber::parse(text));
    const auto again = core::allocate(*core::ApplicationNo::parse(fact.wanted), waiting, stock);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == fact.steps);
    for (const auto& step : fact.steps) RC_ASSERT(given.insert(step.blank).second);
  }
}

void check_chain(CheckpointInMemory& w) {
  std::string before(core::kHashHexDigits, '0');
  std::int64_t seq = 0;
  for (const auto& row : w.log()) {
    RC_ASSERT(codec::verify_follows(before, ++seq, row).has_value());
    before = row.hash;
  }
}

/// I4, I5: one end a number, and a redemption only on the record of a camera at the exit.
void check_ends(CheckpointInMemory& w) {
  std::set<std::string> ended;
  for (const auto& event : w.events_of("blank_ended"))
    RC_ASSERT(ended.insert(std::get<core::BlankEnded>(event).blank).second);
  for (const auto& event : w.events_of("permit_redeemed")) {
    const auto& fact = std::get<core::PermitRedeemed>(event);
    RC_ASSERT(ended.insert(fact.blank).second);
    RC_ASSERT(fact.evidence.camera == "exit-1");
    RC_ASSERT(fact.evidence.grade != core::EvidenceGrade::officer_entry);
  }
}

/// I3: whoever was given a blank had come in on the same day.
void check_entries(CheckpointInMemory& w) {
  std::map<std::string, Instant> entered;
  for (const auto& row : w.log()) {
    const auto event = codec::decode_event(row.type, row.body).value();
    if (const auto* fact = std::get_if<core::VehicleEntered>(&event)) entered[fact->plate] = row.at;
    if (const auto* fact = std::get_if<core::PermitIssued>(&event)) {
      RC_ASSERT(entered.contains(fact->plate));
      const auto offset = w.checkpoint.utc_offset;
      RC_ASSERT(core::local_date(entered[fact->plate], offset) == core::local_date(row.at, offset));
    }
  }
}

/// What a camera did by itself rests on an exact read of now; all else has a person's name.
void check_who_acted(CheckpointInMemory& w) {
  for (const auto& row : w.log()) {
    const auto event = codec::decode_event(row.type, row.body).value();
    std::visit(
        [&]<class Fact>(const Fact& fact) {
          if constexpr (requires { fact.evidence; }) {
            const bool exact = fact.evidence.grade == core::EvidenceGrade::camera_exact;
            RC_ASSERT(exact == (row.actor.kind() == core::ActorKind::camera));
            RC_ASSERT(exact || row.actor.is_officer());
          }
        },
        event);
  }
}

/// I10: what was redeemed stays redeemed, whatever the centre says later.
void check_redeemed(CheckpointInMemory& w) {
  for (const auto& event : w.events_of("permit_redeemed"))
    RC_ASSERT(w.blank_state(std::get<core::PermitRedeemed>(event).blank) ==
              core::BlankState::redeemed);
}

/// Whatever happened, the tables are what the two logs say.
void check_tables(CheckpointInMemory& w) {
  const auto check = store::check_state(w.db, core::Site{"nur-zholy"});
  RC_ASSERT(check.has_value());
  for (const auto& difference : check->differences) RC_LOG() << difference.words() << "\n";
  RC_ASSERT(check->differences.empty());
}

void check_all(CheckpointInMemory& w) {
  check_tables(w);
  check_numbers(w);
  check_chain(w);
  check_ends(w);
  check_entries(w);
  check_who_acted(w);
  check_redeemed(w);
}

RC_GTEST_PROP(Law, HoldsAfterEveryStepOfARandomDay, ()) {
  Day day;
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, static_cast<int>(Step::count)), rc::gen::inRange(0, 6)));
  for (const auto& [step, who] : steps) {
    day.take(static_cast<Step>(step), day.trucks[static_cast<std::size_t>(who)]);
    check_sums(day.w);
  }
  check_all(day.w);
}

/// The same days, but most steps lead forward, so that permits are issued and ended.
RC_GTEST_PROP(Law, HoldsAfterEveryStepOfABusyDay, ()) {
  Day day;
  day.w.blanks(40);
  for (const auto& truck : day.trucks) day.take(Step::pay, truck);
  const auto forward = rc::gen::element(
      Step::gate, Step::gate, Step::misread_gate, Step::issue, Step::issue, Step::print,
      Step::hand_over, Step::hand_over, Step::exit, Step::paired_exit, Step::exit_by_hand,
      Step::late_exit, Step::look_at_late, Step::hours_pass, Step::back_from_china,
      Step::return_lane, Step::take_back, Step::spoil, Step::lose, Step::annul, Step::revoke);
  const auto steps = *rc::gen::container<std::vector<std::pair<Step, int>>>(
      rc::gen::pair(forward, rc::gen::inRange(0, 6)));
  for (const auto& [step, who] : steps) {
    const auto& truck = day.trucks[static_cast<std::size_t>(who)];
    day.take(step, truck);
    check_sums(day.w);
  }
  check_all(day.w);
}

}  // namespace
}  // namespace otkel::app::test
