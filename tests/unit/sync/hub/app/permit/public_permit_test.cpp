// What the number alone tells, what the check of a sheet opens, and how old the data is.
#include "sync/hub/app/permit/public_permit.hpp"

#include "base/codec/fields_hash.hpp"
#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "core/fact/supplement_text.hpp"
#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

struct PublicPermitTest : testing::Test {
  Hub hub;
  std::string no = hub.formed(1, "101ABC02").application_no;

  PublicPermit shown() {
    return hub.run([&] { return public_permit(hub.context, no, hub.now); }).value();
  }
};

TEST_F(PublicPermitTest, HasNoAgeBeforeTheCheckpointWasHeard) {
  EXPECT_FALSE(shown().as_of);
  EXPECT_FALSE(shown().age_seconds);
}

TEST_F(PublicPermitTest, IsAsOldAsTheLastEventIfNoLinkWasEverCurrent) {
  EdgeLogWriter edge;
  deliver(hub, edge.site, {edge.fact(core::EpochBegan{"created", "demonstration"})});
  hub.now += std::chrono::minutes{5};
  EXPECT_EQ(shown().as_of, kNow);
  EXPECT_EQ(shown().age_seconds, 300);
}

TEST_F(PublicPermitTest, IsAsOldAsTheMomentWhenTheLinkLastHadEverything) {
  EdgeLogWriter edge;
  deliver(hub, edge.site, {edge.fact(core::EpochBegan{"created", "demonstration"})});
  hub.now += std::chrono::minutes{5};
  hub.stores.links.put({.site = Site{"nur-zholy"}, .current = kNow + std::chrono::minutes{4}});
  EXPECT_EQ(shown().as_of, kNow + std::chrono::minutes{4});
  EXPECT_EQ(shown().age_seconds, 60);
}

TEST(PublicPermitByNumber, ShowsOnlyStatusKindCheckpointAndDates) {
  Permit p;
  p.issue();
  p.redeem();
  const auto shown = p.page();
  EXPECT_EQ(shown.status, PublicStatus::redeemed);
  EXPECT_EQ(shown.check, CheckState::not_given);
  EXPECT_EQ(shown.permit_type, "C");
  EXPECT_EQ(shown.checkpoint_kk, "Нұр Жолы");
  EXPECT_EQ(shown.issued_on, "2025-05-20");
  EXPECT_EQ(shown.redeemed_on, "2025-05-21");
  std::string names;
  core::for_each_field(shown, [&]<class F>(std::string_view name, const F& value) {
    if constexpr (requires { value.has_value(); })
      if (value) names += std::string(name) + " ";
  });
  EXPECT_EQ(names, "site checkpoint_kk permit_type issued_on redeemed_on as_of age_seconds ");
}

TEST(PublicPermitOfASheet, ShowsTheRestToTheHolderOfAnyAttempt) {
  Permit p;
  p.issue();
  p.print(p.blank, 2, "CCCCDDD3");
  p.redeem();
  for (const auto& [check, attempt] : {std::pair{Permit::kCheck, 1}, {"CCCCDDD3", 2}}) {
    const auto shown = p.sheet(check);
    ASSERT_TRUE(shown) << shown.error().detail;
    EXPECT_EQ(shown->check, CheckState::right);
    EXPECT_EQ(shown->attempt, attempt);
    EXPECT_EQ(shown->plate, "101ABC02");
    EXPECT_EQ(shown->carrier_name, "Тасымал 1");
    EXPECT_EQ(shown->blank, p.blank);
    EXPECT_EQ(shown->redeemed_at, time_of("2025-05-20T19:30:00Z"));
    EXPECT_EQ(shown->evidence, "camera_exact");
    EXPECT_EQ(shown->verdict, core::SheetVerdict::redeemed);
  }
}

TEST(PublicPermitOfASheet, IsNotReportedUntilThePrintFactHasArrived) {
  Permit p;
  p.enter();
  p.allocate(p.blank);
  const auto early = p.sheet();
  ASSERT_TRUE(early) << early.error().detail;
  EXPECT_EQ(early->check, CheckState::not_reported);
  EXPECT_EQ(early->verdict, core::SheetVerdict::not_reported);
  EXPECT_FALSE(early->plate);
  p.print(p.blank, 1, Permit::kCheck);
  EXPECT_EQ(p.sheet()->check, CheckState::right);
}

TEST(PublicPermitOfASheet, ReportsAWrongCheckOnlyIfTheCheckpointsDataIsComplete) {
  Permit p;
  p.issue();
  EXPECT_EQ(p.sheet("ZZZZZZZZ").error().code, core::Code::check_wrong);
  // The second attempt may have been printed since the link went down.
  p.hub.now += std::chrono::hours{3};
  EXPECT_EQ(p.sheet("ZZZZZZZZ")->check, CheckState::not_reported);
  EXPECT_EQ(p.sheet()->check, CheckState::right);
}

TEST(PublicPermitOfASheet, IsNeverValidOnceTheNumberHasEnded) {
  using core::BlankState;
  for (const auto& [state, word] : {std::pair{BlankState::lost, "lost"},
                                    {BlankState::annulled, "annulled"},
                                    {BlankState::returned, "returned"},
                                    {BlankState::spoiled, "spoiled"}}) {
    Permit p;
    p.issue();
    EXPECT_EQ(p.sheet()->verdict, core::SheetVerdict::signature_not_asked);
    EXPECT_EQ(core::sheet_verdict(core::SignatureStanding::valid, *p.sheet()->standing),
              core::SheetVerdict::valid);
    p.send(core::BlankEnded{p.blank, state, p.no, "so"});
    ASSERT_TRUE(p.sheet()) << word;
    EXPECT_EQ(core::word(*p.sheet()->verdict), word);
    EXPECT_EQ(core::word(core::sheet_verdict(core::SignatureStanding::valid, *p.sheet()->standing)),
              word);
  }
  Permit p;
  p.issue();
  EXPECT_TRUE(
      p.hub.run([&] { return revoke_permit(p.hub.context, p.no, "court", "aigul", p.hub.now); }));
  EXPECT_EQ(p.sheet()->verdict, core::SheetVerdict::revoked);
}

TEST(PublicPermitOfASheet, HasTheHashOfItsFieldsAndTheNumberOfThatSheet) {
  Permit p;
  p.issue();
  const auto row = p.hub.stores.permits.find(p.no).value();
  const auto text = codec::decode<core::SupplementText>(row.supplement).value();
  EXPECT_EQ(p.sheet()->fields_hash, codec::to_hex(codec::fields_hash(text, p.blank)));
  EXPECT_FALSE(public_permit(p.hub.context, p.no, p.hub.now)->fields_hash) << "not by the number";
}

TEST(PublicPermitOfASheet, ReportsAReplacedNumberAsSpoiledAndTheNewOneAsIssued) {
  Permit p;
  p.enter();
  p.allocate("C00000101");
  p.print("C00000101", 1, "AAAAAAAA");
  p.send(core::BlankEnded{"C00000101", core::BlankState::spoiled, p.no, "wrong date"});
  p.allocate("C00000102", "C00000101");
  p.print("C00000102", 1, "BBBBBBBB");
  p.send(core::PermitIssued{p.no, "C00000102", "101ABC02", "", "KAMAZ"});
  EXPECT_EQ(p.sheet("AAAAAAAA")->verdict, core::SheetVerdict::spoiled);
  EXPECT_EQ(p.sheet("AAAAAAAA")->blank, "C00000101");
  EXPECT_EQ(p.sheet("BBBBBBBB")->standing, core::RegisterStanding::issued);
}

}  // namespace
}  // namespace otkel::hub::test
