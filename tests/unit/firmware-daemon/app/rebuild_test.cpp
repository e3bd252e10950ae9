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
  /// A read that waits, then what somebody said of it.
  store::VisitRow decided(const std::string& by, std::optional<bool> against_read) {
    core::PlateDecided fact;
    fact.visit_id = "visit-1";
    fact.camera = "exit-1";
    fact.role = core::CameraRole::exit;
    fact.by = "nobody";
    carry(fact);
    fact.plate = "001KAZ05";
    fact.by = by;
    fact.officer_reason = "I saw it";
    fact.against_read = against_read;
    carry(fact);
    return w.stores.visits.find("visit-1").value();
  }
};

TEST_F(Rebuild, KeepsTheOfficersOfAnIncidentSoThatNoneOfThemClosesIt) {
  carry(
      core::IncidentOpened{"INC-7", "issued_number_replaced", "C00000001", "ink", "aliya, berik"});
  EXPECT_EQ(w.incident("issued_number_replaced").caused_by, "aliya, berik");
}

TEST_F(Rebuild, KeepsThatAnOfficerNamedAPlateAgainstTheRead) {
  const auto row = decided("officer:aliya", true);
  EXPECT_EQ(row.plate, "001KAZ05");
  EXPECT_EQ(row.decided_by, "officer:aliya");
  EXPECT_TRUE(row.against_read);
}

TEST_F(Rebuild, KeepsThatTheReadSupportedThePlate) {
  EXPECT_FALSE(decided("officer:aliya", std::nullopt).against_read);
}

TEST_F(Rebuild, RequiresNoDecisionOnAReadWithoutItsPicture) {
  core::PlateDecided fact;
  fact.visit_id = "visit-2";
  fact.camera = "exit-1";
  fact.role = core::CameraRole::exit;
  fact.by = "nobody";
  carry(fact);
  EXPECT_FALSE(w.stores.visits.find("visit-2")->decided_by);
  EXPECT_EQ(w.stores.visits.count_pending(), 0);
  EXPECT_EQ(w.stores.visits.count_late_exits(), 0);
}

}  // namespace
}  // namespace otkel::app::test
