// Each fault of a draw's file, planted and found by its name.
#include "base/codec/draw_check.hpp"

#include <gtest/gtest.h>

#include "tests/support/draws.hpp"

namespace otkel::codec {
namespace {

struct DrawCheck : testing::Test {
  std::vector<DrawFile> draws = test::three_draws();
  DrawFile& file = draws.back();

  std::vector<DrawFinding> check(const DrawFile& which) const {
    return check_draw(which, [&](const std::string& name) -> const DrawFile* {
      const auto found = std::ranges::find(draws, name, &DrawFile::draw);
      return found == draws.end() ? nullptr : &*found;
    });
  }
  /// The faults of the file by their words, each once.
  std::string faults() const {
    std::string words;
    for (const auto& one : check(file)) {
      const std::string word(core::word(one.fault));
      if (!words.ends_with(word)) words += (words.empty() ? "" : " ") + word;
    }
    return words;
  }
  /// The result of the changed list or places, as one who draws anew would write it.
  void draw_again() {
    file.root = draw_root(file);
    for (auto& witness : file.witnesses) witness.root = file.root;
    file.seed = draw_seed(file);
    file.ranks = draw_result(file);
  }
};

TEST_F(DrawCheck, FindsNothingInDrawsAfterEachOther) {
  for (const auto& one : draws) {
    const auto found = check(one);
    EXPECT_TRUE(found.empty()) << one.draw << ": " << found.front().detail;
  }
}

TEST_F(DrawCheck, FindsAListThatIsNotTheClosedOne) {
  file.requests.erase(file.requests.begin());
  EXPECT_EQ(faults(), "root_differs result_differs");
  file.root = draw_root(file);
  EXPECT_EQ(faults(), "root_differs result_differs") << "the witness saw another root";
  draw_again();
  EXPECT_EQ(faults(), "") << "with the witness in league nothing can be seen in this file";
}

TEST_F(DrawCheck, FindsASeedThatDoesNotOpenItsCommitment) {
  file.seeds.front().seed = to_hex(test::counted_from(7));
  EXPECT_EQ(faults(), "seed_wrong");
  file.seed = draw_seed(file);
  file.ranks = draw_result(file);
  EXPECT_EQ(faults(), "seed_wrong") << "a hub that swaps its seed";
}

TEST_F(DrawCheck, FindsASeedInCapitals) {
  for (auto& c : file.seeds.front().seed) c = static_cast<char>(std::toupper(c));
  draw_again();
  EXPECT_EQ(faults(), "seed_wrong");
}

TEST_F(DrawCheck, FindsACommonSeedThatIsNotMadeOfTheSeeds) {
  file.seed = to_hex(test::counted_from(9));
  file.ranks = draw_result(file);
  EXPECT_EQ(faults(), "seed_wrong");
}

TEST_F(DrawCheck, FindsAWitnessThatRevealsNothing) {
  file.seeds.pop_back();
  EXPECT_EQ(faults(), "seed_missing seed_wrong");
  file.commits.clear();
  EXPECT_EQ(faults(), "seed_missing seed_wrong");
}

TEST_F(DrawCheck, FindsADrawOfTheHubWithoutAWitness) {
  file.witnesses.clear();
  draw_again();
  EXPECT_EQ(faults(), "witness_missing");
}

TEST_F(DrawCheck, LetsACheckpointDrawItsOwnShareAlone) {
  file.drawer = "NZ";
  file.witnesses.clear();
  draw_again();
  EXPECT_EQ(faults(), "");
  file.witnesses = {{"NZ", file.root, file.closes}};
  draw_again();
  EXPECT_EQ(faults(), "witness_missing") << "it is no witness of itself";
}

TEST_F(DrawCheck, FindsAWitnessOutsideItsTime) {
  for (const auto minute : {-1, 10}) {
    file.witnesses.front().seen = file.closes + core::minutes{minute};
    EXPECT_EQ(faults(), "witness_missing");
  }
}

TEST_F(DrawCheck, FindsARequestOutsideTheWindowOfTheDraw) {
  file.requests.front().received = file.closes;
  EXPECT_EQ(faults(), "request_not_allowed");
  file.requests.front().received = file.opens - core::minutes{1};
  EXPECT_EQ(faults(), "request_not_allowed");
}

TEST_F(DrawCheck, FindsChoicesThatTheDrawDoesNotTake) {
  file.requests.front().choices = core::DrawChoices::parse("2026-12-15T03:00Z").value();
  draw_again();
  EXPECT_EQ(faults(), "request_not_allowed");
  file.requests.front().choices =
      core::DrawChoices::parse("2026-12-14T03:00Z,2026-12-14T03:30Z").value();
  file.rules.most_choices = 1;
  draw_again();
  EXPECT_EQ(faults(), "request_not_allowed");
}

TEST_F(DrawCheck, FindsAVehicleThatIsOnTheListTwice) {
  file.requests.insert(file.requests.begin(), file.requests.front());
  file.requests.front().tickets = 1;
  file.requests.front().prev = "";
  draw_again();
  EXPECT_EQ(faults(), "list_not_in_order");
  file.requests.erase(file.requests.begin() + 1);
  std::swap(file.requests[0], file.requests[1]);
  draw_again();
  EXPECT_EQ(faults(), "list_not_in_order");
}

TEST_F(DrawCheck, FindsARankOrAPlaceThatDoesNotFollow) {
  std::swap(file.ranks[0].interval, file.ranks[1].interval);
  EXPECT_EQ(faults(), "result_differs");
  std::swap(file.ranks[0].interval, file.ranks[1].interval);
  std::swap(file.ranks[2], file.ranks[3]);
  EXPECT_EQ(faults(), "result_differs");
  file.ranks.pop_back();
  EXPECT_EQ(faults(), "result_differs");
}

TEST_F(DrawCheck, FindsAFormThatNoDrawHas) {
  const auto whole = file;
  const auto wrong = [&](auto change) {
    file = whole;
    change(file);
    EXPECT_EQ(faults(), "form_wrong");
  };
  wrong([](DrawFile& f) { f.algorithm = "otkel-draw-2"; });
  wrong([](DrawFile& f) { f.draw = "../1"; });
  wrong([](DrawFile& f) { f.closes = f.opens; });
  wrong([](DrawFile& f) { f.rules.ticket_cap = 0; });
  wrong([](DrawFile& f) { f.places.push_back(f.places.front()); });
  wrong([](DrawFile& f) { f.places.front().places = -1; });
  wrong([](DrawFile& f) { f.commits.push_back(f.commits.front()); });
  wrong([](DrawFile& f) { f.seeds.push_back({"hub", ""}); });
  wrong([](DrawFile& f) { f.requests.front().vehicle = "512AKH02"; });
  wrong([](DrawFile& f) { f.requests.front().tickets = 0; });
}

struct DrawTickets : DrawCheck {
  DrawRequest& often() {
    const auto id = draw_vehicle(file.draw, test::kOften, test::kOftenVin);
    return *std::ranges::find(file.requests, id, &DrawRequest::vehicle);
  }
  /// The faults after the list was changed and drawn again, and what the first says.
  std::string again() {
    draw_again();
    return faults();
  }
};

TEST_F(DrawTickets, AreThoseThatTheLossBeforeGives) {
  for (const int wrong : {1, 2, 3, 8}) {
    often().tickets = wrong;
    EXPECT_EQ(again(), "tickets_unsupported") << wrong;
  }
  often().tickets = 4;
  EXPECT_EQ(again(), "");
  file.rules.ticket_cap = 2;
  EXPECT_EQ(again(), "tickets_unsupported");
  often().tickets = 2;
  EXPECT_EQ(again(), "");
}

TEST_F(DrawTickets, StayTheSameAfterALossThatDoesNotCount) {
  draws[1].places.push_back({core::DrawInterval::parse("2026-12-13T04:00Z").value(), 0});
  EXPECT_EQ(again(), "tickets_unsupported") << "one choice of two intervals is no counted loss";
  often().tickets = 2;
  file.requests.front().tickets = 1;
  for (auto& one : file.requests)
    if (one.vehicle == draw_vehicle(file.draw, test::kTwice, test::kTwiceVin)) one.tickets = 1;
  EXPECT_EQ(again(), "");
}

TEST_F(DrawTickets, CountAVoidedDrawAsLost) {
  draws[1].voided = DrawVoided{"no seed of the witness", "aliya", "berik"};
  draws[1].ranks.clear();
  draws[1].places.push_back({core::DrawInterval::parse("2026-12-13T04:00Z").value(), 0});
  EXPECT_EQ(again(), "");
  EXPECT_TRUE(check(draws[1]).empty());
}

TEST_F(DrawTickets, AreOneWithoutAnEarlierDraw) {
  often().prev = "";
  EXPECT_EQ(again(), "tickets_unsupported");
  often().tickets = 1;
  EXPECT_EQ(again(), "");
}

TEST_F(DrawTickets, FollowFromNoDrawThatIsUnknownWonTooOldOrNamedTwice) {
  const auto right = often().prev;
  often().prev = "NZ-2026-12-01-M1/" + often().vehicle;
  EXPECT_EQ(again(), "tickets_unsupported") << "no such file";
  often().prev = std::string(test::kSecondLot) + "/" + often().vehicle;
  EXPECT_EQ(again(), "tickets_unsupported") << "nobody with that id";
  often().prev = right;
  file.closes += std::chrono::days{30};
  file.witnesses.front().seen = file.closes;
  EXPECT_EQ(again(), "tickets_unsupported") << "too long ago";
  file.closes -= std::chrono::days{30};
  file.witnesses.front().seen = file.closes;
  for (auto& one : file.requests)
    if (!one.prev.empty()) one.prev = right;
  EXPECT_EQ(again(), "tickets_unsupported") << "two vehicles cannot have lost one request";
}

TEST_F(DrawTickets, AreNotKeptByTheOneThatWon) {
  for (auto& rank : draws[1].ranks)
    if (often().prev.ends_with(rank.vehicle)) rank.interval = draws[1].places.front().interval;
  EXPECT_EQ(again(), "tickets_unsupported");
}

}  // namespace
}  // namespace otkel::codec
