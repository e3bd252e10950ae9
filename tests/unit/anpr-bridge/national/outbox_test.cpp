// Every visit of the chosen cameras becomes one event, whatever happens in between.
#include "anpr-bridge/national/outbox.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::hours;
using test::noon;
using test::seconds;

struct Reporting {
  test::TempFolder folder;
  std::optional<Journal> journal = opened();
  std::optional<NationalOutbox> outbox;
  core::NationalQueueSettings settings;
  core::Instant now = noon();
  int messages = 0;

  Reporting() { begin(); }
  Journal opened() { return Journal::open(folder / "journal.db", 1024, 3).value(); }
  void begin() {
    outbox.emplace(*journal);
    ASSERT_TRUE(outbox->begin(now));
  }
  void restart() {
    journal.reset();
    journal.emplace(opened());
    begin();
  }

  void see(const core::Visit& visit) {
    ASSERT_TRUE(journal->write(test::row_of("m" + std::to_string(++messages), now), visit));
  }
  void see(const std::string& id) { see(test::visit_of(id, 1, now)); }
  /// The visit that is due, or "-".
  std::string next() {
    EXPECT_TRUE(outbox->collect(settings, now));
    const auto row = outbox->next(now).value();
    return row ? row->visit.visit_id : "-";
  }
  std::int64_t waiting() { return outbox->counts().value().waiting; }
};

TEST(NationalOutbox, LetsAVisitGrowBeforeItsEventWaits) {
  Reporting r;
  r.see("a");
  EXPECT_EQ(r.next(), "-");
  EXPECT_EQ(r.waiting(), 1);
  r.now += seconds(19);
  EXPECT_EQ(r.next(), "-");
  r.now += seconds(1);
  EXPECT_EQ(r.next(), "a");
}

TEST(NationalOutbox, MakesOneEventOfAVisitThatGoesOn) {
  Reporting r;
  r.see("a");
  r.see(test::visit_of("a", 2, r.now));
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.outbox->posted("a"));
  r.see(test::visit_of("a", 3, noon()));
  r.now += hours{1};
  EXPECT_EQ(r.next(), "-");
  EXPECT_EQ(r.waiting(), 0);
}

TEST(NationalOutbox, KeepsTheOrderOfTheVisitsOverARestart) {
  Reporting r;
  for (const char* id : {"a", "b", "c"}) r.see(id);
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.outbox->posted("a"));
  r.see("d");
  r.restart();
  EXPECT_EQ(r.next(), "b");
  ASSERT_TRUE(r.outbox->posted("b"));
  r.restart();
  EXPECT_EQ(r.next(), "c");
  ASSERT_TRUE(r.outbox->posted("c"));
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "d") << "was written and not yet taken in when the process ended";
}

TEST(NationalOutbox, ReportsNothingOfBeforeItWasTurnedOn) {
  Reporting r;
  r.see("a");
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  EXPECT_EQ(r.outbox->end().value(), 1) << "turned off: what waits is dropped";
  r.see("while-off");
  r.begin();
  r.see("b");
  r.now += hours{1};
  EXPECT_EQ(r.next(), "b");
  ASSERT_TRUE(r.outbox->posted("b"));
  EXPECT_EQ(r.next(), "-");
}

TEST(NationalOutbox, TakesTheVisitsOfTheChosenCamerasThatAreOfNow) {
  Reporting r;
  auto exit = test::visit_of("exit", 1, r.now), home = test::visit_of("home", 1, r.now);
  exit.role = core::CameraRole::exit;
  home.role = core::CameraRole::return_lane;
  auto late = test::visit_of("late", 1, r.now);
  late.live = false;
  for (const auto& visit : {exit, home, late}) r.see(visit);
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "exit");
  EXPECT_EQ(r.waiting(), 1);
}

TEST(NationalOutbox, WaitsForAPlateAsLongAsItTakes) {
  Reporting r;
  auto visit = test::visit_of("a", 1, r.now);
  visit.reads[0].plate.clear();
  r.see(visit);
  r.now += hours{1};
  EXPECT_EQ(r.next(), "-");
  EXPECT_EQ(r.waiting(), 0);
  visit.reads.push_back(test::read_of("123ABC02"));
  ++visit.revision;
  r.see(visit);
  EXPECT_EQ(r.next(), "a") << "its time to grow is long over";
}

TEST(NationalOutbox, TriesARefusedEventAgainAfterADayAndBehindTheOthers) {
  Reporting r;
  r.see("a");
  r.see("b");
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.outbox->refused("a", "422", r.now));
  EXPECT_EQ(r.next(), "b");
  EXPECT_EQ(r.outbox->counts().value().refused, 1);
  EXPECT_EQ(r.waiting(), 2);
  r.now += hours{24};
  EXPECT_EQ(r.next(), "b");
  ASSERT_TRUE(r.outbox->posted("b"));
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.outbox->posted("a"));
  EXPECT_EQ(r.waiting(), 0);
}

TEST(NationalOutbox, LetsTheOthersPassAnEventThatFailsAgainAndAgain) {
  Reporting r;
  r.see("a");
  r.see("b");
  r.now += seconds(20);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(r.next(), "a") << i;
    ASSERT_TRUE(r.outbox->failed("a", "500", r.now));
  }
  EXPECT_EQ(r.next(), "b");
  r.now += std::chrono::minutes{10};
  EXPECT_EQ(r.next(), "a");
}

TEST(NationalOutbox, IsNotHeldUpByAClockThatWasSetBack) {
  Reporting r;
  r.now += hours{24 * 100};
  r.see("a");
  r.now = noon();
  EXPECT_EQ(r.next(), "a");
}

TEST(NationalOutbox, KeepsAVisitOfWhichAnEventWaitsUntilItIsGivenUp) {
  Reporting r;
  r.see("a");
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.journal->acknowledge("a", 1).value());
  ASSERT_TRUE(r.journal->prune(r.now + hours{1}));
  EXPECT_EQ(r.next(), "a") << "the daemon has it, the national queue has not";
  EXPECT_EQ(r.outbox->give_up(noon()).value(), 0) << "received at noon is not before noon";
  EXPECT_EQ(r.outbox->give_up(noon() + seconds(1)).value(), 1);
  EXPECT_EQ(r.next(), "-");
  ASSERT_TRUE(r.journal->prune(r.now + hours{1}));
  EXPECT_EQ(r.outbox->give_up(noon() + seconds(1)).value(), 0);
  EXPECT_TRUE(r.journal->visits_since(core::Instant{}).value().empty());
  auto rows = r.journal->database().prepare("SELECT count(*) FROM national_events");
  rows.step();
  EXPECT_EQ(rows.integer(0), 0) << "and no row outlives its visit";
}

TEST(NationalOutbox, RemembersThatAPictureWasTooLarge) {
  Reporting r;
  r.see("a");
  r.now += seconds(20);
  EXPECT_EQ(r.next(), "a");
  ASSERT_TRUE(r.outbox->leave_picture_out("a"));
  r.restart();
  EXPECT_TRUE(r.outbox->next(r.now).value().value().without_picture);
}

}  // namespace
}  // namespace otkel::anpr
