// Whose turn it is, and who finds no place.
#include "firmware-daemon/http/log_in_queue.hpp"

#include <gtest/gtest.h>

namespace otkel::http {
namespace {

using app::Standing;
using std::chrono::milliseconds;

std::string address(int n) { return "203.0.113." + std::to_string(n); }

SlowWork of(const std::string& login, const std::string& from,
            Standing standing = Standing::stranger, milliseconds pause = {}) {
  return {{login, from}, standing, pause, {}, {}};
}

std::string next(LogInQueue& queue, milliseconds now = milliseconds{1}) {
  const auto work = queue.pop(now);
  return work ? work->of.login + "@" + work->of.address : "";
}

TEST(LogInQueue, TakesOfficersAtTheirUsualConsoleFirst) {
  LogInQueue queue({});
  for (int n = 0; n < 10; ++n) EXPECT_FALSE(queue.push(of("x" + std::to_string(n), address(n))));
  EXPECT_FALSE(queue.push(of("new", "192.0.2.1", Standing::neighbour)));
  EXPECT_FALSE(queue.push(of("aliya", "192.0.2.1", Standing::usual)));
  EXPECT_EQ(next(queue), "aliya@192.0.2.1");
  EXPECT_EQ(next(queue), "new@192.0.2.1");
  EXPECT_EQ(next(queue), "x0@" + address(0));
}

TEST(LogInQueue, LimitsTheShareOfOneAddressOfStrangers) {
  LogInQueue queue({});
  int away = 0;
  for (int n = 0; n < 100; ++n) away += queue.push(of("x" + std::to_string(n), address(1))) ? 1 : 0;
  EXPECT_EQ(away, 96);
  EXPECT_FALSE(queue.push(of("aliya", address(2)))) << "an officer from another address";
  EXPECT_EQ(next(queue).substr(0, 1), "x");
  EXPECT_EQ(next(queue), "aliya@" + address(2)) << "addresses take turns";
}

TEST(LogInQueue, LimitsTheShareOfOneNameOfStrangers) {
  LogInQueue queue({});
  int away = 0;
  for (int n = 0; n < 40; ++n) away += queue.push(of("aliya", address(n))) ? 1 : 0;
  EXPECT_EQ(away, 32);
  EXPECT_FALSE(queue.push(of("bolat", address(99))));
  EXPECT_FALSE(queue.push(of("aliya", "192.0.2.1", Standing::usual)));
  EXPECT_EQ(next(queue), "aliya@192.0.2.1");
}

TEST(LogInQueue, RejectsTheNewestStrangerIfTheQueueIsFull) {
  LogInQueue queue({.waiting = 3});
  for (int n = 1; n <= 3; ++n) EXPECT_FALSE(queue.push(of("x" + std::to_string(n), address(n))));
  const auto fourth = queue.push(of("x4", address(4)));
  ASSERT_TRUE(fourth);
  EXPECT_EQ(fourth->of.login, "x4");
  const auto displaced = queue.push(of("aliya", "192.0.2.1", Standing::usual));
  ASSERT_TRUE(displaced);
  EXPECT_EQ(displaced->of.login, "x3");
  EXPECT_EQ(queue.waiting(), 3U);
}

TEST(LogInQueue, MakesRoomForANewAddressFromTheOneThatHoldsTheMost) {
  LogInQueue queue({.waiting = 5});
  for (int n = 0; n < 4; ++n) EXPECT_FALSE(queue.push(of("x" + std::to_string(n), address(1))));
  EXPECT_FALSE(queue.push(of("y", address(2))));
  const auto away = queue.push(of("aliya", address(3)));
  ASSERT_TRUE(away);
  EXPECT_EQ(away->of.login, "x3");
}

TEST(LogInQueue, AlternatesNamesWithinAnAddress) {
  LogInQueue queue({});
  for (int n = 0; n < 3; ++n) EXPECT_FALSE(queue.push(of("guessed", "10.0.0.1")));
  EXPECT_FALSE(queue.push(of("aliya", "10.0.0.1")));
  EXPECT_EQ(next(queue), "guessed@10.0.0.1");
  EXPECT_EQ(next(queue), "aliya@10.0.0.1");
}

TEST(LogInQueue, PausesAGuessedNameForStrangersOnly) {
  LogInQueue queue({});
  const milliseconds pause{1000};
  for (int n = 0; n < 3; ++n)
    EXPECT_FALSE(queue.push(of("aliya", address(n), Standing::stranger, pause)));
  EXPECT_FALSE(queue.push(of("bolat", address(9))));
  EXPECT_EQ(next(queue, milliseconds{5000}), "aliya@" + address(0));
  EXPECT_EQ(next(queue, milliseconds{5000}), "bolat@" + address(9));
  EXPECT_EQ(next(queue, milliseconds{5999}), "");
  EXPECT_EQ(queue.due(milliseconds{5999}), milliseconds{6000});
  EXPECT_FALSE(queue.push(of("aliya", "192.0.2.1", Standing::usual)));
  EXPECT_EQ(next(queue, milliseconds{5999}), "aliya@192.0.2.1");
  EXPECT_EQ(next(queue, milliseconds{6000}), "aliya@" + address(1));
}

TEST(LogInQueue, IsNeverDueIfNobodyWaits) {
  LogInQueue queue({});
  EXPECT_FALSE(queue.due(milliseconds{1}));
  EXPECT_FALSE(queue.pop(milliseconds{1}));
}

TEST(LogInQueue, BoundsWhatItRemembers) {
  LogInQueue queue({});
  for (int n = 0; n < 20'000; ++n) {
    EXPECT_FALSE(queue.push(of("x" + std::to_string(n), "a" + std::to_string(n))));
    EXPECT_NE(next(queue), "");
  }
  EXPECT_FALSE(queue.push(of("x19999", "a19999")));
  EXPECT_FALSE(queue.push(of("y", "b")));
  EXPECT_EQ(next(queue), "y@b") << "the one that was served just now waits";
}

}  // namespace
}  // namespace otkel::http
