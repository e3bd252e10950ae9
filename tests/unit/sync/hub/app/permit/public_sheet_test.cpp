// What the holder of a printed act or slip is told.
#include "sync/hub/app/permit/public_sheet.hpp"

#include <gtest/gtest.h>

#include "sync/hub/store/state_check.hpp"
#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

struct PublicSheets : testing::Test {
  Permit p;
  void end(const std::string& check, std::int64_t attempt = 1,
           const std::string& document = "no_fault_slip") {
    core::DocumentEnded fact;
    fact.job = 7;
    fact.document = document;
    fact.subject = "NZ25-H000001/2025-05-20T04:00:00Z";
    fact.booking_no = "NZ25-H000001";
    fact.attempt = attempt;
    fact.result = core::PrintResult::confirmed;
    if (!check.empty()) fact.check = check;
    p.send(fact);
  }
  PublicSheet sheet(const std::string& check, const std::string& number = "NZ25-H000001") {
    return p.hub.db
        .transact([&]() -> core::Result<PublicSheet> {
          return public_sheet(p.hub.context, number, core::SheetCheck::parse(check).value());
        })
        .value();
  }
};

TEST_F(PublicSheets, KnowASheetThatTheCheckpointHasReported) {
  end("AAAABBB2");
  const auto shown = sheet("AAAABBB2");
  EXPECT_EQ(shown.standing, core::RegisterStanding::printed);
  EXPECT_EQ(shown.verdict, core::SheetVerdict::signature_not_asked) << "nobody saw the signature";
  EXPECT_EQ(shown.document, "no_fault_slip");
  EXPECT_EQ(shown.site, "nur-zholy");
  EXPECT_EQ(shown.checkpoint_kk, "Нұр Жолы");
  EXPECT_EQ(shown.attempt, 1);
  EXPECT_TRUE(shown.reported);
}

TEST_F(PublicSheets, ShowNothingWithoutTheCheckOfThatSheet) {
  end("AAAABBB2");
  for (const auto& shown :
       {sheet("AAAABBB3"), sheet("AAAABBB2", "NZ25-H000002"), sheet("AAAABBB2", "")}) {
    EXPECT_EQ(shown.standing, core::RegisterStanding::not_reported);
    EXPECT_EQ(shown.verdict, core::SheetVerdict::not_reported);
    EXPECT_FALSE(shown.document || shown.site || shown.attempt || shown.reported);
  }
}

TEST_F(PublicSheets, DistinguishTheSecondCopyFromTheFirst) {
  end("AAAABBB2");
  end("CCCCDDD3", 2);
  EXPECT_EQ(sheet("AAAABBB2").attempt, 1);
  EXPECT_EQ(sheet("CCCCDDD3").attempt, 2);
}

TEST_F(PublicSheets, TakeTheLastReportOfAnAttemptThatWasMadeAgain) {
  end("AAAABBB2");
  end("CCCCDDD3");
  EXPECT_EQ(sheet("AAAABBB2").standing, core::RegisterStanding::not_reported);
  EXPECT_EQ(sheet("CCCCDDD3").standing, core::RegisterStanding::printed);
}

TEST_F(PublicSheets, ContainNoSheetWithoutACheck) {
  end("", 1, "call_slip");
  EXPECT_TRUE(p.hub.stores.incidents.dead_letters(core::Site{"nur-zholy"}).empty());
}

TEST_F(PublicSheets, SetAsideACheckThatIsNone) {
  end("not one");
  EXPECT_EQ(p.hub.stores.incidents.dead_letters(core::Site{"nur-zholy"}).size(), 1U);
}

TEST_F(PublicSheets, StandInTheTablesAsInTheLog) {
  end("AAAABBB2");
  end("CCCCDDD3", 2);
  const auto check = check_state(p.hub.db);
  ASSERT_TRUE(check) << check.error().detail;
  EXPECT_TRUE(check->differences.empty());
  p.hub.db.script("UPDATE signed_sheet SET sheet_check = 'ZZZZZZZZ' WHERE attempt = 2");
  const auto changed = check_state(p.hub.db);
  ASSERT_TRUE(changed) << changed.error().detail;
  ASSERT_EQ(changed->differences.size(), 1U);
  EXPECT_EQ(changed->differences.front().table, "signed_sheet");
}

}  // namespace
}  // namespace otkel::hub::test
