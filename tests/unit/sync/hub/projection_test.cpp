// From the checkpoints' facts to the tables, conflicts included.
#include "sync/hub/app/projection.hpp"

#include "sync/hub/app/public_permit.hpp"
#include "sync/hub/http/register_page.hpp"
#include "sync/hub/store/blanks.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/incidents.hpp"
#include "sync/hub/store/register.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::ApplicationState;
using core::BlankState;
using core::Site;

/// A truck with a formed supplement, and a checkpoint that has received blanks.
struct Permit {
  Hub hub;
  EdgeLogWriter edge;
  std::string no;
  std::string blank = "C00000101";

  Permit() {
    no = hub.formed(1, "101ABC02").application_no;
    EXPECT_TRUE(hub.run([&] {
      return dispatch_blanks(hub.context, {"nur-zholy", "B-1", "C00000101", 3}, hub.now);
    }));
    send(core::BlanksReceived{"B-1", "C00000101", 3});
  }
  void send(const core::Event& fact) { deliver(hub, edge.site, {edge.fact(fact)}); }
  void allocate(const std::string& number, std::optional<std::string> replaces = {}) {
    send(core::NumberAllocated{no, {no}, {number}, {{no, number}}, std::move(replaces)});
  }
  void enter() {
    send(core::VehicleEntered{"101ABC02", "NZ25-H000001", no, {}});
    send(core::BookingMoved{"NZ25-H000001", "enter", "on_territory", ""});
  }
  void issue() {
    enter();
    allocate(blank);
    send(core::PrintEnded{no, blank, 1, core::PrintResult::confirmed, "", "", "", "printer"});
    send(core::PermitIssued{no, blank, "101ABC02", "", "KAMAZ"});
  }
  void redeem() {
    core::Evidence evidence{"V-9", "exit-1", time_of("2025-05-20T19:30:00Z"),  {},
                            "h",   "r",      core::EvidenceGrade::camera_exact};
    send(core::PermitRedeemed{no, blank, evidence, "exact"});
  }
  BlankRow row(const std::string& number) { return Blanks(hub.db).find(number).value(); }
  RegisterRow entry() { return Register(hub.db).find(no).value(); }
  PublicPermit page() {
    return hub.db.transact([&] { return public_permit(hub.context, no); }).value();
  }
  std::vector<std::string> incidents() {
    std::vector<std::string> kinds;
    for (const auto& one : Incidents(hub.db).list(edge.site)) kinds.push_back(one.kind);
    return kinds;
  }
};

TEST(Projection, FollowsATruckToItsRedemption) {
  Permit p;
  EXPECT_EQ(p.page().status, PublicStatus::formed);
  p.enter();
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::at_checkpoint);
  p.allocate(p.blank);
  EXPECT_EQ(p.row(p.blank).state, BlankState::allocated);
  p.send(core::PrintEnded{p.no, p.blank, 1, core::PrintResult::unknown, "", "", "", "printer"});
  EXPECT_EQ(p.row(p.blank).state, BlankState::allocated) << "an unknown print is no print";
  p.send(core::PrintEnded{p.no, p.blank, 1, core::PrintResult::confirmed, "", "", "", "printer"});
  EXPECT_EQ(p.row(p.blank).state, BlankState::printed);
  p.send(core::PermitIssued{p.no, p.blank, "101ABC02", "", "KAMAZ"});
  EXPECT_EQ(p.page().status, PublicStatus::issued);
  EXPECT_EQ(p.page().issued_on, "2025-05-20");
  p.redeem();
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_EQ(p.page().redeemed_on, "2025-05-21") << "half past midnight at the checkpoint";
  EXPECT_EQ(p.page().blank, p.blank);
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::closed);
  EXPECT_TRUE(p.incidents().empty());
  EXPECT_TRUE(Incidents(p.hub.db).dead_letters(p.edge.site).empty());
  EXPECT_TRUE(Incidents(p.hub.db).alarms(p.edge.site).empty());
}

TEST(Projection, ShowsWhatARedemptionRestsOnAndTheMomentALateRecordTells) {
  Permit p;
  p.issue();
  core::Evidence evidence;
  evidence.visit_id = "late";
  evidence.camera = "exit-1";
  evidence.grade = core::EvidenceGrade::camera_confirmed_late;
  evidence.camera_time = core::parse_iso("2025-05-20T13:00:00+05:00").value();
  evidence.skew_ms = -3 * 3600 * 1000;
  evidence.received = core::parse_iso("2025-05-22T09:00:00+05:00").value();
  evidence.match = core::MatchEvidence{core::MatchKind::exact, 0.0, {}, "2"};
  p.send(core::PermitRedeemed{p.no, p.blank, evidence, "officer"});
  EXPECT_EQ(p.page().redeemed_on, "2025-05-20");
  EXPECT_EQ(p.page().evidence, "camera_confirmed_late");
  EXPECT_NE(register_page(p.page(), core::kKazakhstanOffset).find("data-evidence=\"camera_con"),
            std::string::npos);
}

TEST(Projection, NotesTheWayBackFromChinaOnceAndChangesNothingElse) {
  Permit p;
  p.issue();
  p.redeem();
  core::Evidence evidence;
  evidence.received = core::parse_iso("2025-05-25T09:00:00+05:00").value();
  p.send(core::VehicleCameBack{"101ABC02", p.no, p.blank, false, evidence});
  const auto first = Register(p.hub.db).find(p.no)->came_back;
  EXPECT_EQ(first, evidence.received);
  evidence.received += core::minutes{600};
  p.send(core::VehicleCameBack{"101ABC02", p.no, p.blank, true, evidence});
  EXPECT_EQ(Register(p.hub.db).find(p.no)->came_back, first);
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_TRUE(p.incidents().empty());
}

TEST(Projection, CountsWhatTheLawAsksFor) {
  Permit p;
  p.issue();
  p.redeem();
  p.send(core::BlankEnded{"C00000102", BlankState::spoiled, {}, "torn"});
  p.send(core::BlankEnded{"C00000103", BlankState::lost, {}, "gone"});
  const auto s = Register(p.hub.db).statistics(Site::nur_zholy);
  EXPECT_EQ(s.supplements_formed, 1);
  EXPECT_EQ(s.permits_issued, 1);
  EXPECT_EQ(s.redeemed, 1);
  EXPECT_EQ(s.spoiled, 1);
  EXPECT_EQ(s.lost, 1);
  EXPECT_EQ(s.returned + s.annulled, 0);
  EXPECT_EQ(Register(p.hub.db).statistics(Site::dostyk).supplements_formed, 0);
  EXPECT_EQ(Blanks(p.hub.db).counts(std::nullopt).received, 3);
}

TEST(Projection, ReplacesASpoiledNumberAndKeepsBothLinked) {
  Permit p;
  p.enter();
  p.allocate("C00000101");
  p.send(core::BlankEnded{"C00000101", BlankState::spoiled, p.no, "wrong date"});
  EXPECT_EQ(p.entry().blank, std::nullopt);
  p.allocate("C00000102", "C00000101");
  EXPECT_EQ(p.row("C00000102").replaces, "C00000101");
  EXPECT_EQ(p.row("C00000101").state, BlankState::spoiled);
  EXPECT_EQ(p.entry().blank, "C00000102");
}

TEST(Projection, ReturnsABlankOfATruckThatTurnedBack) {
  Permit p;
  p.issue();
  p.send(core::BookingMoved{"NZ25-H000001", "turn_back", "turned_back", ""});
  p.send(core::BlankEnded{p.blank, BlankState::returned, p.no, ""});
  EXPECT_EQ(p.page().status, PublicStatus::returned);
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::closed);
}

TEST(Projection, LetsATruckThatTurnedBackBeforeIssueComeAgain) {
  Permit p;
  p.enter();
  p.send(core::VehicleTurnedBack{"101ABC02", false, {}, {}});
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::supplement_formed);
}

TEST(Projection, LetsTheRedemptionWinOverARevocation) {
  Permit p;
  p.issue();
  ASSERT_TRUE(revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now));
  EXPECT_EQ(p.page().status, PublicStatus::revoked);
  p.redeem();
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_EQ(p.incidents(), std::vector<std::string>{"redeemed_after_revocation"});
  EXPECT_EQ(revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now).error().code,
            core::Code::already_redeemed);
}

TEST(Projection, OpensAnIncidentWhereTwoTruthsMeet) {
  struct Case {
    const char* name;
    void (*script)(Permit&);
    const char* incident;
    BlankState state;
  };
  const std::vector<Case> cases{
      {"lost, then seen leaving",
       [](Permit& p) {
         p.issue();
         p.send(core::BlankEnded{p.blank, BlankState::lost, p.no, ""});
         p.redeem();
       },
       "redeemed_from_lost", BlankState::redeemed},
      {"left, then told as returned",
       [](Permit& p) {
         p.issue();
         p.redeem();
         p.send(core::BlankEnded{p.blank, BlankState::returned, p.no, ""});
       },
       "returned_after_redemption", BlankState::redeemed},
      {"handed over after the revocation",
       [](Permit& p) {
         ASSERT_TRUE(revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now));
         p.issue();
       },
       "issued_after_revocation", BlankState::issued},
  };
  for (const auto& c : cases) {
    Permit p;
    c.script(p);
    EXPECT_EQ(p.incidents(), std::vector<std::string>{c.incident}) << c.name;
    EXPECT_EQ(p.row(p.blank).state, c.state) << c.name;
  }
}

TEST(Projection, BuriesPoisonAndGoesOn) {
  Permit p;
  deliver(p.hub, p.edge.site,
          {p.edge.raw("no_such_fact", "{}"), p.edge.raw("permit_issued", "not json"),
           p.edge.fact(core::PermitIssued{"NZ25-000777", p.blank, "X", "", ""}),
           p.edge.fact(core::BlankEnded{p.blank, BlankState::lost, {}, "gone"})});
  const auto dead = Incidents(p.hub.db).dead_letters(p.edge.site);
  ASSERT_EQ(dead.size(), 3U);
  EXPECT_EQ(dead[0].code, "event_malformed");
  EXPECT_EQ(dead[2].type, "permit_issued");
  EXPECT_EQ(Incidents(p.hub.db).alarms(p.edge.site).size(), 3U);
  EXPECT_EQ(p.row(p.blank).state, BlankState::lost) << "the line went on";
  const auto progress = EdgeLog(p.hub.db).progress(p.edge.site);
  EXPECT_EQ(progress.projected_seq, progress.head.seq);
}

TEST(Projection, KeepsANumberUniqueInTheWholeCountry) {
  Permit p;
  EdgeLogWriter dostyk;
  dostyk.site = Site::dostyk;
  deliver(p.hub, Site::dostyk, {dostyk.fact(core::BlanksReceived{"X-9", "C00000103", 2})});
  EXPECT_EQ(p.row("C00000103").site, Site::nur_zholy) << "the first owner keeps it";
  EXPECT_EQ(p.row("C00000104").site, Site::dostyk);
  std::vector<std::string> codes;
  for (const auto& one : Incidents(p.hub.db).alarms(Site::dostyk)) codes.push_back(one.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"batch_not_found", "number_taken"}));
  deliver(p.hub, Site::dostyk,
          {dostyk.fact(core::BlankEnded{"C00000103", BlankState::lost, {}, ""})});
  EXPECT_EQ(p.row("C00000103").state, BlankState::in_stock);
  EXPECT_EQ(Incidents(p.hub.db).dead_letters(Site::dostyk).size(), 1U);
}

TEST(Projection, RaisesAnAlarmWhereANumberIsGivenTwice) {
  Permit p;
  p.allocate(p.blank);
  p.hub.settings.checkpoints[0].capacity[0].per_day = 960;
  const auto other = p.hub.formed(2, "102ABC02").application_no;
  p.send(core::NumberAllocated{other, {other}, {p.blank}, {{other, p.blank}}, {}});
  EXPECT_EQ(p.row(p.blank).application_no, p.no);
  const auto alarms = Incidents(p.hub.db).alarms(p.edge.site);
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms[0].code, "number_taken");
  EXPECT_NE(alarms[0].detail.find(other), std::string::npos);
}

TEST(Projection, TakesBookingsTheCheckpointSold) {
  Hub hub;
  EdgeLogWriter edge;
  const auto bin = hub.carrier(1);
  hub.card("101ABC02", bin);
  deliver(hub, edge.site,
          {edge.fact(core::BookingConfirmed{"NZ25-E000001", "101ABC02", bin, core::Seller::edge,
                                            kSlot, kSlot + std::chrono::minutes{30}})});
  const auto row = Bookings(hub.db).find("NZ25-E000001");
  ASSERT_TRUE(row);
  EXPECT_TRUE(hub.run([&] { return register_application(hub.context, Hub::form(*row), hub.now); }));
}

TEST(Projection, SetsABookingOfTheOtherSellerApart) {
  Hub hub;
  EdgeLogWriter edge;
  const auto bin = hub.carrier(1);
  hub.booking("101ABC02", bin);
  deliver(hub, edge.site,
          {edge.fact(core::BookingConfirmed{"NZ25-E000001", "101ABC02", bin, core::Seller::edge,
                                            kSlot, kSlot + std::chrono::minutes{30}}),
           edge.fact(core::BookingMoved{"NZ25-E000001", "check_in", "checked_in", ""})});
  EXPECT_TRUE(Bookings(hub.db).find("NZ25-E000001")->contested);
  const auto incidents = Incidents(hub.db).list(edge.site);
  ASSERT_EQ(incidents.size(), 1U) << "told once, not at every step";
  EXPECT_EQ(incidents[0].kind, "two_active_bookings");
  EXPECT_TRUE(Incidents(hub.db).dead_letters(edge.site).empty());
}

TEST(Projection, OpensAnIncidentOfOneKindAboutOneSubjectOnceWhileItIsOpen) {
  Hub hub;
  const auto open = [&](const char* kind, const char* subject, Site site = Site::nur_zholy) {
    EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
      open_incident(hub.context, site, {kind, subject, "seen again"}, hub.now);
      return {};
    }));
  };
  open("two_active_bookings", "NZ25-H000001");
  open("two_active_bookings", "NZ25-H000001");
  EXPECT_EQ(Incidents(hub.db).list(Site::nur_zholy).size(), 1U);
  open("two_active_bookings", "NZ25-H000002");
  open("redeemed_vs_annulled", "NZ25-H000001");
  open("two_active_bookings", "NZ25-H000001", Site::dostyk);
  EXPECT_EQ(Incidents(hub.db).list({}).size(), 4U);
  hub.db.run("UPDATE incident SET closed_utc_ms = 1 WHERE subject = 'NZ25-H000001'");
  open("two_active_bookings", "NZ25-H000001");
  EXPECT_EQ(Incidents(hub.db).list(Site::nur_zholy).size(), 4U) << "closed, so it is a new one";
}

TEST(Projection, KeepsTheCheckpointsIncidentsAndTheirEnd) {
  Hub hub;
  EdgeLogWriter edge;
  deliver(hub, edge.site,
          {edge.fact(core::IncidentOpened{"NZ-000001", "second_exit", "101ABC02", "again"}),
           edge.fact(core::IncidentClosed{"NZ-000001", "was the trailer"})});
  const auto incidents = Incidents(hub.db).list(Site::nur_zholy);
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].origin, core::LogSide::edge);
  EXPECT_EQ(incidents[0].note, "was the trailer");
}

TEST(Projection, ReadsNoEventTwice) {
  Permit p;
  p.issue();
  const auto before = Blanks(p.hub.db).counts(std::nullopt);
  EXPECT_EQ(project(p.hub.context, p.edge.site, 100, p.hub.now).value(), 0);
  EXPECT_EQ(Blanks(p.hub.db).counts(std::nullopt), before);
}

}  // namespace
}  // namespace otkel::hub::test
