// One job at a time, and a look at the printer in between.
#include "printer/job/print_thread.hpp"

#include <cassert>
#include <tuple>

#include "printer/device/file/archive.hpp"
#include "printer/job/prepare.hpp"

namespace otkel::printer {

PrintThread::PrintThread(std::unique_ptr<Device> device, SigningKey key, PrintThreadOptions options)
    : device_(std::move(device)), key_(key), options_(std::move(options)) {
  assert(device_);
  thread_ = std::thread([this] { run(); });
}

PrintThread::~PrintThread() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

core::Result<void> PrintThread::submit(core::Document document, std::int64_t job_id) {
  {
    const std::lock_guard lock(mutex_);
    if (in_flight_)
      return core::fail(core::Code::busy, "a print job is in flight; poll for its end first");
    in_flight_ = true;
    task_ = Task{std::move(document), job_id};
  }
  changed_.notify_all();
  return {};
}

std::optional<Done> PrintThread::poll() {
  const std::lock_guard lock(mutex_);
  std::optional<Done> done = std::move(done_);
  done_.reset();
  if (done) in_flight_ = false;
  return done;
}

std::optional<DeviceStatus> PrintThread::last_status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

std::optional<Stage> PrintThread::stage() const {
  const std::lock_guard lock(mutex_);
  return stage_;
}

void PrintThread::show_stage(std::optional<Stage> stage) {
  {
    const std::lock_guard lock(mutex_);
    stage_ = stage;
  }
  if (options_.wake) options_.wake();
}

// Also tried again with every job: a disk that was full may have been cleared.
core::Result<void> PrintThread::open_journal() {
  if (journal_ || options_.journal_path.empty()) return {};
  const auto before = recover(options_.journal_path);
  const bool first_start = !before && before.error().code == core::Code::not_found;
  if (!before && !first_start) return std::unexpected(before.error());
  auto opened = PrintJournal::open(options_.journal_path);
  if (!opened) return std::unexpected(opened.error());
  journal_ = std::move(*opened);
  if (!first_start && piece_may_hang(*before)) device_->expect_scrap();
  return {};
}

void PrintThread::run() {
  std::ignore = open_journal();  // reported by the first job that needs it
  bool look = true;
  for (;;) {
    std::optional<Task> task;
    {
      std::unique_lock lock(mutex_);
      if (!look)
        look = !changed_.wait_for(lock, options_.status_every,
                                  [this] { return stop_ || task_.has_value(); });
      if (stop_ && !task_) return;
      task = std::move(task_);
      task_.reset();
    }
    if (task) {
      Done done = carry_out(*task);
      {
        const std::lock_guard lock(mutex_);
        done_ = std::move(done);
      }
      if (options_.wake) options_.wake();
      look = true;  // the job may have used up the paper
    } else if (look) {
      look_at_device();
      look = false;
    }
  }
}

Done PrintThread::carry_out(const Task& task) {
  Done done{.job_id = task.job_id, .outcome = {}, .page_hash = {}, .qr_text = {}, .error = {}};
  const auto refuse = [&](const core::Error& error) {
    done.outcome = not_started(error);
    done.error = error;
    return done;
  };
  const auto job = prepare(task.document, key_, options_.paper);
  if (!job) return refuse(job.error());
  done.page_hash = job->page_hash;
  done.qr_text = job->qr_text;
  if (!options_.archive_folder.empty())
    if (const auto kept = write_archive(options_.archive_folder, *job); !kept)
      return refuse(kept.error());
  if (const auto opened = open_journal(); !opened) return refuse(opened.error());
  const auto on_stage = [this](Stage stage) -> core::Result<void> {
    show_stage(stage);
    return {};
  };
  done.outcome = print_written_down(*device_, *job, task.job_id, journal_.get(), on_stage);
  show_stage(std::nullopt);
  return done;
}

void PrintThread::look_at_device() {
  const DeviceStatus now = device_->status();
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    changed = !status_ || status_->ready != now.ready || status_->cause != now.cause ||
              status_->paper_near_end != now.paper_near_end || status_->detail != now.detail;
    status_ = now;
  }
  if (changed && options_.wake) options_.wake();
}

}  // namespace otkel::printer
