#pragma once
// One turn at a time: every command, every worker, the only writer of the database. Commands that
// wait together share one commit, so one fsync serves them all. A work thread runs it by the clock;
// a stepped world steps it.
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "base/threads/inbox.hpp"
#include "core/value/moment.hpp"
#include "ledger/facts.hpp"

namespace otkel::ledger {

using std::chrono::milliseconds;

/// Something that another thread requests. `work` runs in a savepoint: a refusal undoes only
/// itself. `done` is called on the work thread after the commit, with the refusal or with what
/// made the commit fail; it must not block.
struct Task {
  std::function<core::Result<void>(core::Instant now)> work;
  std::function<void(const core::Result<void>&)> done;
};

/// Does what is due and says at which boot time it wants to be called again. Opens its own
/// transactions; what it reads outside of them may throw sql::Failure, which ends this step alone.
struct Worker {
  std::string name;
  std::function<milliseconds(const core::Moment&)> step;
  milliseconds due{0};
  bool on_news = true;  ///< false: steps by the clock alone, however much happens
};

class WorkLoop {
 public:
  struct Parts {
    sql::Session& session;
    Facts* facts = nullptr;  ///< null: what is written appends to its log at once
    /// A number that differs once a worker has written something. May throw sql::Failure.
    std::function<std::int64_t()> written;
    /// Called after every step of a worker, and after every batch of commands under the name
    /// "commands": nothing, or why the database could not be read or written. The loop continues
    /// and the worker is stepped again a second later.
    std::function<void(const std::string& who, const std::optional<core::Error>& trouble)> went;
    bool driven_clock = false;  ///< look at the clock every few milliseconds
  };
  explicit WorkLoop(Parts parts) : parts_(std::move(parts)) {}

  /// Before the first turn.
  void add(Worker worker) { workers_.push_back(std::move(worker)); }
  /// Any thread. False once stop() was called: nothing more is taken.
  bool submit(Task task) { return inbox_.put(std::move(task)); }
  /// Any thread: some worker has something to do (a frame, a finished print).
  void wake() { inbox_.wake(); }
  /// Any thread. What was submitted before is still carried out.
  void stop() { inbox_.close(); }

  /// One turn without waiting: what was submitted, then the workers that are due. The boot time of
  /// the next turn that could do something, if nothing is submitted and nobody calls wake().
  milliseconds step(const core::Moment& at);
  /// Turns until stop(); the calling thread is the work thread.
  void run(const core::Clock& clock);

  /// Work thread only: up to this instant the workers have done everything that was due.
  core::Instant stepped_to() const { return stepped_to_; }
  /// Work thread only: counts commits that changed something; a push worker compares it.
  std::int64_t changes() const { return changes_; }

 private:
  /// due: only whose time has come; news: also those that look at what was just written.
  enum class Step { due, news, everything };

  milliseconds turn(threads::Inbox<Task>::Taken taken, const core::Moment& at);
  void carry_out(std::deque<Task> tasks, core::Instant now);
  core::Result<void> attempt(const Task& task, core::Instant now);
  void step_workers(Step which, const core::Moment& at);
  void step_worker(Worker& worker, const core::Moment& at);
  void report(const std::string& who, const std::optional<core::Error>& trouble) const;
  milliseconds next_turn(milliseconds boot) const;

  Parts parts_;
  std::vector<Worker> workers_;
  core::Instant stepped_to_{};
  std::int64_t changes_ = 0;
  std::int64_t last_written_ = -1;

  threads::Inbox<Task> inbox_;
};

}  // namespace otkel::ledger
