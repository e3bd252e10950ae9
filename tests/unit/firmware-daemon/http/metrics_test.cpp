// The text that supervision reads.
#include "firmware-daemon/http/metrics.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace otkel::http {
namespace {

TEST(Metrics, HaveAFamilyForEverySampleAndOurPrefixForEveryName) {
  app::Surroundings around;
  around.link.behind = 3;
  Measurements measured{.around = around};
  measured.counters.emplace();
  measured.counters->blanks.in_stock = 7;
  measured.counters->print_jobs = {{"queued", 1}, {"unknown", 2}};
  std::istringstream text(metrics_text(measured));
  const std::regex sample(R"(^(otkel_[a-z_]+)(\{[a-z]+="[a-z_]+"\})? -?\d+$)");
  std::set<std::string> families;
  int samples = 0;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(families.insert(line.substr(7, line.find(' ', 7) - 7)).second) << line;
      continue;
    }
    if (line.starts_with("# HELP ")) continue;
    std::smatch match;
    ASSERT_TRUE(std::regex_match(line, match, sample)) << line;
    EXPECT_TRUE(families.contains(match[1])) << line;
    ++samples;
  }
  EXPECT_GT(samples, 20);
}

}  // namespace
}  // namespace otkel::http
