// The rule asked with the rows of the checkpoint.
#include "firmware-daemon/app/authority.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(PersonOf, KnowsOnlyTheOfficersOfTheHub) {
  CheckpointInMemory w;
  auto c = w.context();
  EXPECT_EQ(person_of(c, "bolat").role, core::OfficerRole::senior);
  EXPECT_TRUE(person_of(c, "bolat").active);
  EXPECT_EQ(person_of(c, "bolat").name, "Болат Сейітов");
  EXPECT_FALSE(person_of(c, "stranger").active);
  EXPECT_FALSE(person_of(c, "").active);
}

TEST(Authorise, OpensTheIncidentOfTheTableInTheNamesOfBoth) {
  CheckpointInMemory w;
  ASSERT_TRUE(w.as("officer:aliya", [](Context& c) {
    return authorise(c, Act{core::Verb::dismiss_read, core::Situation::own_end, "visit-1",
                            "none of ours", with("berik")});
  }));
  const auto opened = w.incident("read_dismissed");
  EXPECT_EQ(opened.subject, "visit-1");
  EXPECT_EQ(opened.detail, "none of ours");
  EXPECT_EQ(opened.caused_by, "aliya, berik");
}

TEST(Authorise, OpensNoIncidentIfItRefuses) {
  CheckpointInMemory w;
  EXPECT_EQ(
      refusal(
          w.as("officer:aliya",
               [](Context& c) {
                 return authorise(
                     c, Act{core::Verb::dismiss_read, core::Situation::own_end, "visit-1", "", {}});
               })),
      Code::second_person_missing);
  EXPECT_TRUE(w.incident_kinds().empty());
}

}  // namespace
}  // namespace otkel::app::test
