// One job at a time, each step its own commit.
#include "firmware-daemon/app/print_worker.hpp"

#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kPause{500};

core::PrintResult result_of(printer::OutcomeKind kind) {
  switch (kind) {
    case printer::OutcomeKind::confirmed:
      return core::PrintResult::confirmed;
    case printer::OutcomeKind::failed_safe:
      return core::PrintResult::failed_safe;
    case printer::OutcomeKind::unknown:
      return core::PrintResult::unknown;
  }
  return core::PrintResult::unknown;
}

PrintEnd end_of(const printer::Done& done) {
  PrintEnd end;
  end.result = result_of(done.outcome.kind);
  end.grade = done.outcome.grade;
  end.page_hash = done.page_hash;
  if (done.error)
    end.cause = core::word(done.error->code);
  else if (end.result != core::PrintResult::confirmed)
    end.cause = core::word(done.outcome.cause);
  return end;
}

void show_status(Surroundings& around, const printer::PrintThread& thread) {
  const auto status = thread.last_status();
  if (!status) return;
  around.printer.ready = status->ready;
  around.printer.cause.reset();
  if (!status->ready) around.printer.cause = core::word(status->cause);
}

void write_down(Context& c, const printer::Done& done) {
  const auto end = end_of(done);
  const auto written = c.stores.db.transact([&]() -> Result<void> {
    if (auto ended = end_print(c, done.job_id, end); !ended) return ended;
    if (end.result == core::PrintResult::unknown)
      open_incident(c, "print_unknown", std::to_string(done.job_id),
                    "nobody knows whether this supplement is on the paper: " + end.cause);
    if (end.result == core::PrintResult::failed_safe)
      open_incident(c, "print_failed", std::to_string(done.job_id),
                    "nothing was printed: " + end.cause);
    return {};
  });
  // The outcome must not be lost: a job that stays `sending` becomes unknown at the next start.
  (void)written;
}

}  // namespace

Worker print_worker(printer::PrintThread& thread, std::string device_name) {
  struct State {
    printer::PrintThread& thread;
    std::string device;
    bool busy = false;
  };
  auto state = std::make_shared<State>(State{thread, std::move(device_name)});
  return {"print", [state](Context& c, milliseconds boot) {
            c.around.printer.device = state->device;
            show_status(c.around, state->thread);
            if (auto done = state->thread.poll()) {
              write_down(c, *done);
              state->busy = false;
            }
            if (state->busy) return boot + kPause;
            std::optional<store::PrintJobRow> job;
            const auto begun = c.stores.db.transact([&]() -> Result<void> {
              job = begin_print(c);
              return {};
            });
            if (!begun || !job) return boot + kPause;
            state->busy = state->thread.submit(job->payload, job->id).has_value();
            return boot + kPause;
          }};
}

}  // namespace otkel::app
