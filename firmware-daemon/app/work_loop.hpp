#pragma once
// The checkpoint's work loop: every use case and every worker is given a context of its own.
#include <functional>
#include <string>

#include "firmware-daemon/app/context.hpp"
#include "ledger/answers.hpp"
#include "ledger/work_loop.hpp"

namespace otkel::app {

using ledger::Answer;
using ledger::IdempotentRequest;
using std::chrono::milliseconds;

/// Something that another thread requests. `work` runs in a savepoint: a refusal undoes only
/// itself. `done` is called on the work thread after the commit; it must not block.
struct Command {
  core::Actor actor;
  std::function<Result<Answer>(Context&)> work;
  std::function<void(Result<Answer>)> done;
};

/// A worker of the loop: does what is due and says at which boot time it wants to be called again.
/// Opens its own transactions.
struct Worker {
  std::string name;
  std::function<milliseconds(Context&, milliseconds boot_now)> step;
  bool on_news = true;  ///< false: steps by the clock alone, however much happens
};

/// In a worker's step: ends the step if the disk or the database is to blame, so that it is
/// reported and not passed over. What was not done is due again at the next step.
template <class T>
void stop_on_storage(const Result<T>& done) {
  if (!done && core::is_storage(done.error().code))
    throw sql::Failure(done.error().code, done.error().detail);
}

/// Threads and turns: see ledger::WorkLoop.
class WorkLoop {
 public:
  struct Parts {
    store::Stores& stores;
    const Checkpoint& checkpoint;
    core::Random& random;
    bool driven_clock = false;  ///< look at the clock every few milliseconds
  };
  explicit WorkLoop(Parts parts);

  /// Before the first turn.
  void add(Worker worker);
  bool submit(Command command);
  void wake() { loop_.wake(); }
  milliseconds step(const core::Moment& at) { return loop_.step(at); }
  void run(const core::Clock& clock) { loop_.run(clock); }
  void stop() { loop_.stop(); }

  /// Work thread only.
  Surroundings& around() { return around_; }
  Instant stepped_to() const { return loop_.stepped_to(); }
  std::int64_t changes() const { return loop_.changes(); }

 private:
  Context context(const core::Actor& actor, Instant now);

  Parts parts_;
  Surroundings around_;
  ledger::WorkLoop loop_;
};

}  // namespace otkel::app
