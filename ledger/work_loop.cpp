// Taking commands in batches and stepping the workers.
#include "ledger/work_loop.hpp"

#include <algorithm>
#include <utility>

namespace otkel::ledger {
namespace {

constexpr std::size_t kMostInOneCommit = 64;
constexpr milliseconds kLongestWait{1000};
constexpr milliseconds kDrivenLook{3};
constexpr milliseconds kAfterTrouble{1000};

/// The first thing that the disk or the database is to blame for.
std::optional<core::Error> storage_trouble(const core::Result<void>& committed,
                                           const std::vector<core::Result<void>>& results) {
  if (!committed) return committed.error();
  const auto found = std::ranges::find_if(
      results, [](const auto& one) { return !one && core::is_storage(one.error().code); });
  return found == results.end() ? std::nullopt : std::optional(found->error());
}

}  // namespace

void WorkLoop::report(const std::string& who, const std::optional<core::Error>& trouble) const {
  if (parts_.went) parts_.went(who, trouble);
}

core::Result<void> WorkLoop::attempt(const Task& task, core::Instant now) {
  const auto work = [&] { return task.work(now); };
  return parts_.facts != nullptr ? parts_.facts->attempt(work) : parts_.session.savepoint(work);
}

void WorkLoop::carry_out(std::deque<Task> tasks, core::Instant now) {
  if (tasks.empty()) return;
  std::vector<core::Result<void>> results;
  const auto all = [&]() -> core::Result<void> {
    for (const auto& task : tasks) results.push_back(attempt(task, now));
    return {};
  };
  const auto committed =
      parts_.facts != nullptr ? parts_.facts->commit(all) : parts_.session.transact(all);
  // A commit that failed takes every answer with it: nothing of the batch has happened.
  for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i].done(committed ? results[i] : committed);
  ++changes_;
  report("commands", storage_trouble(committed, results));
}

/// A page that cannot be read must not end the process: it would be started, read the page again
/// and end again.
void WorkLoop::step_worker(Worker& worker, const core::Moment& at) {
  const auto stepped = sql::Session::read([&]() -> core::Result<milliseconds> {
    const auto due = worker.step(at);
    // Seen by the workers behind it in this very round: the screens are informed at once.
    const auto written = parts_.written ? parts_.written() : 0;
    if (written != last_written_) ++changes_;
    last_written_ = written;
    return due;
  });
  worker.due = stepped ? *stepped : at.boot + kAfterTrouble;
  report(worker.name, stepped ? std::nullopt : std::optional(stepped.error()));
}

void WorkLoop::step_workers(Step which, const core::Moment& at) {
  for (auto& worker : workers_) {
    const bool asked = which == Step::everything || (which == Step::news && worker.on_news);
    if (asked || worker.due <= at.boot) step_worker(worker, at);
  }
  stepped_to_ = at.wall;
}

milliseconds WorkLoop::next_turn(milliseconds boot) const {
  milliseconds next = boot + (parts_.driven_clock ? kDrivenLook : kLongestWait);
  for (const auto& worker : workers_) next = std::min(next, worker.due);
  return std::max(boot, next);
}

milliseconds WorkLoop::turn(threads::Inbox<Task>::Taken taken, const core::Moment& at) {
  const bool news = taken.woken || !taken.items.empty();
  const bool time_moved = parts_.driven_clock && at.wall != stepped_to_;
  carry_out(std::move(taken.items), at.wall);
  step_workers(time_moved ? Step::everything : news ? Step::news : Step::due, at);
  return next_turn(at.boot);
}

milliseconds WorkLoop::step(const core::Moment& at) {
  return turn(inbox_.take(milliseconds{0}, kMostInOneCommit), at);
}

void WorkLoop::run(const core::Clock& clock) {
  // Nobody has stepped yet, so every worker is due.
  milliseconds next = turn({}, core::moment_of(clock));
  for (;;) {
    auto taken = inbox_.take(std::max(milliseconds{0}, next - clock.boot()), kMostInOneCommit);
    const auto at = core::moment_of(clock);
    if (taken.last) return carry_out(std::move(taken.items), at.wall);
    next = turn(std::move(taken), at);
  }
}

}  // namespace otkel::ledger
