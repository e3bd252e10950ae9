// The real work thread: shared commits, refusals, a full disk, and an orderly stop.
#include "firmware-daemon/app/work_loop.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <tuple>

#include "tests/support/spoiled_page.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

struct StillClock : core::Clock {
  Instant at = time_of("2025-05-20T04:00:00Z");
  Instant now() const override { return at; }
  milliseconds boot() const override { return milliseconds{0}; }
};

/// Commands are submitted before the thread starts, so they wait together.
struct WorkLoopTest : testing::Test {
  CheckpointInMemory w;
  StillClock clock;
  WorkLoop loop{{w.stores, w.checkpoint, w.random}};
  std::vector<Result<Answer>> answers;

  void SetUp() override { w.db.script("CREATE TABLE scratch (value TEXT NOT NULL) STRICT"); }

  void submit(std::function<Result<Answer>(Context&)> work) {
    EXPECT_TRUE(loop.submit({core::Actor::officer("aliya"), std::move(work),
                             [this](Result<Answer> a) { answers.push_back(std::move(a)); }}));
  }
  void submit_text(std::string text) {
    submit([text = std::move(text)](Context& c) -> Result<Answer> {
      c.stores.db.run("INSERT INTO scratch (value) VALUES (?)", text);
      return Answer{};
    });
  }
  void run_to_the_end() {
    loop.stop();
    std::thread work([&] { loop.run(clock); });
    work.join();
  }
  std::int64_t rows() {
    auto q = w.db.prepare("SELECT count(*) FROM scratch");
    q.step();
    return q.integer(0);
  }
};

TEST_F(WorkLoopTest, LetsCommandsThatWaitTogetherShareOneCommit) {
  for (int i = 0; i < 3; ++i) submit_text("x");
  submit([&](Context&) -> Result<Answer> {
    EXPECT_TRUE(answers.empty()) << "nobody is answered before the commit";
    return Answer{};
  });
  run_to_the_end();
  EXPECT_EQ(answers.size(), 4U);
  EXPECT_EQ(loop.changes(), 1) << "one for the batch";
  EXPECT_EQ(rows(), 3);
}

TEST_F(WorkLoopTest, UndoesARefusedCommandAndNothingElse) {
  submit_text("kept");
  submit([](Context& c) -> Result<Answer> {
    c.stores.db.run("INSERT INTO scratch (value) VALUES ('undone')");
    return fail(Code::slot_full);
  });
  submit_text("kept too");
  run_to_the_end();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_TRUE(answers[0]);
  EXPECT_EQ(refusal(answers[1]), Code::slot_full);
  EXPECT_TRUE(answers[2]);
  EXPECT_EQ(rows(), 2);
}

TEST_F(WorkLoopTest, FailsEveryCommandOfACommitOnAFullDisk) {
  submit_text("small");
  submit([](Context& c) -> Result<Answer> {
    c.stores.db.limit_pages(1);
    c.stores.db.run("INSERT INTO scratch (value) VALUES (?)", std::string(200'000, 'x'));
    return Answer{};
  });
  submit_text("small");
  run_to_the_end();
  ASSERT_EQ(answers.size(), 3U);
  for (const auto& answer : answers) EXPECT_EQ(refusal(answer), Code::database_full);
  EXPECT_EQ(rows(), 0) << "what was answered as failed has not happened";
  w.db.limit_pages(1 << 20);
  EXPECT_TRUE(w.db.transact([&]() -> Result<void> {
    w.db.run("INSERT INTO scratch (value) VALUES ('again')");
    return {};
  }));
}

TEST_F(WorkLoopTest, CarriesOutMoreThanOneBatchBeforeItStops) {
  for (int i = 0; i < 150; ++i) submit_text("x");
  run_to_the_end();
  EXPECT_EQ(answers.size(), 150U);
  EXPECT_EQ(rows(), 150);
  EXPECT_FALSE(loop.submit({core::Actor::kiosk(), {}, {}})) << "nothing is taken after stop";
}

// So that the screens' worker, the last one, tells a camera's read without a round in between.
TEST_F(WorkLoopTest, StepsAWorkerInTheSameRoundIfAnEarlierOneWrote) {
  std::vector<std::int64_t> seen;
  const auto look = [&](Context&, milliseconds boot) {
    seen.push_back(loop.changes());
    return boot + milliseconds{60'000};
  };
  loop.add({"first", look});  // behind it the log has been seen
  loop.add({"before", look});
  loop.add({"writer", [](Context& c, milliseconds boot) {
              EXPECT_TRUE(c.stores.db.transact([&]() -> Result<void> {
                open_incident(c, core::IncidentKind::entered_twice, "a truck", "");
                return {};
              }));
              return boot + milliseconds{60'000};
            }});
  loop.add({"behind", look});
  run_to_the_end();
  ASSERT_GE(seen.size(), 3U);
  EXPECT_EQ(seen[2], seen[1] + 1);
}

TEST_F(WorkLoopTest, StepsItsWorkersAtTheStartAndWhenWoken) {
  std::promise<void> first, second;
  int steps = 0;
  loop.add({"counter", [&](Context& c, milliseconds) {
              EXPECT_EQ(c.actor, "system");
              ++steps;
              if (steps == 1) first.set_value();
              if (steps == 2) second.set_value();
              return milliseconds{1'000'000};
            }});
  std::thread work([&] { loop.run(clock); });
  first.get_future().wait();
  loop.wake();
  second.get_future().wait();
  loop.stop();
  work.join();
  EXPECT_EQ(steps, 2);
}

TEST_F(WorkLoopTest, IsSteppedByItsCallerAndReportsWhenTheNextStepIsDue) {
  std::vector<milliseconds> steps;
  loop.add({"hourly", [&](Context& c, milliseconds boot) {
              EXPECT_EQ(c.now, clock.at + boot);
              steps.push_back(boot);
              return boot + milliseconds{700};
            }});
  const auto step = [&](int boot) {
    return loop.step({clock.at + milliseconds{boot}, milliseconds{boot}});
  };
  EXPECT_EQ(step(10), milliseconds{710});
  submit([&](Context& c) -> Result<Answer> { return Answer{200, core::to_iso(c.now)}; });
  EXPECT_EQ(step(300), milliseconds{1000}) << "news: the workers look at what was just written";
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]->body, core::to_iso(clock.at + milliseconds{300}));
  EXPECT_EQ(step(500), milliseconds{1000}) << "nothing is due and nothing is new";
  EXPECT_EQ(step(1000), milliseconds{1700});
  EXPECT_EQ(steps, (std::vector{milliseconds{10}, milliseconds{300}, milliseconds{1000}}));
}

/// A worker that reads outside of a transaction, as the printer's does.
Worker reader() {
  return {"reader", [](Context& c, milliseconds boot) {
            std::ignore = c.stores.print_jobs.in_flight();
            return boot + milliseconds{500};
          }};
}

TEST(WorkLoopOnASpoiledDisk, ContinuesPastAnUnreadablePageAndReportsIt) {
  const support::TemporaryFolder folder;
  CheckpointInMemory w(folder / "edge.db");
  WorkLoop loop({w.stores, w.checkpoint, w.random});
  int behind = 0;
  loop.add(reader());
  loop.add(
      {"behind", [&](Context&, milliseconds boot) { return ++behind, boot + milliseconds{500}; }});
  EXPECT_EQ(loop.step({w.now, milliseconds{0}}), milliseconds{500});
  EXPECT_TRUE(loop.around().storage.notices().empty());
  support::spoil_table(w.db, "print_jobs");
  EXPECT_EQ(loop.step({w.now, milliseconds{500}}), milliseconds{1000});
  EXPECT_EQ(behind, 2) << "the workers behind it are stepped all the same";
  const auto notices = loop.around().storage.notices();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].code, "database_corrupt");
  EXPECT_FALSE(core::is_ready(notices));
}

TEST(WorkLoopOnASpoiledDisk, ContinuesIfTheLogItselfCannotBeRead) {
  const support::TemporaryFolder folder;
  CheckpointInMemory w(folder / "edge.db");
  WorkLoop loop({w.stores, w.checkpoint, w.random});
  loop.add({"idle", [](Context&, milliseconds boot) { return boot + milliseconds{500}; }});
  support::spoil_table(w.db, "edge_log");
  loop.step({w.now, milliseconds{0}});
  EXPECT_FALSE(core::is_ready(loop.around().storage.notices()));
}

// What a full disk refuses is told while it lasts, and no longer.
TEST_F(WorkLoopTest, ReportsAFullDiskUntilItIsNot) {
  loop.add({"writer", [](Context& c, milliseconds boot) {
              stop_on_storage(c.stores.db.transact([&]() -> Result<void> {
                c.stores.db.run("INSERT INTO scratch (value) VALUES (?)",
                                std::string(200'000, 'x'));
                return {};
              }));
              return boot + milliseconds{500};
            }});
  w.db.limit_pages(1);
  loop.step({clock.at, milliseconds{0}});
  const auto notices = loop.around().storage.notices();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].code, "database_failing");
  EXPECT_NE(notices[0].detail.find("writer"), std::string::npos);
  w.db.limit_pages(1 << 20);
  loop.step({clock.at, milliseconds{1000}});
  EXPECT_TRUE(loop.around().storage.notices().empty());
}

TEST_F(WorkLoopTest, AnswersWhileItRuns) {
  std::thread work([&] { loop.run(clock); });
  std::promise<Result<Answer>> answered;
  EXPECT_TRUE(loop.submit({core::Actor::kiosk(),
                           [](Context& c) -> Result<Answer> { return Answer{200, c.actor.str()}; },
                           [&](Result<Answer> a) { answered.set_value(std::move(a)); }}));
  EXPECT_EQ(answered.get_future().get().value().body, "kiosk");
  loop.stop();
  work.join();
}

}  // namespace
}  // namespace otkel::app::test
