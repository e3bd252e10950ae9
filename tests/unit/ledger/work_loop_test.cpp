// One turn at a time, without a thread: shared commits, refusals, workers by time and by news.
#include "ledger/work_loop.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct WorkLoopTest : HubLogs {
  Facts facts = hub::hub_facts(db);
  std::int64_t written = 0;
  WorkLoop loop{{.session = db, .facts = &facts, .written = [this] { return written; }}};
  std::vector<Result<void>> answers;
  core::Moment now{at(1'000), milliseconds{1'000}};

  void SetUp() override { begin(epoch('1')); }
  void submit(std::function<Result<void>(core::Instant)> work) {
    EXPECT_TRUE(loop.submit(
        {std::move(work), [this](const Result<void>& answer) { answers.push_back(answer); }}));
  }
  void submit_fact(std::optional<Code> refused_with = {}) {
    submit([this, refused_with](core::Instant) -> Result<void> {
      facts.add(own.name(), kFact, kStamp);
      if (refused_with) return core::fail(*refused_with);
      return {};
    });
  }
  milliseconds after(int ms) {
    now.boot += milliseconds{ms};
    now.wall += milliseconds{ms};
    return loop.step(now);
  }
};

TEST_F(WorkLoopTest, LetsCommandsThatWaitTogetherShareOneCommit) {
  for (int i = 0; i < 3; ++i) submit_fact();
  submit([&](core::Instant instant) -> Result<void> {
    EXPECT_EQ(instant, now.wall);
    EXPECT_TRUE(answers.empty()) << "nobody is answered before the commit";
    EXPECT_EQ(own.head().seq, 0) << "the log is written at its end";
    return {};
  });
  loop.step(now);
  EXPECT_EQ(answers.size(), 4U);
  EXPECT_EQ(loop.changes(), 1) << "one for the batch";
  EXPECT_EQ(own.head().seq, 3);
}

TEST_F(WorkLoopTest, UndoesARefusedCommandWithItsFactsAndNothingElse) {
  submit_fact();
  submit_fact(Code::slot_full);
  submit_fact();
  loop.step(now);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_TRUE(answers[0]);
  EXPECT_EQ(answers[1].error().code, Code::slot_full);
  EXPECT_TRUE(answers[2]);
  EXPECT_EQ(own.head().seq, 2);
}

TEST_F(WorkLoopTest, FailsEveryCommandOfACommitOnAFullDisk) {
  submit_fact();
  submit([&](core::Instant) -> Result<void> {
    db.limit_pages(1);
    db.run("INSERT INTO counter (name, site, year, last) VALUES (?, 'x', 1, 1)",
           std::string(200'000, 'x'));
    return {};
  });
  submit_fact();
  loop.step(now);
  db.limit_pages(1 << 20);
  ASSERT_EQ(answers.size(), 3U);
  for (const auto& answer : answers) EXPECT_EQ(answer.error().code, Code::database_full);
  EXPECT_EQ(own.head().seq, 0) << "what was answered as failed has not happened";
}

TEST_F(WorkLoopTest, CarriesOutAtMostSixtyFourCommandsInATurn) {
  for (int i = 0; i < 70; ++i) submit_fact();
  loop.step(now);
  EXPECT_EQ(answers.size(), 64U);
  loop.step(now);
  EXPECT_EQ(answers.size(), 70U);
  EXPECT_EQ(own.head().seq, 70);
}

TEST_F(WorkLoopTest, StepsAWorkerWhenItIsDueOrSomethingHappened) {
  int steps = 0;
  loop.add({.name = "counter", .step = [&](const core::Moment& m) {
              ++steps;
              return m.boot + milliseconds{500};
            }});
  EXPECT_EQ(loop.step(now), now.boot + milliseconds{500});
  EXPECT_EQ(steps, 1) << "nobody has stepped yet, so it is due";
  after(100);
  EXPECT_EQ(steps, 1);
  loop.wake();
  after(100);
  EXPECT_EQ(steps, 2);
  submit_fact();
  after(100);
  EXPECT_EQ(steps, 3);
  after(500);
  EXPECT_EQ(steps, 4);
  EXPECT_EQ(loop.stepped_to(), now.wall);
}

TEST_F(WorkLoopTest, StepsAWorkerWithoutSubscriptionByTheClockAlone) {
  int steps = 0;
  loop.add({.name = "clock",
            .step =
                [&](const core::Moment& m) {
                  ++steps;
                  return m.boot + milliseconds{500};
                },
            .on_news = false});
  loop.step(now);
  loop.wake();
  after(100);
  EXPECT_EQ(steps, 1);
  after(400);
  EXPECT_EQ(steps, 2);
}

TEST_F(WorkLoopTest, StepsEveryWorkerWhenADrivenClockWasMoved) {
  WorkLoop driven({.session = db, .driven_clock = true});
  int steps = 0;
  driven.add({.name = "clock",
              .step =
                  [&](const core::Moment& m) {
                    ++steps;
                    return m.boot + milliseconds{60'000};
                  },
              .on_news = false});
  driven.step(now);
  driven.step(now);
  EXPECT_EQ(steps, 1);
  now.wall += std::chrono::hours{1};
  driven.step(now);
  EXPECT_EQ(steps, 2);
}

TEST_F(WorkLoopTest, StepsAWorkerInTheSameRoundIfAnEarlierOneWrote) {
  std::vector<std::int64_t> seen;
  const auto look = [&](const core::Moment& m) {
    seen.push_back(loop.changes());
    return m.boot + milliseconds{60'000};
  };
  loop.add({.name = "first", .step = look});  // behind it the log has been seen
  loop.add({.name = "before", .step = look});
  loop.add({.name = "writer", .step = [&](const core::Moment& m) {
              ++written;
              return m.boot + milliseconds{60'000};
            }});
  loop.add({.name = "behind", .step = look});
  loop.step(now);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[2], seen[1] + 1);
}

TEST_F(WorkLoopTest, RefusesCommandsAfterItWasStopped) {
  loop.stop();
  EXPECT_FALSE(loop.submit({}));
}

}  // namespace
}  // namespace otkel::ledger::test
