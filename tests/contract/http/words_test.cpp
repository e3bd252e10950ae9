// The words that docs/openapi/checkpoint and the tables repeat are those of the product.
#include "core/fact/document.hpp"
#include "core/fact/incident.hpp"
#include "core/fact/print_end.hpp"
#include "core/permit/authority.hpp"
#include "core/permit/reconciliation.hpp"
#include "core/plate/camera.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "core/queue/call_ground.hpp"
#include "core/queue/next_step.hpp"
#include "core/queue/order.hpp"
#include "core/queue/readiness.hpp"
#include "firmware-daemon/app/notices.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "firmware-daemon/store/second_requests.hpp"
#include "ledger/history.hpp"
#include "tests/contract/http/rig.hpp"
#include "tests/support/sql_words.hpp"

namespace otkel::http::test {
namespace {

using otkel::test::differences;
using otkel::test::WordLists;
using otkel::test::words;

/// Of each alternative of a variant.
template <class Variant>
std::vector<std::string> types() {
  std::vector<std::string> out;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (out.emplace_back(std::variant_alternative_t<I, Variant>::type), ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
  return out;
}

/// Those that may wait for a second person.
std::vector<std::string> verbs_of_two() {
  std::vector<std::string> out;
  for (const auto& row : core::authority_table())
    if (const std::string verb(core::word(row.verb)); core::wants_second(row.verb, row.situation) &&
                                                      row.verb != core::Verb::confirm_clock &&
                                                      std::ranges::find(out, verb) == out.end())
      out.push_back(verb);
  return out;
}

/// Of no proof nothing is said.
std::vector<std::string> grades() {
  auto out = words<core::PrintGrade>();
  std::erase(out, core::word(core::PrintGrade::none));
  return out;
}

TEST(Words, MatchTheDocument) {
  const WordLists product{
      {"/api/v1/incidents/get/state", {"open", "all"}},
      {"BookingState", words<core::BookingState>()},
      {"ApplicationState", words<core::ApplicationState>()},
      {"BlankState", words<core::BlankState>()},
      {"EndCause", words<core::EndCause>()},
      {"DifferenceKind", words<core::DifferenceKind>()},
      {"Arrival", words<core::Arrival>()},
      {"Road/closed_by", words<core::ClosedBy>()},
      {"BlockedKind", words<core::BlockedKind>()},
      {"RoadStatement/kind", {"road_closed_kz", "road_closed_cn", "ordered_stop"}},
      {"IncidentKind", words<core::IncidentKind>()},
      {"PrintState", words<store::PrintState>()},
      {"PrintJob/grade", grades()},
      {"PrintJob/cause", words<core::PrintStop>()},
      {"KioskCard/next_step", words<core::NextStep>()},
      {"Session/role", words<core::OfficerRole>()},
      {"CameraRole", words<core::CameraRole>()},
      {"EvidenceGrade", words<core::EvidenceGrade>()},
      {"Visit/kind", words<core::MatchKind>()},
      {"Visit/why", words<core::MatchWhy>()},
      {"Visit/hindrance", words<core::Hindrance>()},
      {"Visit/doubt", words<core::ReadDoubt>()},
      {"CallGround", words<core::CallGround>()},
      {"GroundGroup", words<core::GroundGroup>()},
      {"PlaceReason", words<core::PlaceReason>()},
      {"HeldBy", words<core::HeldBy>()},
      {"DriverLanguage", words<core::DriverLanguage>()},
      {"SecondVerb", verbs_of_two()},
      {"SecondRequest/state", words<store::SecondState>()},
      {"DocumentType", types<core::Document>()},
      {"FactType", types<core::Event>()},
      {"Camera/protocol", words<core::CameraProtocol>()},
      {"Camera/health", words<core::CameraHealth>()},
      {"RefusedRequests/reason", words<core::RefusedRequest>()},
      {"BookingSheet/type", {"queue_ticket", "call_slip"}},
      {"BlankAct/type", {"return_act", "loss_act"}},
      {"StockReceipt/type", {"stock_receipt"}},
      {"ShiftReport/type", {"shift_report"}},
      {"NoFaultSlip/type", {"no_fault_slip"}},
      {"TestPage/type", {"test_page"}},
      {"Notice/code", app::notice_codes()},
      {"Notice/weight", words<core::NoticeWeight>()},
      {"Status/profile", words<config::Profile>()},
  };
  EXPECT_EQ(differences(contract().enums(), product), std::vector<std::string>{});
}

TEST(Words, MatchTheTables) {
  auto db = sqlite::Database::open(":memory:", store::migrations()).value();
  const WordLists product{
      {"applications.state", words<core::ApplicationState>()},
      {"blanks.cause", words<core::EndCause>()},
      {"blanks.state", words<core::BlankState>()},
      // A blank of these states belongs to an application (I2).
      {"blanks.state NOT", {"allocated", "printed", "issued", "redeemed", "returned"}},
      {"blanks.cause", words<core::EndCause>()},
      {"blocked_spans.kind", words<core::BlockedKind>()},
      {"bookings.quality", words<core::Quality>()},
      {"bookings.seller", words<core::Seller>()},
      {"bookings.state", words<core::BookingState>()},
      {"history.doubt", words<ledger::Doubt>()},
      {"link_cursor.stream", {"edge_acked"}},
      {"misuse.kind", words<core::Misuse>()},
      {"officers.role", words<core::OfficerRole>()},
      {"print_jobs.document", types<core::Document>()},
      {"print_jobs.state", words<store::PrintState>()},
      {"second_requests.verb", verbs_of_two()},
      {"second_requests.state", words<store::SecondState>()},
      {"stays.end_kind", {"left", "turned_back"}},
      {"visits.role", words<core::CameraRole>()},
  };
  EXPECT_EQ(differences(otkel::test::sql_words(db), product), std::vector<std::string>{});
}

TEST(Words, ReportDifferencesWithTheirPosition) {
  const WordLists product{{"A", {"one", "two"}}, {"B", {"three"}}};
  EXPECT_TRUE(differences(product, product).empty());
  EXPECT_EQ(differences({{"A", {"one"}}, {"C", {"four"}}}, product),
            (std::vector<std::string>{R"(A: has ["one"], the product ["one","two"])",
                                      "C: nobody says which words these are",
                                      "B: is not there any more"}));
}

}  // namespace
}  // namespace otkel::http::test
