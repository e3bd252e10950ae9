// Draws that this side writes, whole and spoiled: `otkelctl draw verify` and the script of
// docs/draw.md read the same files and name the same faults.
#include <set>

#include "base/codec/json.hpp"
#include "tests/contract/ctl/commands.hpp"
#include "tests/support/draws.hpp"

namespace otkel::ctl::test {
namespace {

using codec::DrawFile;
using Faults = std::set<std::string>;

struct DrawVerify : testing::Test {
  const support::TemporaryFolder folder;
  std::vector<DrawFile> draws = otkel::test::three_draws();
  DrawFile& file = draws.back();

  std::string path_of(const DrawFile& draw) const { return folder / (draw.draw + ".json"); }
  void write() const {
    for (const auto& one : draws) put(path_of(one), codec::encode(one));
  }
  void draw_again() {
    file.root = codec::draw_root(file);
    for (auto& witness : file.witnesses) witness.root = file.root;
    file.seed = codec::draw_seed(file);
    file.ranks = codec::draw_result(file);
  }
  /// The first word of each line.
  static Faults words(const CommandResult& result) {
    Faults found;
    std::istringstream lines(result.text);
    for (std::string line; std::getline(lines, line);)
      found.insert(line.substr(0, line.find_first_of(": ")));
    return found;
  }
  /// Both programs name exactly these.
  void expect(const Faults& faults) {
    write();
    const auto ours = otkelctl({"draw", "verify", path_of(file)});
    EXPECT_EQ(ours.status, 1) << ours.text;
    EXPECT_EQ(words(ours), faults) << ours.text;
    const auto other = run(OTKEL_PYTHON, {OTKEL_DRAW_SCRIPT, path_of(file)});
    EXPECT_EQ(other.status, 1) << other.text;
    EXPECT_EQ(words(other), faults) << other.text;
  }
};

TEST_F(DrawVerify, HoldsForDrawsAfterEachOtherInBothLanguages) {
  write();
  for (const auto& one : draws) {
    const auto ours = otkelctl({"draw", "verify", path_of(one)});
    EXPECT_EQ(ours.status, 0) << ours.text;
    EXPECT_TRUE(ours.says(one.draw + ": holds")) << ours.text;
    const auto other = run(OTKEL_PYTHON, {OTKEL_DRAW_SCRIPT, path_of(one)});
    EXPECT_EQ(other.status, 0) << other.text;
    EXPECT_EQ(other.text, "holds\n");
  }
  EXPECT_TRUE(otkelctl({"draw", "verify", path_of(file)})
                  .says("tickets rest on NZ-2026-12-13-M1: verify it too"));
}

TEST_F(DrawVerify, NamesARequestThatWasDroppedOrAddedAfterTheClose) {
  const auto whole = file;
  file.requests.erase(file.requests.begin() + 1);
  expect({"root_differs", "result_differs"});
  file = whole;
  file.requests.push_back(
      {std::string(64, 'f'), 1, file.requests.front().choices, "", file.closes});
  expect({"root_differs", "result_differs", "request_not_allowed"});
}

TEST_F(DrawVerify, NamesASeedThatIsAnotherOrMissing) {
  file.seeds.front().seed = codec::to_hex(otkel::test::counted_from(5));
  file.seed = codec::draw_seed(file);
  file.ranks = codec::draw_result(file);
  expect({"seed_wrong"});
  file.seeds.pop_back();
  expect({"seed_missing", "seed_wrong"});
}

TEST_F(DrawVerify, NamesADrawWithoutAWitnessOrWithALateOne) {
  file.witnesses.front().seen = file.closes + core::minutes{10};
  expect({"witness_missing"});
  file.witnesses.clear();
  draw_again();
  expect({"witness_missing"});
}

TEST_F(DrawVerify, NamesTicketsThatNoEarlierDrawSupports) {
  for (auto& one : file.requests)
    if (one.tickets == 1) one.tickets = 2;
  draw_again();
  expect({"tickets_unsupported"});
  file = otkel::test::three_draws().back();
  draws[1].ranks.front().interval.reset();
  for (auto& rank : draws[1].ranks) rank.interval = draws[1].places.front().interval;
  expect({"tickets_unsupported"});
}

TEST_F(DrawVerify, NamesAResultThatDoesNotFollow) {
  std::swap(file.ranks[1].interval, file.ranks[2].interval);
  expect({"result_differs"});
}

TEST_F(DrawVerify, NamesAVehicleThatStandsOnTheListTwice) {
  file.requests.insert(file.requests.begin(), file.requests.front());
  file.requests.front().prev = "";
  file.requests.front().tickets = 1;
  draw_again();
  expect({"list_not_in_order"});
}

TEST_F(DrawVerify, NamesADrawOfAnUnknownKind) {
  file.algorithm = "otkel-draw-9";
  expect({"form_wrong"});
}

TEST_F(DrawVerify, ReportsAFileThatIsNoDraw) {
  put(folder / "x.json", R"({"draw": 1})");
  const auto bad = otkelctl({"draw", "verify", folder / "x.json"});
  EXPECT_EQ(bad.status, 64);
  EXPECT_TRUE(bad.says("x.json: ")) << bad.text;
  EXPECT_EQ(otkelctl({"draw", "verify", folder / "none.json"}).status, 64);
}

}  // namespace
}  // namespace otkel::ctl::test
