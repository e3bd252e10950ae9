// Where to resume and what counts as a rewritten log, as one table.
#include "sync/link/position.hpp"

#include <gtest/gtest.h>

#include "tests/unit/sync/link/log_fixture.hpp"

namespace otkel::sync {
namespace {

std::string hash_named(const std::string& tag) { return tag + std::string(64 - tag.size(), '0'); }

Position at(const std::string& epoch, std::int64_t seq, const std::string& tag = "") {
  return {epoch_named(epoch), seq,
          seq == 0 ? std::string(kNoHash) : hash_named(tag + "a" + std::to_string(seq))};
}

struct Case {
  const char* name;
  Positions log;
  Positions held;
  bool fork;
  bool remark;
  std::size_t index;
  std::int64_t seq;
};

TEST(Positions, DecideThePositionToResumeFromAndDetectARewrittenLog) {
  const std::vector<Case> cases{
      {"nothing held", {at("a", 5)}, {}, false, false, 0, 1},
      {"part held", {at("a", 5)}, {at("a", 3)}, false, false, 0, 4},
      {"all held", {at("a", 5)}, {at("a", 5)}, false, false, 0, 6},
      {"empty log", {at("a", 0)}, {}, false, false, 0, 1},
      {"rewritten head", {at("a", 5)}, {at("a", 5, "b")}, true, false, 0, 6},
      {"rolled back", {at("a", 5)}, {at("a", 9)}, true, false, 0, 10},
      {"rolled back to nothing", {at("a", 0)}, {at("a", 9)}, true, false, 0, 10},
      {"new epoch not begun", {at("a", 5), at("b", 0)}, {at("a", 5)}, false, false, 1, 1},
      {"new epoch, old one open", {at("a", 5), at("b", 2)}, {at("a", 3)}, false, false, 0, 4},
      {"new epoch held", {at("a", 5), at("b", 2)}, {at("a", 5), at("b", 1)}, false, false, 1, 2},
      {"empty epochs are stepped over",
       {at("a", 5), at("b", 0), at("c", 0), at("d", 1)},
       {at("a", 5)},
       false,
       false,
       3,
       1},
      {"restored behind what was sent", {at("a", 5), at("b", 2)}, {at("a", 9)}, false, true, 1, 1},
      {"old epoch rewritten", {at("a", 5), at("b", 2)}, {at("a", 5, "b")}, true, false, 1, 1},
      {"database made anew", {at("b", 2)}, {at("a", 9)}, false, true, 0, 1},
      {"older epoch is back", {at("a", 9)}, {at("a", 9), at("b", 1)}, true, false, 0, 10},
      {"older epoch is back and grew", {at("a", 12)}, {at("a", 9), at("b", 1)}, true, false, 0, 10},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto verdict = compare(c.log, c.held, EpochOrder::by_arrival);
    EXPECT_EQ(verdict.fork.has_value(), c.fork) << verdict.fork.value_or("");
    EXPECT_EQ(verdict.remark.has_value(), c.remark) << verdict.remark.value_or("");
    const auto cursor = resume_at(c.log, c.held);
    EXPECT_EQ(cursor.index, c.index);
    EXPECT_EQ(cursor.seq, c.seq);
  }
}

TEST(Positions, StartEveryEpochWithoutAPredecessor) {
  const Positions log{at("a", 2), at("b", 0), at("c", 1)};
  Cursor cursor = resume_at(log, {});
  advance(cursor, log, hash_named("1"));
  EXPECT_EQ(cursor, (Cursor{0, 2, hash_named("1")}));
  advance(cursor, log, hash_named("2"));
  EXPECT_EQ(cursor, (Cursor{2, 1, std::string(kNoHash)}));
  advance(cursor, log, hash_named("3"));  // the newest epoch never ends
  EXPECT_EQ(cursor, (Cursor{2, 2, hash_named("3")}));
}

TEST(Positions, AddAnEpochOnce) {
  Positions list;
  put(list, at("a", 1));
  put(list, at("b", 1));
  put(list, at("a", 2));
  EXPECT_EQ(list, (Positions{at("a", 2), at("b", 1)}));
}

TEST(Positions, SeeNoForkInAnEpochThatWaitsForAPerson) {
  const Positions log{at("a", 12)};
  const Positions held{at("a", 9), at("b", 1)};
  EXPECT_FALSE(compare(log, held, EpochOrder::by_word).fork);
  EXPECT_FALSE(compare(log, held, EpochOrder::by_word).remark);
  EXPECT_TRUE(compare({at("a", 5)}, held, EpochOrder::by_word).fork) << "rolled back all the same";
}

TEST(Positions, ReportWhatAWriterMustBeGivenBack) {
  using From = std::optional<RecallFrom>;
  const auto from = [](const std::string& epoch, std::int64_t seq) {
    return From(RecallFrom{epoch_named(epoch), seq});
  };
  EXPECT_EQ(lacks({at("a", 5)}, {}), From());
  EXPECT_EQ(lacks({at("a", 5)}, {at("a", 3)}), From());
  EXPECT_EQ(lacks({at("a", 5)}, {at("a", 9)}), from("a", 6));
  EXPECT_EQ(lacks({at("a", 5)}, {at("a", 5, "b")}), from("a", 5)) << "another event is there";
  EXPECT_EQ(lacks({at("b", 1)}, {at("a", 9), at("b", 1)}), from("a", 1));
  EXPECT_EQ(lacks({at("a", 5), at("b", 1)}, {at("a", 9), at("b", 3)}), from("a", 6))
      << "the oldest first";
  EXPECT_EQ(lacks({at("b", 1)}, {at("a", 0)}), From()) << "nothing was ever in it";
}

}  // namespace
}  // namespace otkel::sync
