// Taking commands in batches and stepping the workers.
#include "firmware-daemon/app/work_loop.hpp"

#include <algorithm>
#include <utility>

namespace otkel::app {
namespace {

constexpr std::size_t kMostInOneCommit = 64;
constexpr milliseconds kLongestWait{1000};
constexpr milliseconds kDrivenLook{3};

}  // namespace

bool WorkLoop::submit(Command command) { return inbox_.put(std::move(command)); }
void WorkLoop::wake() { inbox_.wake(); }
void WorkLoop::stop() { inbox_.close(); }

Context WorkLoop::context(const std::string& actor) {
  return {parts_.stores, parts_.checkpoint, around_, parts_.clock.now(), actor};
}

void WorkLoop::carry_out(std::deque<Command> commands) {
  if (commands.empty()) return;
  auto& db = parts_.stores.db;
  std::vector<Result<Answer>> results;
  const auto committed = db.transact([&]() -> Result<void> {
    for (const auto& command : commands) {
      Context c = context(command.actor);
      results.push_back(db.transact([&] { return command.work(c); }));
    }
    return {};
  });
  for (std::size_t i = 0; i < commands.size(); ++i) {
    // A commit that failed takes every answer with it: nothing of the batch has happened.
    if (!committed)
      commands[i].done(std::unexpected(committed.error()));
    else
      commands[i].done(std::move(results[i]));
  }
  ++changes_;
}

void WorkLoop::step_workers(Step which) {
  const auto boot = parts_.clock.boot();
  const Instant now = parts_.clock.now();
  for (auto& worker : workers_) {
    const bool asked = which == Step::everything || (which == Step::news && worker.on_news);
    if (!asked && worker.due > boot) continue;
    Context c = context("system");
    worker.due = worker.step(c, boot);
    // Seen by the workers behind it in this very round: the screens are told at once.
    const auto seq = parts_.stores.log.head().seq;
    if (seq != last_seq_) ++changes_;
    last_seq_ = seq;
  }
  stepped_to_ = now;
}

milliseconds WorkLoop::patience() const {
  const auto boot = parts_.clock.boot();
  milliseconds pause = parts_.driven_clock ? kDrivenLook : kLongestWait;
  for (const auto& worker : workers_)
    pause = std::min(pause, std::max(milliseconds{0}, worker.due - boot));
  return pause;
}

void WorkLoop::run() {
  step_workers(Step::everything);
  for (;;) {
    auto taken = inbox_.take(patience(), kMostInOneCommit);
    const bool news = taken.woken || !taken.items.empty();
    carry_out(std::move(taken.items));
    if (taken.last) return;
    const bool time_moved = parts_.driven_clock && parts_.clock.now() != stepped_to_;
    step_workers(time_moved ? Step::everything : news ? Step::news : Step::due);
  }
}

}  // namespace otkel::app
