// What stops the main job.
#include "core/value/notice.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Notice, WarnsByDefault) { EXPECT_EQ(Notice{}.weight, NoticeWeight::warning); }

TEST(IsReady, UnlessOneOfTheNoticesStopsTheWork) {
  const Notice warning{"disk_low", NoticeWeight::warning, ""};
  const Notice stop{"database_corrupt", NoticeWeight::stops, ""};
  EXPECT_TRUE(is_ready({}));
  EXPECT_TRUE(is_ready({warning, warning}));
  EXPECT_FALSE(is_ready({stop}));
  EXPECT_FALSE(is_ready({warning, stop, warning}));
}

}  // namespace
}  // namespace otkel::core
