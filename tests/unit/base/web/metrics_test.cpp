// A page of numbers as Prometheus reads it.
#include "base/web/metrics.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

TEST(Metrics, AreGroupedByNameUnderOneHelpAndType) {
  Metrics page("otkel_");
  page.gauge("frames", "Frames by direction", 3, {{"direction", "in"}});
  page.counter("refused_total", "Refusals", 0);
  page.gauge("frames", "Frames by direction", 4, {{"direction", "out"}});
  EXPECT_EQ(page.text(),
            "# HELP otkel_frames Frames by direction\n# TYPE otkel_frames gauge\n"
            "otkel_frames{direction=\"in\"} 3\notkel_frames{direction=\"out\"} 4\n"
            "# HELP otkel_refused_total Refusals\n# TYPE otkel_refused_total counter\n"
            "otkel_refused_total 0\n");
}

TEST(Metrics, WriteLargeNumbersInFullAndQuotesInLabelsSafely) {
  Metrics page("");
  page.gauge("at_ms", "Unix time", 1'764'500'000'123);
  page.gauge("left", "May be below zero", -2, {{"name", "a \"b\""}});
  const auto text = page.text();
  EXPECT_NE(text.find("\nat_ms 1764500000123\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nleft{name=\"a \\\"b\\\"\"} -2\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace otkel::web
