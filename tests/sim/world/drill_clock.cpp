// Clocks that are wrong for six seconds: at the checkpoint, with and without a line, and at the
// hub.
#include <array>

#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/decision.hpp"
#include "tests/sim/world/drill.hpp"

namespace otkel::sim {
namespace {

using core::Result;
using std::chrono::hours;

constexpr hours kFar{400 * 24};
constexpr seconds kWrongFor{6};

/// What nobody may write while the clock is in doubt.
constexpr std::array kIrreversible{core::NumberAllocated::type, core::PrintQueued::type,
                                   core::PermitIssued::type,    core::BlankEnded::type,
                                   core::BookingMoved::type,    core::ApplicationClosed::type};

/// Trucks that wait when the clock goes wrong: most with a booking, a paid supplement and an answer
/// that is kept for an impatient finger; one stands inside without a number, one with a printed
/// blank that is not handed over.
class Waiting {
 public:
  explicit Waiting(Drill& d) : d_(d), to_print_(enter()), to_issue_(enter()) {
    officer([&](app::Context& c) { return app::issue_permit(c, to_print_.application_no); });
    to_print_.wait_for("the printer", [&] {
      const auto blank = to_print_.stores().blanks.living_of(to_print_.application_no);
      return blank && blank->state == core::BlankState::printed;
    });
    for (int i = 0; i < kBooked; ++i) booked_.push_back(&d.prepare());
    d.settle();
    ask_all();
    d.settle();
  }
  /// What damage() is counted from.
  void remember() {
    before_ = rows();
    events_ = irreversible();
  }

  /// What an officer would do next; each must be refused.
  void try_all() {
    officer([&](app::Context& c) { return app::issue_permit(c, to_issue_.application_no); });
    officer([&](app::Context& c) { return app::hand_over(c, to_print_.application_no); });
  }
  /// Rows that are others than before, events that cannot be taken back, answers that were
  /// forgotten.
  std::int64_t damage() {
    const auto now = rows();
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < before_.size(); ++i) changed += now[i] != before_[i] ? 1 : 0;
    const int asked = carried_out_;
    ask_all();
    return changed + (irreversible() - events_) + (carried_out_ - asked);
  }
  /// All of them all the way.
  void go_on() {
    for (auto* truck : booked_) truck->arrive();
    to_print_.officer([&](app::Context& c) { return app::hand_over(c, to_print_.application_no); });
    to_print_.leave();
    to_issue_.issue();
    to_issue_.leave();
    for (auto* truck : booked_) {
      truck->enter();
      truck->issue();
      truck->leave();
    }
  }

 private:
  static constexpr int kBooked = 3;

  Journey& enter() {
    auto& truck = d_.prepare();
    d_.receive_pack();
    truck.arrive();
    truck.enter();
    return truck;
  }
  void officer(const std::function<Result<void>(app::Context&)>& work) {
    std::ignore = d_.world.as(kHere, kOfficer, work);
  }
  void ask_all() {
    for (const auto* truck : booked_)
      good(d_.world.as(kHere, kOfficer, [&](app::Context& c) -> Result<void> {
        const auto answer = c.stores.answers.once(
            {"key-of-" + truck->plate, "POST /x", "{}"}, c.now,
            [&]() -> Result<ledger::Answer> { return ++carried_out_, ledger::Answer{200, "{}"}; });
        return answer ? Result<void>{} : std::unexpected(answer.error());
      }));
  }
  /// One text for each truck: booking and application at both ends, and its entry in the register.
  std::vector<std::string> rows() {
    std::vector<std::string> all;
    for (const auto& truck : d_.fleet()) {
      auto& stores = truck->stores();
      const auto here = stores.bookings.find(truck->booking_no);
      const auto blank = stores.blanks.last_of(truck->application_no);
      const auto paper = stores.applications.find(truck->application_no);
      std::string row(here ? core::word(here->state) : "gone");
      row += " " + std::string(paper ? core::word(paper->state) : "gone");
      row += " " + (blank ? blank->number.str() + std::string(core::word(blank->state)) : "none");
      d_.world.hub_verb([&](hub::Context& h) {
        const auto booking = h.stores.bookings.find(truck->booking_no);
        const auto application = h.stores.applications.find(truck->application_no);
        const auto permit = h.stores.permits.find(truck->application_no);
        row += " " + std::string(booking ? core::word(booking->state) : "gone");
        row += " " + std::string(application ? core::word(application->state) : "gone");
        row += " " + std::string(permit ? core::word(permit->state) : "gone");
      });
      all.push_back(std::move(row));
    }
    return all;
  }
  std::int64_t irreversible() {
    std::int64_t count = 0;
    see_all(d_.world.at(kHere).edge->stores().log, [&](const core::EventRecord& event) {
      count += std::ranges::find(kIrreversible, event.type) != kIrreversible.end() ? 1 : 0;
    });
    return count;
  }

  Drill& d_;
  Journey& to_print_;
  Journey& to_issue_;
  std::vector<Journey*> booked_;
  std::vector<std::string> before_;
  std::int64_t events_ = 0;
  int carried_out_ = 0;
};

enum class LinkState { up, cut };

void edge_clock(Drill& d, milliseconds ahead, LinkState line) {
  d.half();
  Waiting waiting(d);
  waiting.remember();
  d.begin_bad();
  if (line == LinkState::cut) d.world.network().cut(kHere);
  d.world.set_clock_ahead(kHere, ahead);
  for (int i = 0; i < 3; ++i) {
    waiting.try_all();
    d.world.run_for(kWrongFor / 3);
  }
  d.world.set_clock_ahead(kHere, milliseconds{0});
  waiting.try_all();
  d.wait_until_able();
  d.verdict().irreversible_on_doubtful_clock += waiting.damage();
  d.world.network().reconnect(kHere);
  d.settle();
  waiting.go_on();
  d.half();
}

/// The hub registers, decides and takes fees for nobody meanwhile.
void hub_clock(Drill& d) {
  d.half();
  Waiting waiting(d);
  auto& unpaid = d.add_truck();
  unpaid.fill_registries();
  unpaid.apply();
  d.settle();
  waiting.remember();
  d.begin_bad();
  d.world.set_hub_clock_ahead(kFar);
  const auto pay = [&] {
    const auto done = d.world.at_hub([&](hub::Context& c) {
      return decide_application(
          c, {unpaid.application_no, hub::DecisionKind::pay_notice, "aigul", {}, {}},
          d.world.now_at_hub().wall);
    });
    if (done) ++d.verdict().irreversible_on_doubtful_clock;
  };
  for (int i = 0; i < 3; ++i) {
    d.world.run_for(kWrongFor / 3);
    pay();
  }
  d.world.set_hub_clock_ahead(milliseconds{0});
  pay();
  d.wait_until_able();
  d.verdict().irreversible_on_doubtful_clock += waiting.damage();
  unpaid.pay();
  waiting.go_on();
  unpaid.cross();
  d.half();
}

}  // namespace

std::vector<Case> clock_jumps() {
  return {
      {"clock_400_days_ahead", [](Drill& d) { edge_clock(d, kFar, LinkState::up); }},
      {"clock_400_days_ahead_without_a_line", [](Drill& d) { edge_clock(d, kFar, LinkState::cut); },
       15},
      {"clock_400_days_back", [](Drill& d) { edge_clock(d, -kFar, LinkState::up); }},
      {"clock_six_minutes_ahead", [](Drill& d) { edge_clock(d, minutes{6}, LinkState::up); }},
      {"hub_clock_400_days_ahead", hub_clock},
  };
}

}  // namespace otkel::sim
