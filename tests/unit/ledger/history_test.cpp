// When it is known what was given, when it is not, and what then happens.
#include "ledger/history.hpp"

#include <gtest/gtest.h>

namespace otkel::ledger {
namespace {

using sync::Standing;

core::Instant at(std::int64_t ms) { return core::Instant{std::chrono::milliseconds{ms}}; }
std::string epoch(char digit) { return std::string(32, digit); }
sync::Position head(char digit, std::int64_t seq, char hash = 'f') {
  return {epoch(digit), seq, std::string(64, hash)};
}

const History kKnown{.doubt = Doubt::none, .by_persons = false, .accepted = true, .since = at(1)};
History in(Doubt doubt) {
  return {.doubt = doubt, .by_persons = false, .accepted = false, .since = at(1)};
}

struct Case {
  const char* name;
  History now;
  sync::Positions own;
  bool waiting;
  PeerReport peer;
  Doubt next;
  bool begin_epoch;
  std::optional<sync::RecallFrom> recall;
  bool rebuild;
};

PeerReport says(sync::Positions holds, Standing standing = Standing::accepted, bool level = true,
                bool differs = false) {
  return {standing, std::move(holds), level, differs};
}

std::optional<sync::RecallFrom> from(char digit, std::int64_t seq) {
  return sync::RecallFrom{epoch(digit), seq};
}

const std::vector<Case> kCases{
    {"a log that goes on",
     kKnown,
     {head('1', 9)},
     false,
     says({head('1', 7)}),
     Doubt::none,
     false,
     {},
     false},
    {"a new site",
     in(Doubt::created),
     {head('1', 1)},
     false,
     says({}),
     Doubt::none,
     false,
     {},
     false},
    {"an empty database of a known site",
     in(Doubt::created),
     {head('2', 1)},
     false,
     says({head('1', 9)}, Standing::waits),
     Doubt::created,
     false,
     from('1', 1),
     false},
    {"an old copy",
     kKnown,
     {head('1', 5)},
     false,
     says({head('1', 9)}),
     Doubt::rolled_back,
     true,
     {},
     false},
    {"an old copy that went on",
     kKnown,
     {head('1', 9, 'a')},
     false,
     says({head('1', 9)}),
     Doubt::rolled_back,
     true,
     {},
     false},
    {"... and further than the peer",
     kKnown,
     {head('1', 12)},
     false,
     says({head('1', 9)}, Standing::accepted, true, true),
     Doubt::rewritten,
     true,
     {},
     false},
    {"its new epoch asks for the tail",
     in(Doubt::rolled_back),
     {head('1', 5), head('2', 1)},
     false,
     says({head('1', 9)}, Standing::waits),
     Doubt::rolled_back,
     false,
     from('1', 6),
     false},
    {"where the logs differ it asks from there",
     in(Doubt::rewritten),
     {head('1', 12), head('2', 1)},
     false,
     says({head('1', 9)}, Standing::waits, true, true),
     Doubt::rewritten,
     false,
     from('1', 9),
     false},
    {"all is back, the peer's log is not",
     in(Doubt::rolled_back),
     {head('1', 9), head('2', 1)},
     true,
     says({head('1', 9)}, Standing::waits, false),
     Doubt::rolled_back,
     false,
     {},
     false},
    {"all is back: the tables follow",
     in(Doubt::rolled_back),
     {head('1', 9), head('2', 1)},
     true,
     says({head('1', 9)}, Standing::waits),
     Doubt::rolled_back,
     false,
     {},
     true},
    {"nobody has accepted it yet",
     in(Doubt::rolled_back),
     {head('1', 9), head('2', 1)},
     false,
     says({head('1', 9)}, Standing::waits),
     Doubt::rolled_back,
     false,
     {},
     false},
    {"accepted",
     in(Doubt::rolled_back),
     {head('1', 9), head('2', 1)},
     false,
     says({head('1', 9)}),
     Doubt::none,
     false,
     {},
     false},
    {"accepted before the tables follow",
     in(Doubt::restored),
     {head('1', 9), head('2', 1)},
     true,
     says({head('1', 9)}),
     Doubt::restored,
     false,
     {},
     true},
    {"another machine took over",
     kKnown,
     {head('1', 9)},
     false,
     says({head('1', 9)}, Standing::superseded),
     Doubt::replaced,
     false,
     {},
     false},
    {"the hub was put back behind an acceptance",
     kKnown,
     {head('1', 9), head('2', 3)},
     false,
     says({head('1', 9)}, Standing::waits),
     Doubt::none,
     false,
     {},
     false},
};

TEST(History, FollowsFromThePeersReport) {
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto judged = judge(c.now, c.own, c.waiting, c.peer, at(2));
    EXPECT_EQ(judged.next.doubt, c.next);
    EXPECT_EQ(judged.begin_epoch, c.begin_epoch);
    EXPECT_EQ(judged.recall, c.recall);
    EXPECT_EQ(judged.rebuild, c.rebuild);
  }
}

TEST(History, AllowsNumbersBeforeTheHubHasAcceptedIfPersonsBeganIt) {
  const History by_persons{
      .doubt = Doubt::none, .by_persons = true, .accepted = false, .since = at(1)};
  const sync::Positions own{head('1', 5), head('2', 4)};
  const auto lacking = judge(by_persons, own, false, says({head('1', 9)}, Standing::waits), at(2));
  EXPECT_EQ(lacking.next.doubt, Doubt::rolled_back) << "only while the lost part comes back";
  const sync::Positions whole{head('1', 9), head('2', 4)};
  const auto back = judge(lacking.next, whole, false, says({head('1', 9)}, Standing::waits), at(3));
  EXPECT_EQ(back.next.doubt, Doubt::none);
}

TEST(History, StaysInDoubtIfNeitherEndHoldsWhatAWitnessHasSeen) {
  auto peer = says({head('1', 9)});
  peer.complete = false;
  const auto judged =
      judge(in(Doubt::rolled_back), {head('1', 9), head('2', 1)}, false, peer, at(2));
  EXPECT_EQ(judged.next.doubt, Doubt::rolled_back);
  EXPECT_FALSE(judged.recall);
}

TEST(History, HasASentenceForEveryDoubt) {
  for (const auto word : core::EnumWords<Doubt>::words) {
    const auto doubt = core::from_word<Doubt>(word).value();
    EXPECT_EQ(sentence(doubt).empty(), doubt == Doubt::none) << word;
  }
}

}  // namespace
}  // namespace otkel::ledger
