// The state of a stay is what its columns say, there and back.
#include "firmware-daemon/store/stays.hpp"

#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

using E = core::StayEvent;
using S = core::StayState;

struct StaysTest : StoreTest {
  /// What the database says after these events, one after the other.
  core::Stay after(const std::vector<E>& events) {
    const std::string plate = std::to_string(++trucks_) + "KAZ05";
    EXPECT_FALSE(breaks([&] { stores.stays.begin({0, plate, "v1", at(1)}); }));
    for (const auto event : events)
      EXPECT_FALSE(breaks([&] {
        const auto stay = stores.stays.last_of(plate).value();
        stores.stays.put(core::moved(stay, event, at(++now_), "v2").value());
      }));
    return stores.stays.last_of(plate).value();
  }

 private:
  int trucks_ = 100;
  std::int64_t now_ = 1;
};

TEST_F(StaysTest, KeepEveryStateThatTheTableReaches) {
  EXPECT_EQ(after({}).state, S::inside);
  EXPECT_EQ(after({E::hold}).state, S::held);
  EXPECT_EQ(after({E::say_left}).state, S::said_left);
  EXPECT_EQ(after({E::hold, E::say_left}).state, S::held_said_left);
  EXPECT_EQ(after({E::say_left, E::hold}).state, S::held_said_left);
  EXPECT_EQ(after({E::hold, E::say_left, E::see_again}).state, S::held);
  EXPECT_EQ(after({E::say_left, E::see_again}).state, S::inside);
  EXPECT_EQ(after({E::leave}).state, S::left);
  EXPECT_EQ(after({E::say_left, E::leave}).state, S::left);
  EXPECT_EQ(after({E::hold, E::turn_back}).state, S::turned_back);
  EXPECT_EQ(after({E::leave, E::come_back}).state, S::came_back);
}

TEST_F(StaysTest, KeepTheTimesAndTheVisitOfTheirSteps) {
  const auto stay = after({E::say_left, E::leave, E::come_back});
  EXPECT_EQ(stay.entered, at(1));
  EXPECT_EQ(stay.said_left, at(2));
  EXPECT_EQ(stay.ended, at(3));
  EXPECT_EQ(stay.end_visit, "v2");
  EXPECT_EQ(stay.came_back, at(4));
  EXPECT_FALSE(stores.stays.open_of(stay.plate));
}

TEST_F(StaysTest, CountVehiclesInsideExceptThoseReportedAsLeft) {
  after({});
  after({E::hold});
  after({E::say_left});
  after({E::leave});
  EXPECT_EQ(stores.stays.inside(), 2);
}

TEST_F(StaysTest, KeepTheApplicationThatArrivedLater) {
  auto stay = after({});
  stay.application_no = "NZ25-000001";
  EXPECT_FALSE(breaks([&] { stores.stays.put(stay); }));
  EXPECT_EQ(stores.stays.open_of(stay.plate)->application_no, "NZ25-000001");
}

}  // namespace
}  // namespace otkel::store::test
