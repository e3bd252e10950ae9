// Facts that a database had lost, carried over into its tables.
#include "firmware-daemon/app/rebuild.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

/// What another database wrote into its log, made known to one that knows nothing of it.
struct Rebuild : testing::Test {
  CheckpointInMemory w;
  HubWriter writer;

  void carry(const core::Event& fact) {
    EXPECT_TRUE(
        w.as("system", [&](Context& c) { return carry_over(c, writer.write(fact, w.now)); }));
  }
  /// A body as it stands in a log, whoever wrote it.
  void carry(std::string_view type, const std::string& body) {
    const auto record = writer.write(std::string(type), body, w.now);
    EXPECT_TRUE(w.as("system", [&](Context& c) { return carry_over(c, record); }));
  }
  /// A read that waits, then what somebody said of it.
  store::VisitRow decided(const std::string& by, std::optional<bool> against_read) {
    core::PlateDecided fact;
    fact.visit_id = "visit-1";
    fact.camera = "exit-1";
    fact.role = core::CameraRole::exit;
    fact.by = core::ReadJudge::nobody;
    carry(fact);
    fact.plate = "001KAZ05";
    fact.by = core::ReadSaidBy::read(by);
    fact.officer_reason = "I saw it";
    fact.against_read = against_read;
    carry(fact);
    return w.stores.visits.find("visit-1").value();
  }
};

TEST_F(Rebuild, KeepsTheOfficersOfAnIncidentSoThatNoneOfThemClosesIt) {
  carry(core::IncidentOpened{"INC-7", core::IncidentKind::issued_number_replaced, "C00000001",
                             "ink", "aliya, berik"});
  EXPECT_EQ(w.incident("issued_number_replaced").caused_by, "aliya, berik");
}

TEST_F(Rebuild, KeepsThatAnOfficerNamedAPlateAgainstTheRead) {
  const auto row = decided("officer:aliya", true);
  EXPECT_EQ(row.plate, "001KAZ05");
  EXPECT_EQ(row.decided_by, "officer:aliya");
  EXPECT_TRUE(row.against_read);
}

TEST_F(Rebuild, KeepsWhatWasBlocked) {
  using core::BlockedKind;
  const auto hour = std::chrono::hours{1};
  carry(core::BlockedBegan{BlockedKind::road_closed_kz, w.now, "snow"});
  carry(core::BlockedBegan{BlockedKind::no_check_in, w.now - hour, "nobody could check in"});
  carry(core::BlockedEnded{BlockedKind::no_check_in, w.now - hour, w.now, "nobody could check in"});
  EXPECT_EQ(w.stores.blocked.open_of(BlockedKind::road_closed_kz)->began_reason, "snow");
  EXPECT_EQ(w.stores.blocked.find(BlockedKind::no_check_in, w.now - hour)->ended, w.now);
}

TEST_F(Rebuild, KeepsTheQualityOfACheckInAndJudgesAnOlderOneByTheOlderRule) {
  const Truck truck = w.book(1), older = w.book(2);
  w.now += std::chrono::minutes{100};  // 40 minutes after the slot
  core::BookingMoved late{truck.booking_no, "check_in", "checked_in", ""};
  late.quality = core::Quality::late;
  late.late_minutes = 40;
  carry(late);
  carry(core::BookingMoved{older.booking_no, "check_in", "checked_in", ""});
  EXPECT_EQ(w.stores.bookings.find(truck.booking_no)->quality, core::Quality::late);
  EXPECT_EQ(w.stores.bookings.find(truck.booking_no)->late_minutes, 40);
  EXPECT_EQ(w.stores.bookings.find(older.booking_no)->quality, core::Quality::in_time);
}

TEST_F(Rebuild, KeepsThatTheReadSupportedThePlate) {
  EXPECT_FALSE(decided("officer:aliya", std::nullopt).against_read);
}

TEST_F(Rebuild, KnowsTheSecondOfficerOfEitherVersionAndNoneThatWasOnlyTyped) {
  w.blanks(5);
  carry("blank_ended", R"j({"blank":"C00000001","state":"lost","reason":"gone (with berik)"})j");
  carry("blank_ended",
        R"j({"blank":"C00000002","state":"lost","reason":"gone","second":"berik"})j");
  carry("blank_ended",
        R"j({"blank":"C00000003","state":"lost","reason":"gone (with berik)","second":null})j");
  const auto row = [&](const char* number) { return w.stores.blanks.find(number).value(); };
  for (const char* number : {"C00000001", "C00000002"}) {
    EXPECT_EQ(row(number).reason, "gone") << number;
    EXPECT_EQ(row(number).second, "berik") << number;
  }
  EXPECT_EQ(row("C00000003").reason, "gone (with berik)");
  EXPECT_FALSE(row("C00000003").second);
}

TEST_F(Rebuild, CarriesNothingOverOfAFactThatThisVersionDoesNotKnow) {
  const auto record = writer.write("from_the_future", "{}", w.now);
  EXPECT_EQ(refusal(w.as("system", [&](Context& c) { return carry_over(c, record); })),
            Code::event_malformed)
      << "and a person is told";
}

TEST_F(Rebuild, RequiresNoDecisionOnAReadWithoutItsPicture) {
  core::PlateDecided fact;
  fact.visit_id = "visit-2";
  fact.camera = "exit-1";
  fact.role = core::CameraRole::exit;
  fact.by = core::ReadJudge::nobody;
  carry(fact);
  EXPECT_FALSE(w.stores.visits.find("visit-2")->decided_by);
  EXPECT_EQ(w.stores.visits.count_pending(), 0);
  EXPECT_EQ(w.stores.visits.count_late_exits(), 0);
}

TEST_F(Rebuild, GivesNoNumberThatTwoPersonsLeftUnaccountedFor) {
  w.hub({core::BlanksDispatched{"B-1", "C00000001", 4}});
  carry(core::BlanksReceived{"B-1", "C00000001", 4});
  carry(core::BlanksUnaccounted{"B-1", "C00000001", "C00000002", 2, "the line is down", "berik"});
  EXPECT_EQ(w.stores.blanks.unaccounted(), 2);
  EXPECT_EQ(w.stores.blanks.next_in_stock(1).front().str(), "C00000003");
}

TEST_F(Rebuild, GivesNoNumberOfAPackThatIsUnaccountedForToItsLast) {
  w.hub({core::BlanksDispatched{"B-1", "C00000001", 4}});
  carry(core::BlanksReceived{"B-1", "C00000001", 4});
  carry(core::BlanksUnaccounted{"B-1", "C00000001", "C00000004", 4, "the line is down", "berik"});
  EXPECT_TRUE(w.stores.blanks.next_in_stock(1).empty());
}

}  // namespace
}  // namespace otkel::app::test
