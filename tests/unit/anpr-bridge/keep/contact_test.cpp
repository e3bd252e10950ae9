// When a read without a time may be an old one.
#include "anpr-bridge/keep/contact.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using test::noon;
using test::seconds;

/// A camera whose messages carry no time, at a gate where time is a number.
struct Camera {
  Contact contact{minutes{5}};
  core::Instant now = noon();
  int plates = 100;

  void heartbeats(minutes time) {
    for (const auto end = now + time; now < end; now += seconds(30)) contact.heard(now);
  }
  bool truck(std::optional<core::Instant> local = {}) {
    return contact.vehicle_may_be_old({std::to_string(++plates) + "ABC02", local}, now);
  }
  /// Trucks every minute and a half; whether one of them may be old.
  bool busy(int trucks) {
    bool doubted = false;
    for (int i = 0; i < trucks; ++i) {
      now += seconds(90);
      doubted = truck() || doubted;
    }
    return doubted;
  }
  /// Heard without a break and without a backlog.
  void settle() {
    heartbeats(minutes{3});
    contact.heard(now);
  }
};

TEST(Contact, DoubtsTheFirstVehicleOfACameraThatWasNeverHeard) {
  Camera camera;
  EXPECT_TRUE(camera.truck());
}

TEST(Contact, NeverDoubtsACameraThatTalksSteadily) {
  Camera camera;
  camera.settle();
  EXPECT_FALSE(camera.busy(200));
  camera.heartbeats(minutes{600});
  EXPECT_FALSE(camera.truck()) << "a night without trucks, with heartbeats";
}

TEST(Contact, NeedsNoHeartbeatsIfTrucksComeEveryFewMinutes) {
  Camera camera;
  EXPECT_TRUE(camera.truck());
  for (int i = 0; i < 50; ++i) {
    camera.now += minutes{4};
    EXPECT_FALSE(camera.truck()) << i;
  }
}

TEST(Contact, DoubtsAVehicleAfterASilenceLongerThanWhatCountsAsLate) {
  Camera camera;
  camera.settle();
  camera.now += minutes{5};
  EXPECT_FALSE(camera.truck()) << "what was kept meanwhile is five minutes old at most";
  camera.now += minutes{5} + std::chrono::milliseconds{1};
  EXPECT_TRUE(camera.truck());
}

TEST(Contact, DoubtsTheWholeBacklogHoweverSlowlyItComes) {
  for (const int pause : {0, 1, 10, 60, 119}) {
    Camera camera;
    camera.settle();
    camera.now += hours{2};
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(camera.truck()) << pause << " s, message " << i;
      camera.now += seconds(pause);
    }
    camera.now += seconds(120);
    EXPECT_FALSE(camera.truck()) << pause << " s, after the pause that ends it";
  }
}

TEST(Contact, IsNotDeceivedByTheHeartbeatThatComesBeforeTheBacklog) {
  Camera camera;
  camera.settle();
  camera.now += hours{2};
  camera.contact.heard(camera.now);
  camera.now += seconds(3);
  EXPECT_TRUE(camera.truck());
}

TEST(Contact, TrustsAgainAfterTwoMinutesOfHeartbeatsWithoutAVehicle) {
  Camera camera;
  camera.settle();
  camera.now += hours{2};
  camera.heartbeats(minutes{2});
  EXPECT_FALSE(camera.truck()) << "a camera with a backlog would have sent it";
}

TEST(Contact, CountsTheSilenceOfACameraWhoseVehiclesHaveTimes) {
  Camera camera;
  for (int i = 0; i < 10; ++i, camera.now += minutes{3})
    camera.contact.vehicle_with_time(camera.now);
  camera.now -= minutes{1};
  EXPECT_FALSE(camera.truck());
  camera.now += hours{1};
  camera.contact.vehicle_with_time(camera.now);
  EXPECT_TRUE(camera.truck());
}

TEST(Contact, DoubtsMoreVehiclesAtOnceThanCanPass) {
  Camera camera;
  camera.settle();
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(camera.truck()) << "three lanes and a trailer";
  EXPECT_TRUE(camera.truck());
  camera.now += seconds(60);
  EXPECT_TRUE(camera.truck()) << "the rest of the burst";
  camera.now += seconds(120);
  EXPECT_FALSE(camera.truck());
}

TEST(Contact, TakesTheSameTruckReadAgainForNoBurst) {
  Camera camera;
  camera.settle();
  for (int i = 0; i < 50; ++i)
    EXPECT_FALSE(camera.contact.vehicle_may_be_old({"123ABC02", {}}, camera.now));
  for (int i = 0; i < 50; ++i)
    EXPECT_FALSE(camera.contact.vehicle_may_be_old({"", {}}, camera.now)) << "nothing read";
}

TEST(Contact, DoubtsAnOldLocalTimeWithoutKnowingItsZone) {
  // The zone is unknown and stays so; that this one is two hours behind the others shows all the
  // same. Also where a backlog trickles in between the trucks of now.
  for (const int zone_minutes : {-600, 0, 300, 480}) {
    Camera camera;
    camera.settle();
    const auto local = [&](minutes age) { return camera.now + minutes{zone_minutes} - age; };
    for (int i = 0; i < 20; ++i, camera.now += minutes{3}) camera.truck(local(minutes{0}));
    EXPECT_FALSE(camera.truck(local(minutes{0}))) << zone_minutes;
    camera.now += minutes{3};
    EXPECT_TRUE(camera.truck(local(minutes{120}))) << zone_minutes;
    camera.now += minutes{3};
    EXPECT_FALSE(camera.truck(local(minutes{1}))) << zone_minutes;
  }
}

TEST(Contact, LearnsNoLocalTimeFromABacklog) {
  Camera camera;  // after a start everything is two hours old
  for (int i = 0; i < 20; ++i, camera.now += seconds(20))
    EXPECT_TRUE(camera.truck(camera.now + hours{5} - hours{2}));
  camera.settle();
  EXPECT_FALSE(camera.truck(camera.now + hours{5}));
  camera.now += minutes{3};
  EXPECT_TRUE(camera.truck(camera.now + hours{5} - hours{2}));
}

TEST(Contact, GoesOnAfterAStartAsItEnded) {
  Contact trusted{minutes{5}};
  trusted.resume(noon(), false);
  EXPECT_FALSE(trusted.vehicle_may_be_old({"123ABC02", {}}, noon() + minutes{4}));
  Contact long_ago{minutes{5}};
  long_ago.resume(noon(), false);
  EXPECT_TRUE(long_ago.vehicle_may_be_old({"123ABC02", {}}, noon() + minutes{6}));
  Contact doubted{minutes{5}};
  doubted.resume(noon(), true);
  EXPECT_TRUE(doubted.vehicle_may_be_old({"123ABC02", {}}, noon() + seconds(30)));
}

TEST(Contact, DoubtsTheSilenceOfAClockThatWentBack) {
  Camera camera;
  camera.settle();
  camera.now -= hours{1};
  EXPECT_TRUE(camera.truck());
}

}  // namespace
}  // namespace otkel::anpr
