// Which of several applications a vehicle comes with.
#include "core/gate/coming.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/core/every.hpp"
#include "tests/unit/core/gate/steps_text.hpp"
#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

using S = ApplicationState;

struct ComingCase {
  const char* why;
  std::vector<ComingApplication> applications;
  std::optional<std::size_t> expected;
};

TEST(ComingApplication, IsTheOneThatCanBeServed) {
  const auto today = day("2025-05-20");
  const auto valid = day("2025-05-20"), run_out = day("2025-05-19");
  for (const auto& [why, applications, expected] : {
           ComingCase{"none", {}, std::nullopt},
           ComingCase{"an old unpaid one hides no paid one",
                      {{S::registered, "B1", {}}, {S::supplement_formed, "B2", valid}},
                      1},
           ComingCase{"nor does one that waits for its fee",
                      {{S::pay_notice, "B1", {}}, {S::at_checkpoint, "B2", valid}},
                      1},
           ComingCase{
               "the earlier of two", {{S::registered, "B1", {}}, {S::registered, "B2", {}}}, 0},
           ComingCase{"the one of the booking that it came with",
                      {{S::supplement_formed, "B1", valid}, {S::supplement_formed, "B9", valid}},
                      1},
           ComingCase{"a supplement that has run out stands last",
                      {{S::supplement_formed, "B9", run_out}, {S::registered, "B2", {}}},
                      1},
           ComingCase{"but it is better than none", {{S::supplement_formed, "B9", run_out}}, 0},
           ComingCase{"one that is paid before one that is not",
                      {{S::pay_notice, "B9", {}}, {S::paid, "B2", {}}},
                      1},
           ComingCase{"one that was issued belongs to a trip that has begun",
                      {{S::issued, "B9", valid}, {S::registered, "B2", {}}},
                      1},
           ComingCase{"and is no one to come with", {{S::issued, "B9", valid}}, std::nullopt},
       }) {
    EXPECT_EQ(coming_application(applications, "B9", today), expected) << why;
  }
}

TEST(ComingApplication, IsNeverOneThatHasEnded) {
  for (const auto state : {S::closed, S::lapsed, S::refused, S::rejected_intake}) {
    const std::vector<ComingApplication> one{{state, "B1", {}}};
    EXPECT_FALSE(coming_application(one, "B1", day("2025-05-20"))) << word(state);
  }
}

TEST(StayOfALateSupplement, IsTakenUnlessSomethingWasFormedForTheOneItIsBoundTo) {
  auto stay = stay_in(StayState::inside);
  for (const auto bound : every<S>()) {
    const bool formed = bound == S::supplement_formed || bound == S::at_checkpoint ||
                        bound == S::issued || bound == S::closed;
    EXPECT_EQ(may_take_the_stay(stay, "NZ25-000002", bound), !formed) << word(bound);
    EXPECT_TRUE(may_take_the_stay(stay, "NZ25-000001", bound)) << "it is bound to it already";
  }
  stay.application_no.reset();
  EXPECT_TRUE(may_take_the_stay(stay, "NZ25-000002", std::nullopt));
}

}  // namespace
}  // namespace otkel::core
