// `./dev drill --out DIR`: plays every bad day, says which one broke which promise, and writes
// summary.json.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/codec/json.hpp"
#include "tests/sim/world/drill.hpp"

namespace otkel::sim {
namespace {

struct Options {
  std::string out, only;
  int trucks = 50;
  std::uint64_t seed = 7;
} options;

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& some : {restores(), clock_jumps(), hostile_sites()})
    for (const auto& one : some)
      if (options.only.empty() || one.name == options.only) all.push_back(one);
  return all;
}

/// What it broke, in words.
std::vector<std::string> play(const Case& one, boost::json::object& summary) {
  std::printf("%s ...\n", one.name.c_str());
  std::fflush(stdout);
  Drill drill(options.seed, options.trucks);
  one.play(drill);
  const auto verdict = drill.judge();
  const auto reported = codec::to_json(verdict);
  std::printf("  %s\n", boost::json::serialize(reported).c_str());
  summary[one.name] = reported;
  return broken_promises(one, verdict);
}

TEST(BadDaysDrill, KeepsEveryInvariantOnEveryBadDay) {
  boost::json::object summary;
  std::vector<std::string> broken;
  const auto cases = all_cases();
  ASSERT_FALSE(cases.empty()) << "no bad day is called " << options.only;
  for (const auto& one : cases)
    for (auto& said : play(one, summary)) broken.push_back(std::move(said));
  std::filesystem::create_directories(options.out);
  std::ofstream(std::filesystem::path(options.out) / "summary.json")
      << boost::json::serialize(summary) << "\n";
  for (const auto& said : broken) ADD_FAILURE() << said;
}

}  // namespace
}  // namespace otkel::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  CLI::App app("Plays bad days: restores, wrong clocks, hostile checkpoints; writes summary.json");
  auto& options = otkel::sim::options;
  app.add_option("--out", options.out, "folder")->required();
  app.add_option("--trucks", options.trucks, "before and after the bad moment (50)")
      ->check(CLI::Range(1, 300));
  app.add_option("--only", options.only, "one bad day, by its name in summary.json");
  app.add_option("--seed", options.seed, "(7)");
  CLI11_PARSE(app, argc, argv);
  return RUN_ALL_TESTS();
}
