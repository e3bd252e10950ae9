// One event, one line.
#include "config/log.hpp"

#include <gtest/gtest.h>

namespace otkel::config {
namespace {

TEST(LogLine, HasLevelEventAndFields) {
  EXPECT_EQ(log_line(LogLevel::info, "blank_issued",
                     {{"blank", "C00000001"}, {"attempt", 2}, {"reprint", false}}),
            "info blank_issued blank=C00000001 attempt=2 reprint=false");
  EXPECT_EQ(log_line(LogLevel::warning, "link_down", {}), "warning link_down");
}

TEST(LogLine, QuotesWhatWouldBreakTheLine) {
  EXPECT_EQ(log_line(LogLevel::error, "e", {{"a", "two words"}, {"b", ""}, {"c", "x=\"y\"\\"}}),
            "error e a=\"two words\" b=\"\" c=\"x=\\\"y\\\"\\\\\"");
  const auto line = log_line(LogLevel::error, "e", {{"a", "first\nerror forged=1\r\x1b[2J"}});
  EXPECT_EQ(line, "error e a=\"first\\nerror forged=1  [2J\"");
}

TEST(Log, WritesNothingBelowTheLevel) {
  testing::internal::CaptureStderr();
  start_logging(LogLevel::warning);
  log(LogLevel::info, "not_this");
  log(LogLevel::warning, "this", {{"n", 1}});
  log(LogLevel::error, "braces", {{"text", "{0} {}"}});
  start_logging(LogLevel::info);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "warning this n=1\nerror braces text=\"{0} {}\"\n");
}

TEST(Last3, KeepsTheEndOfAPlate) {
  EXPECT_EQ(last3("482KTA05"), "…A05");
  EXPECT_EQ(last3("新F·12345"), "…345");
  EXPECT_EQ(last3("12新"), "12新");
  EXPECT_EQ(last3(""), "");
}

}  // namespace
}  // namespace otkel::config
