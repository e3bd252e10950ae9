// The slow work's own thread.
#include "firmware-daemon/http/password_thread.hpp"

#include <gtest/gtest.h>

#include <future>

namespace otkel::http {
namespace {

struct StillClock final : core::Clock {
  core::Instant now() const override { return {}; }
  std::chrono::milliseconds boot() const override { return std::chrono::milliseconds{1}; }
};

SlowWork task(std::function<void()> work, std::function<void()> turned_away = [] {}) {
  return {{}, app::Standing::usual, {}, std::move(work), std::move(turned_away)};
}

TEST(PasswordThread, RunsTasksInOrderOnItsOwnThread) {
  const StillClock clock;
  std::promise<std::thread::id> where;
  std::string order;
  PasswordThread thread(clock);
  thread.submit(task([&] { order += "a"; }));
  thread.submit(task([&] {
    order += "b";
    where.set_value(std::this_thread::get_id());
  }));
  EXPECT_NE(where.get_future().get(), std::this_thread::get_id());
  EXPECT_EQ(order, "ab");
}

TEST(PasswordThread, ReportsARejectionAtOnce) {
  const StillClock clock;
  std::promise<void> begun, go;  // outlive the thread, as all that its tasks refer to
  int away = 0;
  PasswordThread thread(clock, {.waiting = 2});
  thread.submit(task([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  for (int i = 0; i < 4; ++i) thread.submit(task([] {}, [&] { ++away; }));
  EXPECT_EQ(away, 2);
  EXPECT_EQ(thread.turned_away(), 2);
  go.set_value();
}

TEST(PasswordThread, RejectsAStrangerForAnOfficerWhoWaits) {
  const StillClock clock;
  std::promise<void> begun, go, served;
  bool away = false;
  PasswordThread thread(clock, {.waiting = 1});
  thread.submit(task([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  thread.submit({{"x", "203.0.113.9"}, app::Standing::stranger, {}, [] {}, [&] { away = true; }});
  thread.submit(task([&] { served.set_value(); }));
  EXPECT_TRUE(away);
  go.set_value();
  served.get_future().wait();
}

}  // namespace
}  // namespace otkel::http
