// The hub's own machine: what its clock may decide, and what is told of disk and port.
#include "sync/hub/app/machine.hpp"

#include "base/codec/json.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct HubMachine : testing::Test {
  Hub hub;
  milliseconds boot{60'000};
  PortNews port;
  std::vector<milliseconds> others;
  std::optional<std::string> report;
  std::optional<core::Instant> backup;
  std::optional<MachineWatch> watch;

  void SetUp() override { start(); }
  void start() {
    watch.emplace(hub.context, MachineProbe{"first",
                                            {},
                                            [this] { return port; },
                                            [this] { return report; },
                                            [this] { return backup; }});
    step();
  }
  void step() {
    hub.now += seconds{1};
    boot += seconds{1};
    watch->look_at_clock({hub.now, boot}, others);
    watch->ask({hub.now, boot});
  }
  void run(milliseconds time) {
    for (milliseconds passed{0}; passed < time; passed += seconds{1}) step();
  }
  core::ClockDoubt doubt() const { return hub.context.machine.clock; }
  bool reported(std::string_view code) const {
    const auto all = notices_of(hub.context.machine, {hub.now, boot});
    return std::ranges::find(all, code, &core::Notice::code) != all.end();
  }
};

TEST_F(HubMachine, DatesNothingWhileItsClockIsFarAhead) {
  const auto bin = hub.carrier(1);
  hub.card("123KAZ05", bin);
  const auto booked = hub.booking("123KAZ05", bin);
  run(seconds{5});
  hub.now += hours{400 * 24};
  step();
  ASSERT_EQ(doubt(), core::ClockDoubt::moved);
  const auto refused = [&](auto&& work) {
    const auto result = hub.run(work);
    return result ? std::nullopt : std::optional(result.error().code);
  };
  EXPECT_EQ(refused([&] { return register_application(hub.context, Hub::form(booked), hub.now); }),
            Code::clock_untrusted);
  EXPECT_EQ(refused([&] {
              return book_slot(hub.context, {"nur-zholy", "124KAZ05", bin, "С.", kSlot}, hub.now);
            }),
            Code::clock_untrusted);
  EXPECT_EQ(refused([&] {
              return decide_application(
                  hub.context, {"NZ25-000001", DecisionKind::pay_notice, "aigul", {}, {}}, hub.now);
            }),
            Code::clock_untrusted);
  EXPECT_EQ(refused([&] {
              return record_payment(hub.context, {"NZ25-000001", {3692}, {}, "PAY-1"}, hub.now);
            }),
            Code::clock_untrusted);
  EXPECT_TRUE(reported("clock_untrusted"));
  EXPECT_FALSE(core::is_ready(notices_of(hub.context.machine, {hub.now, boot})));
}

TEST_F(HubMachine, DatesNothingBetweenAChangeOfItsClockAndTheNextCheck) {
  run(seconds{5});
  EXPECT_TRUE(needs_clock(hub.context, hub.now));
  hub.now += hours{400 * 24};
  EXPECT_EQ(needs_clock(hub.context, hub.now).error().code, Code::clock_untrusted);
  EXPECT_TRUE(reported("clock_untrusted"));
}

TEST_F(HubMachine, FormsNoSupplementInDoubtAndAllOfThemAfterwards) {
  const auto row = hub.noticed(1, "101ABC02");
  auto card = Hub::card_of("101ABC02", row.bin);
  card.title_document.clear();
  ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
  ASSERT_EQ(hub.pay(row.application_no)->state, core::ApplicationState::paid);
  hub.context.machine.clock = core::ClockDoubt::moved;
  hub.card("101ABC02", row.bin);
  EXPECT_EQ(hub.application(row.application_no).state, core::ApplicationState::paid);
  hub.context.machine.clock = core::ClockDoubt::none;
  ASSERT_TRUE(hub.run([&] { return retry_supplements(hub.context, SupplementFilter{}, hub.now); }));
  EXPECT_EQ(hub.application(row.application_no).state, core::ApplicationState::supplement_formed);
}

TEST_F(HubMachine, TrustsItsClockAMinuteAfterItIsBackAlsoOverARestart) {
  hub.now += hours{1};
  step();
  start();
  run(minutes{5});
  EXPECT_EQ(doubt(), core::ClockDoubt::moved);
  hub.now -= hours{1};
  run(seconds{50});
  EXPECT_EQ(doubt(), core::ClockDoubt::moved);
  run(seconds{15});
  EXPECT_EQ(doubt(), core::ClockDoubt::none);
}

TEST_F(HubMachine, BelievesTwoCheckpointsAboutACorrectedClock) {
  hub.now += hours{1};
  const auto theirs = hub.now.time_since_epoch() - boot;
  others = {theirs};
  run(minutes{3});
  EXPECT_EQ(doubt(), core::ClockDoubt::moved) << "one is not enough";
  others = {theirs, theirs + seconds{20}};
  run(minutes{2});
  EXPECT_EQ(doubt(), core::ClockDoubt::none);
}

TEST_F(HubMachine, IsNotStoppedByCheckpointsWhoseClocksAreWrong) {
  const auto theirs = hub.now.time_since_epoch() - boot + hours{5};
  others = {theirs, theirs, theirs};
  run(minutes{3});
  EXPECT_EQ(doubt(), core::ClockDoubt::none);
}

TEST_F(HubMachine, ReportsAStrayFileAmongTheKeys) {
  port.complaints = {"nur-zholy.pub~: is not counted"};
  run(seconds{6});
  EXPECT_TRUE(reported("authorised_keys"));
  EXPECT_TRUE(core::is_ready(notices_of(hub.context.machine, {hub.now, boot})));
  port.complaints.clear();
  run(seconds{6});
  EXPECT_FALSE(reported("authorised_keys"));
}

TEST_F(HubMachine, ReportsARefusedKeyForTenMinutes) {
  port.refused = 1;
  port.problem = "refused the unknown key";
  run(seconds{6});
  EXPECT_TRUE(reported("link_refused"));
  run(minutes{11});
  EXPECT_FALSE(reported("link_refused"));
}

TEST_F(HubMachine, ReportsPasswordsThatMustBeChanged) {
  EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
    hub.stores.officers.put({"a", "A", core::OfficerRole::officer, "$argon2id$1", true});
    hub.stores.officers.put({"b", "B", core::OfficerRole::officer, "commit:1", true});
    return {};
  }));
  run(seconds{6});
  EXPECT_TRUE(reported("passwords_in_log"));
  EXPECT_TRUE(reported("passwords_missing"));
  EXPECT_TRUE(core::is_ready(notices_of(hub.context.machine, {hub.now, boot})));
  EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
    for (const auto* login : {"a", "b"})
      hub.stores.officers.put({login, "A", core::OfficerRole::officer, "commit:2", false});
    return {};
  }));
  run(seconds{6});
  EXPECT_FALSE(reported("passwords_in_log"));
  EXPECT_FALSE(reported("passwords_missing"));
}

TEST_F(HubMachine, ReportsTablesThatDifferFromTheLogs) {
  const auto left = [&](std::vector<std::string> differences) {
    report = codec::encode(ledger::StateReport{hub.now, 9, std::move(differences)});
    run(seconds{6});
  };
  left({"blank C00000001, state", "blank C00000002, state"});
  EXPECT_TRUE(reported("state_differs"));
  EXPECT_TRUE(core::is_ready(notices_of(hub.context.machine, {hub.now, boot})));
  for (const auto site : {core::Site{"nur-zholy"}, core::Site{"dostyk"}}) {
    const auto incidents = hub.stores.incidents.list(site);
    ASSERT_EQ(incidents.size(), 1U) << site.code();
    EXPECT_EQ(incidents[0].kind, "state_differs");
    EXPECT_NE(incidents[0].detail.find("C00000001"), std::string::npos);
  }
  run(seconds{20});
  EXPECT_EQ(hub.stores.incidents.list(std::nullopt).size(), 2U) << "one report is told once";
  left({});
  EXPECT_FALSE(reported("state_differs"));
}

TEST_F(HubMachine, RefusesAReportThatItCannotRead) {
  report = "{\"checked\":";
  run(seconds{6});
  EXPECT_FALSE(reported("state_differs"));
  EXPECT_TRUE(hub.stores.incidents.list(std::nullopt).empty());
}

TEST_F(HubMachine, ReportsABackupOlderThan36HoursAndAMissingOne) {
  const auto wait = [&](hours time) {
    for (int i = 0; i < time.count() * 60; ++i) {
      hub.now += minutes{1};
      boot += minutes{1};
      watch->look_at_clock({hub.now, boot}, others);
      watch->ask({hub.now, boot});
    }
  };
  wait(hours{35});
  start();
  EXPECT_FALSE(reported("backup_overdue"));
  wait(hours{2});
  EXPECT_TRUE(reported("backup_overdue")) << "a start of the hub does not begin the wait anew";
  EXPECT_TRUE(core::is_ready(notices_of(hub.context.machine, {hub.now, boot})));
  backup = hub.now;
  run(seconds{6});
  EXPECT_FALSE(reported("backup_overdue"));
  wait(hours{37});
  EXPECT_TRUE(reported("backup_overdue"));
}

TEST_F(HubMachine, ListsEveryCodeItReports) {
  port.complaints = {"stray"};
  report = codec::encode(ledger::StateReport{hub.now, 9, {"blank C00000001, state"}});
  port.refused = 1;
  backup = hub.now - hours{40};
  run(seconds{6});
  hub.context.machine.clock = core::ClockDoubt::moved;
  hub.context.machine.storage.note("day", core::Error{Code::database_full, ""});
  hub.context.machine.passwords = {1, 1};
  const auto& codes = notice_codes();
  EXPECT_EQ(notices_of(hub.context.machine, {hub.now, boot}).size(), 8U);
  for (const auto& notice : notices_of(hub.context.machine, {hub.now, boot}))
    EXPECT_TRUE(std::ranges::find(codes, notice.code) != codes.end()) << notice.code;
}

}  // namespace
}  // namespace otkel::hub::test
