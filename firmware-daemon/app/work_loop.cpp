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

bool WorkLoop::submit(Command command) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    queue_.push_back(std::move(command));
  }
  changed_.notify_one();
  return true;
}

void WorkLoop::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void WorkLoop::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
}

Context WorkLoop::context(const std::string& actor) {
  return {parts_.stores, parts_.checkpoint, around_, parts_.clock.now(), actor};
}

std::deque<Command> WorkLoop::take() {
  const std::lock_guard lock(mutex_);
  std::deque<Command> batch;
  while (!queue_.empty() && batch.size() < kMostInOneCommit) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return batch;
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

void WorkLoop::step_workers(bool all) {
  const auto boot = parts_.clock.boot();
  const Instant now = parts_.clock.now();
  for (auto& worker : workers_) {
    if (!all && worker.due > boot) continue;
    Context c = context("system");
    worker.due = worker.step(c, boot);
  }
  const auto seq = parts_.stores.log.head().seq;
  if (seq != last_seq_) ++changes_;
  last_seq_ = seq;
  stepped_to_ = now;
}

void WorkLoop::wait() {
  const auto boot = parts_.clock.boot();
  milliseconds pause = kLongestWait;
  for (const auto& worker : workers_)
    pause = std::min(pause, std::max(milliseconds{0}, worker.due - boot));
  if (parts_.driven_clock) pause = std::min(pause, kDrivenLook);
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, pause, [&] { return woken_ || stopping_ || !queue_.empty(); });
}

void WorkLoop::run() {
  step_workers(true);
  for (;;) {
    wait();
    bool woken = false, stopping = false;
    {
      const std::lock_guard lock(mutex_);
      woken = std::exchange(woken_, false);
      stopping = stopping_ && queue_.empty();
    }
    auto commands = take();
    const bool any = !commands.empty();
    carry_out(std::move(commands));
    if (stopping) return;
    step_workers(woken || any || (parts_.driven_clock && parts_.clock.now() != stepped_to_));
  }
}

}  // namespace otkel::app
