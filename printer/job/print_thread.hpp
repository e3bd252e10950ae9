#pragma once
// The one thread that owns the printer. It only moves bytes: what to print was decided and stored
// before, what became of it is stored by the poller.
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/fact/document.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/job/print_journal.hpp"
#include "printer/job/print_queue.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

struct PrintThreadOptions {
  Paper paper = Paper::mm80;
  std::string archive_folder;  ///< empty: no archive
  /// The file of print_journal.hpp. If it cannot be written no job starts. Empty: none, and then
  /// a crash leaves nothing to recover from. Call recover() before the thread is made.
  std::string journal_path;
  std::chrono::milliseconds status_every{5000};  ///< between two looks at an idle device
  /// Called on the print thread after each job is done and after each change of the status or the
  /// stage; it must not block.
  std::function<void()> wake;
};

/// submit, poll, last_status, stage: any thread.
class PrintThread final : public PrintQueue {
 public:
  PrintThread(std::unique_ptr<Device> device, SigningKey key, PrintThreadOptions options);
  /// Waits for the job in flight; its outcome is lost, so poll before.
  ~PrintThread() override;

  core::Result<void> submit(core::Document document, std::int64_t job_id) override;
  std::optional<Done> poll() override;
  std::optional<DeviceStatus> last_status() const override;
  std::optional<Stage> stage() const override;

 private:
  struct Task {
    core::Document document;
    std::int64_t job_id;
  };
  void run();
  Done carry_out(const Task& task);
  core::Result<void> open_journal();
  void show_stage(std::optional<Stage> stage);
  void look_at_device();

  std::unique_ptr<Device> device_;
  SigningKey key_;
  PrintThreadOptions options_;
  std::unique_ptr<PrintJournal> journal_;  ///< of the print thread
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  bool in_flight_ = false;
  std::optional<Task> task_;
  std::optional<Done> done_;
  std::optional<DeviceStatus> status_;
  std::optional<Stage> stage_;
  std::thread thread_;
};

}  // namespace otkel::printer
