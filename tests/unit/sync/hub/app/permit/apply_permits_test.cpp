// Blanks and permits as the checkpoints report them, conflicts included.
#include "sync/hub/app/permit/apply_permits.hpp"

#include <array>

#include "sync/hub/app/permit/register_views.hpp"
#include "sync/hub/http/register_page.hpp"
#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

using core::ApplicationState;
using core::BlankState;
using core::Site;

TEST(Projection, FollowsATruckToItsRedemption) {
  Permit p;
  EXPECT_EQ(p.page().status, PublicStatus::formed);
  p.enter();
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::at_checkpoint);
  p.allocate(p.blank);
  EXPECT_EQ(p.row(p.blank).state, BlankState::allocated);
  p.send(core::PrintEnded{
      p.no, p.blank, 1, core::PrintResult::unknown, {}, {}, "", core::PrintJudge::printer});
  EXPECT_EQ(p.row(p.blank).state, BlankState::allocated) << "an unknown print is no print";
  p.send(core::PrintEnded{
      p.no, p.blank, 1, core::PrintResult::confirmed, {}, {}, "", core::PrintJudge::printer});
  EXPECT_EQ(p.row(p.blank).state, BlankState::printed);
  p.send(core::PermitIssued{p.no, p.blank, "101ABC02", "", "KAMAZ"});
  EXPECT_EQ(p.page().status, PublicStatus::issued);
  EXPECT_EQ(p.page().issued_on, "2025-05-20");
  p.redeem();
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_EQ(p.page().redeemed_on, "2025-05-21") << "half past midnight at the checkpoint";
  EXPECT_EQ(p.entry().blank, p.blank);
  EXPECT_EQ(p.hub.application(p.no).state, ApplicationState::closed);
  EXPECT_TRUE(p.incidents().empty());
  EXPECT_TRUE(p.hub.stores.incidents.dead_letters(p.edge.site).empty());
  EXPECT_TRUE(p.hub.stores.incidents.alarms(p.edge.site).empty());
}

TEST(Projection, ShowsTheEvidenceOfARedemptionAndTheTimeOfALateRecord) {
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
  EXPECT_EQ(p.sheet()->evidence, "camera_confirmed_late");
  EXPECT_NE(register_page(*p.sheet(), core::kKazakhstanOffset).find("data-evidence=\"camera_con"),
            std::string::npos);
  EXPECT_EQ(register_page(p.page(), core::kKazakhstanOffset).find("data-evidence"),
            std::string::npos);
}

TEST(Projection, GradesNoRecordAsACamerasIfTheReadIsNearNoCard) {
  for (const auto kind : {core::MatchKind::none, core::MatchKind::no_read}) {
    Permit p;
    p.issue();
    core::Evidence evidence;
    evidence.visit_id = "visit-9";
    evidence.camera = "exit-1";
    evidence.grade = core::EvidenceGrade::camera_confirmed;
    evidence.read = "999ZZZ99";
    evidence.match = core::MatchEvidence{kind, {}, {}, "2"};
    p.send(core::PermitRedeemed{p.no, p.blank, evidence, "officer"});
    EXPECT_EQ(p.page().status, PublicStatus::redeemed) << "it has left";
    EXPECT_EQ(p.sheet()->evidence, "officer_entry");
    EXPECT_EQ(p.incidents(), std::vector<std::string>{"redeemed_against_read"});
  }
}

TEST(Projection, ShowsAnUnsupportedPlateAsAnIncident) {
  Permit p;
  p.issue();
  core::PlateDecided decided;
  decided.visit_id = "visit-9";
  decided.camera = "exit-1";
  decided.role = core::CameraRole::exit;
  decided.decision.raw = "999ZZZ99";
  decided.decision.kind = core::MatchKind::none;
  decided.plate = "101ABC02";
  decided.by = core::Actor::officer("aliya");
  decided.against_read = true;
  p.send(decided);
  p.send(core::IncidentOpened{"INC-000001", core::IncidentKind::plate_against_read, "visit-9",
                              "exit-1 read \"999ZZZ99\"", "aliya"});
  EXPECT_EQ(p.page().status, PublicStatus::issued);
  EXPECT_FALSE(p.sheet()->evidence) << "it is no evidence at all";
  const auto rows = p.hub.stores.incidents.list(p.edge.site);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].kind, "plate_against_read");
  EXPECT_EQ(rows[0].detail, "exit-1 read \"999ZZZ99\" (by an act of aliya)");
}

TEST(Projection, RecordsTheWayBackFromChinaOnceAndChangesNothingElse) {
  Permit p;
  p.issue();
  p.redeem();
  core::Evidence evidence;
  evidence.received = core::parse_iso("2025-05-25T09:00:00+05:00").value();
  p.send(core::VehicleCameBack{"101ABC02", p.no, p.blank, false, evidence});
  const auto first = p.hub.stores.permits.find(p.no)->came_back;
  EXPECT_EQ(first, evidence.received);
  evidence.received += core::minutes{600};
  p.send(core::VehicleCameBack{"101ABC02", p.no, p.blank, true, evidence});
  EXPECT_EQ(p.hub.stores.permits.find(p.no)->came_back, first);
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_TRUE(p.incidents().empty());
}

TEST(Projection, KeepsTheCheckOfEveryAttempt) {
  Permit p;
  p.enter();
  p.allocate(p.blank);
  p.print(p.blank, 1, "AAAAAAAA", core::PrintResult::unknown);
  p.print(p.blank, 2, "BBBBBBBB");
  // Seen by an officer later: that fact carries no check and takes none away.
  p.send(core::PrintEnded{
      p.no, p.blank, 1, core::PrintResult::confirmed, {}, {}, "", core::Actor::officer("aliya")});
  p.print(p.blank, 2, "CCCCCCCC");  // made again after nothing had come out
  std::vector<std::string> checks;
  for (const auto& row : p.hub.stores.sheets.of(p.no))
    checks.push_back(std::to_string(row.attempt) + row.sheet_check);
  EXPECT_EQ(checks, (std::vector<std::string>{"1AAAAAAAA", "2CCCCCCCC"}));
}

TEST(Projection, RefusesTheCheckOfAnotherCheckpointsApplication) {
  Permit p;
  EdgeLogWriter stranger;
  stranger.site = Site{"dostyk"};
  deliver(p.hub, stranger.site,
          {stranger.fact(core::PrintEnded{p.no,
                                          p.blank,
                                          1,
                                          core::PrintResult::unknown,
                                          {},
                                          {},
                                          "",
                                          core::PrintJudge::printer,
                                          "AAAAAAAA"})});
  EXPECT_TRUE(p.hub.stores.sheets.of(p.no).empty());
  const auto dead = p.hub.stores.incidents.dead_letters(Site{"dostyk"});
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead.front().code, "foreign_fact");
}

TEST(Projection, CountsWhatTheLawRequires) {
  Permit p;
  p.issue();
  p.redeem();
  p.send(core::BlankEnded{"C00000102", BlankState::spoiled, {}, "torn"});
  p.send(core::BlankEnded{"C00000103", BlankState::lost, {}, "gone"});
  const auto s = p.hub.stores.permits.statistics(Site{"nur-zholy"});
  EXPECT_EQ(s.supplements_formed, 1);
  EXPECT_EQ(s.permits_issued, 1);
  EXPECT_EQ(s.redeemed, 1);
  EXPECT_EQ(s.spoiled, 1);
  EXPECT_EQ(s.lost, 1);
  EXPECT_EQ(s.returned + s.annulled, 0);
  EXPECT_EQ(p.hub.stores.permits.statistics(Site{"dostyk"}).supplements_formed, 0);
  EXPECT_EQ(p.hub.stores.blanks.counts(std::nullopt).received, 3);
}

TEST(Projection, CountsTheOfficesEndsInNoGroupOfTheLaw) {
  using core::EndCause;
  const auto counted = [](BlankState state, EndCause cause) {
    Permit p;
    p.enter();
    p.allocate(p.blank);
    p.send(core::BlankEnded{p.blank, state, p.no, "so it was", {}, cause});
    const auto s = statistics_view(p.hub.context, std::nullopt);
    return std::array{
        s.returned, s.lost, s.annulled,
        s.ended_apart.set_aside + s.ended_apart.lost_by_office + s.ended_apart.revoked_by_centre};
  };
  using Counts = std::array<std::int64_t, 4>;
  EXPECT_EQ(counted(BlankState::returned, EndCause::returned_by_carrier), (Counts{1, 0, 0, 0}));
  EXPECT_EQ(counted(BlankState::lost, EndCause::lost_by_carrier), (Counts{0, 1, 0, 0}));
  EXPECT_EQ(counted(BlankState::annulled, EndCause::violation), (Counts{0, 0, 1, 0}));
  EXPECT_EQ(counted(BlankState::lost, EndCause::lost_by_office), (Counts{0, 0, 0, 1}));
  EXPECT_EQ(counted(BlankState::annulled, EndCause::set_aside), (Counts{0, 0, 0, 1}));
  EXPECT_EQ(counted(BlankState::annulled, EndCause::revoked_by_centre), (Counts{0, 0, 0, 1}));
  EXPECT_EQ(counted(BlankState::spoiled, EndCause::spoiled), (Counts{0, 0, 0, 0}));
}

TEST(Projection, KeepsThePaidRightIfTheOfficeLostTheNumberOrTheCentreRevokedIt) {
  for (const auto& [state, cause] :
       {std::pair{BlankState::lost, core::EndCause::lost_by_office},
        std::pair{BlankState::annulled, core::EndCause::revoked_by_centre}}) {
    Permit p;
    p.enter();
    p.allocate("C00000101");
    p.send(core::BlankEnded{"C00000101", state, p.no, "so it was", {}, cause});
    EXPECT_EQ(p.entry().state, PermitState::formed);
    EXPECT_EQ(p.entry().blank, std::nullopt);
    p.allocate("C00000102", "C00000101");
    EXPECT_EQ(p.entry().blank, "C00000102");
    EXPECT_EQ(p.row("C00000101").state, state);
    EXPECT_EQ(p.row("C00000101").cause, core::word(cause));
  }
}

TEST(Projection, RecordsTheReturnByAnotherCheckpointOnThePermit) {
  Permit p;
  p.issue();
  p.redeem();
  EdgeLogWriter elsewhere;
  elsewhere.site = Site{"dostyk"};
  core::Evidence evidence;
  evidence.received = core::parse_iso("2025-05-25T09:00:00+05:00").value();
  deliver(p.hub, elsewhere.site,
          {elsewhere.fact(core::VehicleCameBack{"101ABC02", {}, {}, false, evidence})});
  EXPECT_EQ(p.entry().came_back, evidence.received);
  EXPECT_TRUE(p.hub.stores.incidents.list(elsewhere.site).empty());
  EXPECT_TRUE(p.incidents().empty());
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

TEST(Projection, PrefersTheRedemptionToARevocation) {
  Permit p;
  p.issue();
  ASSERT_TRUE(
      p.hub.run([&] { return revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now); }));
  EXPECT_EQ(p.page().status, PublicStatus::revoked);
  p.redeem();
  EXPECT_EQ(p.page().status, PublicStatus::redeemed);
  EXPECT_EQ(p.incidents(), std::vector<std::string>{"redeemed_after_revocation"});
  EXPECT_EQ(
      p.hub.run([&] { return revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now); })
          .error()
          .code,
      core::Code::already_redeemed);
}

TEST(Projection, OpensAnIncidentForContradictingFacts) {
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
         ASSERT_TRUE(p.hub.run(
             [&] { return revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now); }));
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

TEST(Projection, KeepsARedemptionWhateverEndIsReportedAfterIt) {
  for (const auto& [end, incident] : {std::pair{BlankState::returned, "returned_after_redemption"},
                                      std::pair{BlankState::lost, "lost_after_redemption"},
                                      std::pair{BlankState::annulled, "annulled_after_redemption"},
                                      std::pair{BlankState::spoiled, "spoiled_after_redemption"}}) {
    Permit p;
    p.issue();
    p.redeem();
    p.send(core::BlankEnded{p.blank, end, p.no, ""});
    EXPECT_EQ(p.incidents(), std::vector<std::string>{incident});
    EXPECT_EQ(p.row(p.blank).state, BlankState::redeemed) << incident;
  }
}

TEST(Projection, KeepsANumberUniqueInTheWholeCountry) {
  Permit p;
  EdgeLogWriter dostyk;
  dostyk.site = Site{"dostyk"};
  deliver(p.hub, Site{"dostyk"}, {dostyk.fact(core::BlanksReceived{"X-9", "C00000103", 2})});
  EXPECT_EQ(p.row("C00000103").site, Site{"nur-zholy"}) << "the first owner keeps it";
  EXPECT_FALSE(p.hub.stores.blanks.find("C00000104")) << "a pack that squats is not taken in";
  std::vector<std::string> codes;
  for (const auto& one : p.hub.stores.incidents.alarms(Site{"dostyk"})) codes.push_back(one.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"foreign_fact"}));
  deliver(p.hub, Site{"dostyk"},
          {dostyk.fact(core::BlankEnded{"C00000103", BlankState::lost, {}, ""})});
  EXPECT_EQ(p.row("C00000103").state, BlankState::in_stock);
  EXPECT_EQ(p.hub.stores.incidents.dead_letters(Site{"dostyk"}).size(), 2U);
}

TEST(Projection, RaisesAnAlarmIfANumberIsGivenTwice) {
  Permit p;
  p.allocate(p.blank);
  p.hub.settings.checkpoints[0].capacity[0].per_day = 960;
  const auto other = p.hub.formed(2, "102ABC02").application_no;
  p.send(core::NumberAllocated{other, {other}, {p.blank}, {{other, p.blank}}, {}});
  EXPECT_EQ(p.row(p.blank).application_no, p.no);
  const auto alarms = p.hub.stores.incidents.alarms(p.edge.site);
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms[0].code, "number_taken");
  EXPECT_NE(alarms[0].detail.find(other), std::string::npos);
}

}  // namespace
}  // namespace otkel::hub::test
