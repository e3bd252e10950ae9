// The words that docs/openapi/hub and the hub's tables repeat are those of the product.
#include "core/fact/grounds.hpp"
#include "core/fact/incident.hpp"
#include "core/permit/sheet_verdict.hpp"
#include "core/value/booking_no.hpp"
#include "ledger/history.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/app/permit/public_permit.hpp"
#include "sync/hub/app/service/decision.hpp"
#include "sync/hub/migrations.hpp"
#include "tests/contract/hub/running_hub.hpp"
#include "tests/support/sql_words.hpp"

namespace otkel::hub::test {
namespace {

using otkel::test::differences;
using otkel::test::WordLists;
using otkel::test::words;

/// The register is always asked for a number, and a permit is more than printed.
std::vector<std::string> standings() {
  auto out = words<core::RegisterStanding>();
  std::erase(out, core::word(core::RegisterStanding::not_asked));
  std::erase(out, core::word(core::RegisterStanding::printed));
  return out;
}

/// Of an act or a slip.
std::vector<std::string> sheet_standings() {
  using enum core::RegisterStanding;
  return {std::string(core::word(not_reported)), std::string(core::word(printed))};
}

/// What can be said of a sheet without its signature, which is not sent to the register.
std::vector<std::string> verdicts(const std::vector<std::string>& of) {
  auto out = words<core::SheetVerdict>();
  std::erase_if(out, [&](const std::string& verdict) {
    return std::ranges::none_of(of, [&](const std::string& standing) {
      const auto known = core::from_word<core::RegisterStanding>(standing).value();
      return core::word(core::sheet_verdict(std::nullopt, known)) == verdict;
    });
  });
  return out;
}

TEST(HubWords, MatchTheDocument) {
  const WordLists product{
      {"/api/v1/register/get/format", {"json", "csv"}},
      {"Readiness/notices/code", notice_codes()},
      {"Readiness/notices/weight", words<core::NoticeWeight>()},
      {"IncidentKind", words<core::IncidentKind>()},
      {"Misuse/kind", words<core::Misuse>()},
      {"Officer/role", words<core::OfficerRole>()},
      {"Booking/seller", words<core::Seller>()},
      {"Booking/state", words<core::BookingState>()},
      {"ApplicationState", words<core::ApplicationState>()},
      {"Ground", words<core::RefusalGround>()},
      {"PermitState", words<PermitState>()},
      {"Decision/decision", words<DecisionKind>()},
      {"EvidenceGrade", words<core::EvidenceGrade>()},
      {"PublicPermit/status", words<PublicStatus>()},
      {"PublicPermit/check", words<CheckState>()},
      {"PublicPermit/standing", standings()},
      {"PublicPermit/verdict", verdicts(standings())},
      {"PublicSheet/standing", sheet_standings()},
      {"PublicSheet/verdict", verdicts(sheet_standings())},
      {"Incidents/incidents/origin", words<core::LogSide>()},
  };
  EXPECT_EQ(differences(contract().enums(), product), std::vector<std::string>{});
}

TEST(HubWords, MatchTheTables) {
  auto db = sqlite::Database::open(":memory:", migrations()).value();
  const WordLists product{
      {"application.state", words<core::ApplicationState>()},
      {"blank.cause", words<core::EndCause>()},
      {"blank.state", words<core::BlankState>()},
      {"booking.seller", words<core::Seller>()},
      {"booking.state", words<core::BookingState>()},
      {"edge_cursor.standing", words<sync::Standing>()},
      {"history.doubt", words<ledger::Doubt>()},
      {"incident.origin", words<core::LogSide>()},
      {"misuse.kind", words<core::Misuse>()},
      {"officer.role", words<core::OfficerRole>()},
      {"register.state", words<PermitState>()},
  };
  EXPECT_EQ(differences(otkel::test::sql_words(db), product), std::vector<std::string>{});
}

}  // namespace
}  // namespace otkel::hub::test
