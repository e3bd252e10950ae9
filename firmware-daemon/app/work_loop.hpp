#pragma once
// The work thread: every use case, every worker, the only writer of the database. Commands that
// wait together share one commit, so one fsync serves them all.
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/threads/inbox.hpp"
#include "firmware-daemon/app/answer_once.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

using std::chrono::milliseconds;

/// Something that is wished from another thread. `work` runs in a savepoint: a refusal undoes only
/// itself. `done` is called on the work thread after the commit; it must not block.
struct Command {
  std::string actor;
  std::function<Result<Answer>(Context&)> work;
  std::function<void(Result<Answer>)> done;
};

/// A worker of the loop: does what is due and says at which boot time it wants to be called again.
/// Opens its own transactions.
struct Worker {
  std::string name;
  std::function<milliseconds(Context&, milliseconds boot_now)> step;
  milliseconds due{0};
  bool on_news = true;  ///< false: steps by the clock alone, however much happens
};

class WorkLoop {
 public:
  struct Parts {
    store::Stores& stores;
    const Checkpoint& checkpoint;
    const core::Clock& clock;
    bool driven_clock = false;  ///< look at the clock every few milliseconds
  };
  explicit WorkLoop(Parts parts) : parts_(parts) {}

  /// Before run().
  void add(Worker worker) { workers_.push_back(std::move(worker)); }
  /// Any thread. False once stop() was called: nothing more is taken.
  bool submit(Command command);
  /// Any thread: some worker has something to do (a frame, a finished print).
  void wake();
  /// Until stop(); the calling thread is the work thread. What was submitted before is carried out.
  void run();
  void stop();

  /// Work thread only.
  Surroundings& around() { return around_; }
  /// Up to this instant the workers have done everything that was due. Work thread only.
  Instant stepped_to() const { return stepped_to_; }
  /// Work thread only: counts commits that changed something; a push worker compares it.
  std::int64_t changes() const { return changes_; }

 private:
  Context context(const std::string& actor);
  void carry_out(std::deque<Command> commands);
  /// due: only whose time has come; news: also those that look at what was just written.
  enum class Step { due, news, everything };
  void step_workers(Step which);
  milliseconds patience() const;

  Parts parts_;
  Surroundings around_;
  std::vector<Worker> workers_;
  Instant stepped_to_{};
  std::int64_t changes_ = 0;
  std::int64_t last_seq_ = -1;

  threads::Inbox<Command> inbox_;
};

}  // namespace otkel::app
