// What a record proves, and what an exit means for the number.
#include "core/gate/redemption.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

TEST(Redemption, AcceptsOnlyACameraRecordAtTheExit) {
  Evidence evidence;
  const auto check = [&](CameraRole role) {
    return check_evidence(evidence, role, Instant{}, Instant{});
  };
  evidence.camera = "exit-1";
  evidence.grade = EvidenceGrade::camera_exact;
  EXPECT_FALSE(check(CameraRole::exit));
  evidence.visit_id = "v1";
  EXPECT_TRUE(check(CameraRole::exit));
  for (const auto role :
       {CameraRole::gate_in, CameraRole::return_lane, CameraRole::entry_from_china})
    EXPECT_EQ(check(role).error().code, Code::exit_evidence_missing);
  evidence.grade = EvidenceGrade::officer_entry;
  EXPECT_EQ(check(CameraRole::exit).error().code, Code::exit_evidence_missing);
}

TEST(Redemption, RequiresTheVisitAndTheNameOfTheCamera) {
  Evidence evidence;
  evidence.grade = EvidenceGrade::camera_exact;
  evidence.visit_id = "v1";
  const auto check = [&] { return check_evidence(evidence, CameraRole::exit, {}, {}); };
  EXPECT_EQ(check().error().code, Code::exit_evidence_missing);
  evidence.camera = "exit-1";
  EXPECT_TRUE(check());
  evidence.visit_id.clear();
  EXPECT_EQ(check().error().code, Code::exit_evidence_missing);
}

TEST(Redemption, AcceptsALateRecordOnlyBetweenEntryAndNow) {
  const Instant entered = parse_iso("2025-05-20T05:00:00Z").value();
  const Instant now = parse_iso("2025-05-20T10:00:00Z").value();
  Evidence evidence;
  evidence.visit_id = "v1";
  evidence.camera = "exit-1";
  evidence.grade = EvidenceGrade::camera_confirmed_late;
  const auto taken = [&] {
    return check_evidence(evidence, CameraRole::exit, entered, now).has_value();
  };
  EXPECT_FALSE(taken()) << "without a time of its own it may be of any day";
  struct Case {
    const char* camera_time;
    std::int64_t skew_minutes;
    bool taken;
  };
  const Case cases[] = {
      {"2025-05-20T06:00:00Z", 0, true},
      {"2025-05-20T04:58:00Z", 0, false},
      {"2025-05-20T10:02:00Z", 0, false},
      {"2025-05-20T09:00:00Z", -180, true},
      {"2025-05-20T07:30:00Z", -180, false},
      {"2024-05-20T06:00:00Z", 0, false},
      {"2034-05-20T06:00:00Z", 0, false},
      // Two clocks that are both set right may differ by a minute.
      {"2025-05-20T04:59:00Z", 0, true},
      {"2025-05-20T04:58:59.999Z", 0, false},
      {"2025-05-20T10:01:00Z", 0, true},
      {"2025-05-20T10:01:00.001Z", 0, false},
  };
  for (const auto& c : cases) {
    evidence.camera_time = parse_iso(c.camera_time).value();
    evidence.skew_ms = c.skew_minutes * 60'000;
    EXPECT_EQ(taken(), c.taken) << c.camera_time << " skew " << c.skew_minutes;
  }
}

TEST(Happened, IsTheTimeOfReceiptUnlessALateRecordHasItsOwn) {
  Evidence evidence;
  evidence.received = Instant{std::chrono::hours{9}};
  evidence.grade = EvidenceGrade::camera_confirmed_late;
  EXPECT_EQ(happened(evidence), evidence.received);
  evidence.camera_time = Instant{std::chrono::hours{7}};
  EXPECT_EQ(happened(evidence), evidence.camera_time) << "no skew is known";
  evidence.skew_ms = -1500;
  EXPECT_EQ(happened(evidence), *evidence.camera_time - std::chrono::milliseconds{1500});
  evidence.grade = EvidenceGrade::camera_confirmed;
  EXPECT_EQ(happened(evidence), evidence.received);
}

TEST(Exit, RedeemsTheIssuedPermitAndReportsTheRest) {
  EXPECT_EQ(decide_exit(BlankState::issued, false), ExitOutcome::redeem);
  EXPECT_EQ(decide_exit(BlankState::issued, true), ExitOutcome::redeem_revoked);  // I10
  EXPECT_EQ(decide_exit(BlankState::redeemed, false), ExitOutcome::second_exit);
  EXPECT_EQ(decide_exit(BlankState::returned, false), ExitOutcome::blank_ended);  // I5
  EXPECT_EQ(decide_exit(BlankState::printed, false), ExitOutcome::not_issued);
  EXPECT_EQ(decide_exit(std::nullopt, false), ExitOutcome::no_permit);
}

TEST(ProvenGrade, FollowsFromTheMatchAndNotFromTheExistenceOfACamera) {
  Evidence evidence{"visit-2", "exit-1", {}, {}, "", "999ZZZ99", EvidenceGrade::camera_confirmed,
                    {},        {},       {}};
  EXPECT_EQ(proven_grade(evidence), EvidenceGrade::camera_confirmed) << "an older row has no match";
  for (const auto kind : every<MatchKind>()) {
    evidence.match = MatchEvidence{kind, {}, {}, "2"};
    const bool nothing = kind == MatchKind::none || kind == MatchKind::no_read;
    EXPECT_EQ(proven_grade(evidence) == EvidenceGrade::officer_entry, nothing) << word(kind);
    EXPECT_EQ(check_evidence(evidence, CameraRole::exit, {}, {}).has_value(), !nothing)
        << word(kind);
  }
}

}  // namespace
}  // namespace otkel::core
