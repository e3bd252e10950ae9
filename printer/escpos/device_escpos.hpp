#pragma once
// An ESC/POS printer behind any channel: opens it, talks, and remembers between two talks; what the
// printer can do also from one start to the next.
#include <functional>
#include <memory>

#include "printer/escpos/channel.hpp"
#include "printer/escpos/dialogue.hpp"

namespace otkel::printer {

/// Whether the channel stays open between two talks. A USB interface does, so that no other driver
/// takes it; a network printer does not, so that others may print.
enum class Keep { open, closed };

/// failed_safe: not opened, no answer to the questions before the job, or an answer that names a
/// trouble. Anything that breaks after the job's first byte was taken: unknown.
class DeviceEscpos final : public Device {
 public:
  DeviceEscpos(OpenChannel open, Keep keep, DeviceOptions options, DialogueTimes times = {});
  DeviceStatus status() override;
  Outcome print(const PreparedJob& job, const OnStage& on_stage) override;
  void on_sent(std::function<void(const Sent&)> report) override;
  void expect_scrap() override;
  const Capabilities& capabilities() const { return memory_.can; }

 private:
  core::Result<void> open();
  void meet(PrinterIdentity printer);
  void after_talk(bool usable);

  OpenChannel open_;
  Keep keep_;
  DeviceOptions options_;
  DialogueTimes times_;
  PrinterMemory memory_;
  PrinterIdentity printer_;
  Capabilities kept_;  ///< what its file says
  std::unique_ptr<Channel> channel_;
  std::function<void(const Sent&)> on_sent_;
};

}  // namespace otkel::printer
