// One job at a time, each step its own commit.
#include "firmware-daemon/app/print_worker.hpp"

#include <map>

#include "core/value/sheet_check.hpp"
#include "firmware-daemon/app/print_job.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kPause{500};

class PrintWorker {
 public:
  PrintWorker(printer::PrintQueue& printer, std::string device, PrintTimeouts patience)
      : printer_(printer), device_(std::move(device)), patience_(patience) {}

  void step(Context& c, milliseconds boot) {
    look_at_printer(c);
    if (!done_) done_ = printer_.poll();
    if (done_) write_down(c);
    if (in_flight_) return follow_stage(c);
    if (!c.around.printer.ready) return hold_stale(c, boot);
    waiting_since_.clear();
    begin(c);
  }

 private:
  void look_at_printer(Context& c) const {
    auto& view = c.around.printer;
    view.device = device_;
    const auto status = printer_.last_status();
    if (!status) return;
    view.ready = status->ready;
    // A printer that is not ready makes the job wait anyway, and repairing it puts the new roll in.
    view.paper_near_end = status->ready && status->paper_near_end;
    view.cause.reset();
    if (!status->ready) view.cause = core::word(status->cause);
  }

  /// If the database cannot take it the outcome is kept and written at the next step.
  void write_down(Context& c) {
    auto end = end_of(done_->outcome, done_->page_hash);
    if (done_->error) end.cause = done_->error->code;
    if (const auto check = core::check_in_link(done_->qr_text)) end.check = check->str();
    const auto written =
        c.stores.db.transact([&]() -> Result<void> { return end_print(c, done_->job_id, end); });
    stop_on_storage(written);
    done_.reset();
    in_flight_.reset();
    shown_.reset();
  }

  void follow_stage(Context& c) {
    const auto stage = printer_.stage();
    if (!stage || stage == shown_) return;
    const auto written = c.stores.db.transact([&]() -> Result<void> {
      show_stage(c, *in_flight_, *stage);
      return {};
    });
    stop_on_storage(written);
    if (written) shown_ = stage;
  }

  void hold_stale(Context& c, milliseconds boot) {
    const auto queued = c.stores.print_jobs.in_state(store::PrintState::queued);
    for (const auto& job : queued) {
      const auto since = waiting_since_.try_emplace(job.id, boot).first->second;
      const bool ticket = std::holds_alternative<core::QueueTicket>(job.payload);
      if (boot - since < (ticket ? patience_.ticket : patience_.other)) continue;
      const PrintEnd held{core::PrintResult::failed_safe, core::PrintGrade::not_sent,
                          core::PrintStop::waited_too_long, ""};
      const auto written =
          c.stores.db.transact([&]() -> Result<void> { return end_print(c, job.id, held); });
      stop_on_storage(written);
      if (written) waiting_since_.erase(job.id);
    }
  }

  void begin(Context& c) {
    std::optional<store::PrintJobRow> job;
    const auto begun = c.stores.db.transact([&]() -> Result<void> {
      job = begin_print(c);
      return {};
    });
    stop_on_storage(begun);
    if (!begun || !job) return;
    in_flight_ = job->id;
    if (const auto taken = printer_.submit(job->payload, job->id); !taken)
      done_ = printer::Done{job->id,
                            {printer::OutcomeKind::failed_safe, core::PrintGrade::none,
                             taken.error().code, 0, taken.error().detail},
                            {},
                            {},
                            {}};
  }

  printer::PrintQueue& printer_;
  std::string device_;
  PrintTimeouts patience_;
  std::optional<std::int64_t> in_flight_;
  std::optional<printer::Stage> shown_;
  std::optional<printer::Done> done_;                   ///< not written down yet
  std::map<std::int64_t, milliseconds> waiting_since_;  ///< by the boot clock
};

}  // namespace

Worker print_worker(printer::PrintQueue& printer, std::string device_name, PrintTimeouts patience) {
  const auto worker = std::make_shared<PrintWorker>(printer, std::move(device_name), patience);
  return {"print", [worker](Context& c, milliseconds boot) {
            worker->step(c, boot);
            return boot + kPause;
          }};
}

}  // namespace otkel::app
