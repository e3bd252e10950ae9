// Whose booking it is.
#include "firmware-daemon/app/booking_proof.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

struct BookingProofTest : testing::Test {
  CheckpointInMemory w;
  Truck truck = w.book(1);

  Result<void> show(std::optional<std::string> said, const std::string& from = "127.0.0.1",
                    std::string plate = {}) {
    if (plate.empty()) plate = truck.plate;
    return w.as("kiosk",
                [&](Context& c) { return check_proof(c, {plate, std::move(said), from}); });
  }
};

TEST_F(BookingProofTest, IsTheNumberOfAnApplicationThatHasNotEnded) {
  EXPECT_TRUE(show(truck.application_no));
  EXPECT_TRUE(show("1")) << "a bare number is of this checkpoint and year";
  const auto other = w.book(2);
  EXPECT_EQ(refusal(show(other.application_no)), Code::booking_proof_wrong);
  w.hub({core::ApplicationRefused{truck.application_no, {core::RefusalGround::f1}, "torn"}});
  ASSERT_EQ(w.state(truck), core::ApplicationState::refused);
  EXPECT_EQ(refusal(show(truck.application_no)), Code::booking_proof_wrong)
      << "it stands on papers that were given away";
}

TEST_F(BookingProofTest, IsTheNumberOfThePermitCardWithOrWithoutItsSeparators) {
  for (const char* said : {"K-1", "k1", "K 1", " K-1 "}) EXPECT_TRUE(show(said)) << said;
  EXPECT_EQ(refusal(show("K-2")), Code::booking_proof_wrong);
}

TEST_F(BookingProofTest, IsMissingIfNothingCanBeRead) {
  for (const auto& said : {std::optional<std::string>(), {""}, {"  "}, {"-"}, {"ЖЖ"}})
    EXPECT_EQ(refusal(show(said)), Code::booking_proof_missing);
  EXPECT_TRUE(show("K-1")) << "nothing said is no wrong guess";
}

TEST_F(BookingProofTest, StopsGuessesAtAPlateAndThenRefusesEvenTheRightOne) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(refusal(show("9" + std::to_string(i))), Code::booking_proof_wrong);
  EXPECT_EQ(refusal(show("K-1")), Code::rate_limited);
  const auto other = w.book(2);
  EXPECT_TRUE(show("K-2", "127.0.0.1", other.plate)) << "another driver at the same kiosk";
  w.now += std::chrono::hours{1};
  EXPECT_TRUE(show("K-1"));
}

TEST_F(BookingProofTest, StopsAnAddressThatGuessesAtManyPlates) {
  for (int i = 0; i < 60; ++i)
    EXPECT_EQ(refusal(show("9", "192.0.2.1", "PLATE" + std::to_string(i))),
              Code::booking_proof_wrong);
  EXPECT_EQ(refusal(show("K-1", "192.0.2.1")), Code::rate_limited);
  EXPECT_TRUE(show("K-1", "192.0.2.2"));
}

}  // namespace
}  // namespace otkel::app::test
