// The slow work's own thread.
#include "firmware-daemon/http/password_thread.hpp"

#include <gtest/gtest.h>

#include <future>

namespace otkel::http {
namespace {

TEST(PasswordThread, DoesTasksInOrderAndElsewhere) {
  PasswordThread thread(8);
  std::promise<std::thread::id> where;
  std::string order;
  ASSERT_TRUE(thread.submit([&] { order += "a"; }));
  ASSERT_TRUE(thread.submit([&] {
    order += "b";
    where.set_value(std::this_thread::get_id());
  }));
  EXPECT_NE(where.get_future().get(), std::this_thread::get_id());
  EXPECT_EQ(order, "ab");
}

TEST(PasswordThread, TakesNoMoreThanItCanKeepUpWith) {
  PasswordThread thread(2);
  std::promise<void> begun, go;
  ASSERT_TRUE(thread.submit([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(thread.submit([] {}));
  EXPECT_TRUE(thread.submit([] {}));
  EXPECT_FALSE(thread.submit([] {}));
  go.set_value();
}

}  // namespace
}  // namespace otkel::http
