// Random days at two checkpoints: whatever the portal, officers and checkpoints do or say in
// whatever order, also what makes no sense, the tables are what the logs say.
#include "sync/hub/store/state_replay.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <tuple>

#include "sync/hub/store/state_check.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

constexpr const char* kSites[] = {"nur-zholy", "dostyk"};

enum class Step {
  carrier,
  card,
  officer,
  misuse,
  book,
  withdraw,
  apply,
  decide,
  pay,
  revoke,
  dispatch,
  receive,
  confirm,
  booking_moved,
  enter,
  turn_back,
  allocate,
  replace,
  printed,
  issue,
  redeem,
  end_blank,
  close,
  came_back,
  incident,
  incident_closed,
  time_passes,
  count
};

/// Five trucks, few blanks, so that everybody meets everybody.
struct Day {
  Hub hub;
  EdgeLogWriter edges[2];
  std::vector<std::string> bookings, applications, plates;
  std::vector<core::EventRecord> late;  ///< written at a checkpoint, not sent yet
  int batches = 0;

  Day() {
    for (auto& at : hub.settings.checkpoints) at.capacity = {{date_of("2023-01-01"), 960, 50}};
    edges[1].site = Site{"dostyk"};
    edges[1].epoch = std::string(32, 'd');
    for (int n = 0; n < 5; ++n) {
      plates.push_back("10" + std::to_string(n) + "ABC02");
      hub.card(plates.back(), hub.carrier(n));
    }
  }

  // What a day draws from.
  static int draw(int below) { return *rc::gen::inRange(0, below); }
  static bool seldom() { return draw(6) == 0; }
  /// Mostly the newest: what was begun gets far, and the others come between.
  template <class T>
  static T one_of(const std::vector<T>& all) {
    if (all.empty()) return {};
    return seldom() ? all[static_cast<std::size_t>(draw(static_cast<int>(all.size())))]
                    : all.back();
  }
  static std::string any_blank() { return "C0000010" + std::to_string(draw(8)); }
  std::string free_blank() {
    auto row = hub.db.prepare("SELECT number FROM blank WHERE state = 'in_stock' LIMIT 1");
    return !seldom() && row.step() ? row.text(0) : any_blank();
  }
  std::string application() const { return one_of(applications); }
  std::string plate() const { return plates[static_cast<std::size_t>(draw(5))]; }
  std::string plate_of(const std::string& application) {
    const auto row = hub.stores.applications.find(application);
    return row && !seldom() ? row->plate : plate();
  }

  void say(const core::Event& fact) {
    auto& edge = edges[draw(10) == 0 ? 1 : 0];
    deliver(hub, edge.site, {edge.fact(fact)});
  }
  std::string number_of(const std::string& application) {
    const auto permit = hub.stores.permits.find(application);
    return permit && permit->blank && !seldom() ? *permit->blank : any_blank();
  }
  template <class Work>
  void verb(Work work) {
    std::ignore = hub.run(work);
  }

  void registries(Step step);
  void portal(Step step);
  void office(Step step);
  void queue(Step step);
  void stock(Step step);
  void gate(Step step);
  void go(Step step);
};

void Day::registries(Step step) {
  const int n = draw(5);
  if (step == Step::carrier)
    verb([&] {
      return record_carrier(hub.context,
                            {bin_of(n), "Тасымал " + std::to_string(draw(3)), "Алматы", "AC-1",
                             seldom() ? "2025-01-01" : "2026-01-01"},
                            hub.now);
    });
  if (step == Step::card) {
    auto card = Hub::card_of(plates[static_cast<std::size_t>(n)], bin_of(draw(5)));
    card.make = draw(2) == 0 ? "MAN" : "KAMAZ";
    if (draw(3) == 0) card.card_no += "-2";
    if (draw(3) == 0) card.title_document.clear();
    verb([&] { return record_permit_cards(hub.context, {card}, hub.now); });
  }
  if (step == Step::misuse)
    verb([&] {
      return record_misuse(hub.context,
                           {bin_of(n), core::Misuse::blank_handed_over,
                            "2025-05-0" + std::to_string(draw(3) + 1), "акт"},
                           hub.now);
    });
  if (step == Step::officer) {
    const core::OfficerRecorded officer{"aliya", "Әлия", core::OfficerRole::officer,
                                        "hash " + std::to_string(draw(3)), draw(2) == 0};
    verb([&]() -> core::Result<void> {
      hub.stores.officers.put(officer);
      publish_to_all(hub.context, core::Actor::hub(), hub.now, officer);
      return {};
    });
  }
}

void Day::portal(Step step) {
  if (step == Step::book) {
    const auto at = static_cast<std::size_t>(draw(5));
    const auto made = hub.run([&] {
      return book_slot(hub.context,
                       {kSites[draw(8) == 0], plates[at], bin_of(static_cast<int>(at)), "С. С.",
                        kSlot + std::chrono::hours{draw(2)}},
                       hub.now);
    });
    if (made) bookings.push_back(made->booking_no);
  }
  if (step == Step::withdraw)
    verb([&] { return withdraw_booking(hub.context, one_of(bookings), "раздумал", hub.now); });
  if (step == Step::apply) {
    const auto booking = hub.stores.bookings.find(one_of(bookings));
    if (!booking) return;
    const auto form = Hub::form(booking_view(*booking));
    const auto row = hub.run([&] { return register_application(hub.context, form, hub.now); });
    if (row) applications.push_back(row->application_no);
  }
}

void Day::office(Step step) {
  const auto no = application();
  if (step == Step::decide) {
    DecideApplication command{no, DecisionKind::pay_notice, "aigul", {}, "хат"};
    if (draw(5) == 0) {
      command.decision = DecisionKind::refusal;
      command.grounds = {core::RefusalGround::f2};
    }
    verb([&] { return decide_application(hub.context, command, hub.now); });
  }
  if (step == Step::pay) std::ignore = hub.pay(no);
  if (step == Step::revoke)
    verb([&] {
      return draw(3) == 0 ? withdraw_revocation(hub.context, no, "қате болған", "aigul", hub.now)
                          : revoke_permit(hub.context, no, "қате", "aigul", hub.now);
    });
}

void Day::queue(Step step) {
  const auto no = draw(4) == 0 ? "NZ25-E00000" + std::to_string(draw(3) + 1) : one_of(bookings);
  const auto row = hub.stores.bookings.find(no);
  if (step == Step::confirm)
    say(core::BookingConfirmed{no, row ? row->plate : plate(), bin_of(draw(5)),
                               row ? row->seller : core::Seller::edge, kSlot,
                               kSlot + std::chrono::minutes{60}});
  if (step == Step::booking_moved)
    say(core::BookingMoved{
        no, "",
        std::string(core::EnumWords<core::BookingState>::words[static_cast<std::size_t>(draw(9))]),
        ""});
  const auto application_no = application();
  if (step == Step::enter)
    say(core::VehicleEntered{plate_of(application_no), {}, application_no, {}});
  if (step == Step::turn_back)
    say(core::VehicleTurnedBack{plate_of(application_no), draw(3) == 0, {}, {}});
  if (step == Step::close)
    say(core::ApplicationClosed{application_no, draw(2) == 0 ? "lapsed" : "closed",
                                draw(2) == 0 ? "мерзімі өтті" : ""});
}

void Day::stock(Step step) {
  const auto first = "C0000010" + std::to_string(draw(6));
  const auto batch = "B-" + std::to_string(draw(6));
  const std::int64_t count = draw(3) + 1;
  if (step == Step::dispatch)
    verb([&] {
      return dispatch_blanks(hub.context, {kSites[draw(8) == 0], batch, first, count}, hub.now);
    });
  if (step == Step::receive) {
    const auto sent = hub.stores.blanks.find_delivery(batch);
    say(sent ? core::BlanksReceived{batch, sent->first, sent->count}
             : core::BlanksReceived{batch, first, count});
  }
  const auto no = application();
  if (step == Step::allocate) {
    const auto given = free_blank();
    say(core::NumberAllocated{no, {no}, {given}, {{no, given}}, {}});
  }
  if (step == Step::replace) {
    const auto given = free_blank();
    say(core::NumberAllocated{no, {no}, {given}, {{no, given}}, number_of(no)});
  }
}

void Day::gate(Step step) {
  const auto no = application();
  const auto number = number_of(no);
  if (step == Step::printed)
    say(core::PrintEnded{no,
                         number,
                         draw(3),
                         static_cast<core::PrintResult>(draw(3)),
                         {},
                         {},
                         "",
                         core::PrintJudge::printer,
                         draw(2) == 0 ? std::optional<std::string>("AAAABBB2") : std::nullopt});
  if (step == Step::issue) say(core::PermitIssued{no, number, plate_of(no), bin_of(1), "KAMAZ"});
  core::Evidence evidence;
  evidence.received = hub.now;
  if (step == Step::redeem) say(core::PermitRedeemed{no, number, evidence, "exact"});
  if (step == Step::end_blank)
    say(core::BlankEnded{
        number,
        static_cast<core::BlankState>(draw(5) + 4),
        draw(2) == 0 ? std::optional(no) : std::nullopt,
        "акт",
        {},
        draw(2) == 0 ? std::optional(static_cast<core::EndCause>(draw(7))) : std::nullopt});
  if (step == Step::came_back) {
    core::VehicleCameBack home{plate_of(no), {}, {}, draw(4) == 0, evidence};
    if (draw(2) == 0) home.application_no = no;
    say(home);
  }
  const auto incident = "INC-00000" + std::to_string(draw(3));
  if (step == Step::incident)
    say(core::IncidentOpened{incident, core::IncidentWord::read("kind"), plate(), "detail"});
  if (step == Step::incident_closed) say(core::IncidentClosed{incident, "көрдім"});
}

void Day::go(Step step) {
  registries(step);
  portal(step);
  office(step);
  queue(step);
  stock(step);
  gate(step);
  if (step == Step::time_passes) hub.now += std::chrono::minutes{draw(20)};
}

/// The way of a truck, so that a day gets far, and then anything.
Step drawn(int at) {
  static constexpr Step kWay[] = {Step::dispatch,  Step::receive,      Step::book,    Step::apply,
                                  Step::decide,    Step::pay,          Step::confirm, Step::enter,
                                  Step::allocate,  Step::printed,      Step::issue,   Step::count,
                                  Step::came_back, Step::booking_moved};
  if (Day::seldom()) return static_cast<Step>(Day::draw(static_cast<int>(Step::count)));
  const auto step = kWay[static_cast<std::size_t>(at) % std::size(kWay)];
  if (step != Step::count) return step;
  static constexpr Step kEnds[] = {Step::redeem, Step::end_blank, Step::replace, Step::turn_back};
  return kEnds[Day::draw(4)];
}

RC_GTEST_PROP(HubReplay, MatchesTheTablesAfterEveryStepOfARandomDay, ()) {
  Day day;
  const int steps = *rc::gen::inRange(20, 120);
  for (int at = 0; at < steps; ++at) {
    const auto step = drawn(at);
    day.go(step);
    const auto check = check_state(day.hub.db);
    RC_ASSERT(check.has_value());
    for (const auto& difference : check->differences)
      RC_LOG() << "step " << at << ", kind " << static_cast<int>(step) << ": " << difference.words()
               << "\n";
    RC_ASSERT(check->differences.empty());
  }
  const auto permits = day.hub.stores.permits.statistics(std::nullopt);
  RC_CLASSIFY(permits.permits_issued > 0, "a permit was issued");
  RC_CLASSIFY(permits.redeemed > 0, "a permit was redeemed");
  RC_CLASSIFY(permits.spoiled > 0, "a blank was spoiled");
}

}  // namespace
}  // namespace otkel::hub::test
