#pragma once
// A receipt printer that prints when it is stepped: the real page and claim of every document, no
// thread and no paper. One thread.
#include <chrono>
#include <functional>
#include <vector>

#include "printer/claim/signing_key.hpp"
#include "printer/job/print_queue.hpp"

namespace otkel::sim {

using std::chrono::milliseconds;

class SteppedPrinter final : public printer::PrintQueue {
 public:
  explicit SteppedPrinter(printer::SigningKey key) : key_(key) {}

  core::Result<void> submit(core::Document document, std::int64_t job_id) override;
  std::optional<printer::Done> poll() override;
  std::optional<printer::DeviceStatus> last_status() const override;
  std::optional<printer::Stage> stage() const override;

  const printer::SigningKey& key() const { return key_; }
  /// Called when a job has ended.
  void set_wakeup(std::function<void()> wakeup) { wakeup_ = std::move(wakeup); }

  void advance(milliseconds now);
  /// When the job in flight ends; nothing where there is none.
  std::optional<milliseconds> next_end() const { return ends_; }

  /// Everything that came out, as a job's end tells of it.
  const std::vector<printer::Done>& printed() const { return printed_; }

 private:
  printer::SigningKey key_;
  std::function<void()> wakeup_;
  milliseconds now_{};
  bool taken_ = false;  ///< until poll() has handed out its end
  std::optional<core::Document> document_;
  std::int64_t job_id_ = 0;
  std::optional<milliseconds> ends_;
  std::optional<printer::Done> done_;
  std::vector<printer::Done> printed_;
};

}  // namespace otkel::sim
