#pragma once
// An ESC/POS printer behind any channel: opens it, talks, and remembers between two talks; what the
// printer can do also from one start to the next.
#include <functional>
#include <memory>

#include "printer/escpos/channel.hpp"
#include "printer/escpos/dialogue.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {

/// Whether the channel stays open between two talks. A USB interface does, so that no other driver
/// takes it; a network printer does not, so that others may print, unless it turned out to refuse a
/// connection soon after the last one.
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
  core::Result<void> set_up(const SetUp& found) override;
  const Capabilities& capabilities() const { return memory_.can; }

 private:
  /// Of one talk: whether it opened its channel, and how long it has taken.
  struct Talk {
    bool fresh;
    Countdown since;
  };
  core::Result<void> open();
  void meet(PrinterIdentity printer);
  void keep_what_was_learnt();
  void after_talk(bool usable);
  bool refused(const Talk& talk, core::Code cause);
  Outcome print_once(const PreparedJob& job, const OnStage& on_stage);

  OpenChannel open_;
  Keep keep_;
  DeviceOptions options_;
  DialogueTimes times_;
  PrinterMemory memory_;
  PrinterIdentity printer_;
  Capabilities kept_;  ///< what its file says
  PrinterHabits kept_habits_;
  std::unique_ptr<Channel> channel_;
  Countdown good_talk_;     ///< over: the last one is long ago
  Countdown just_printed_;  ///< over: the printer is asked again
  Countdown next_try_;      ///< over: it may be opened
  int refusals_ = 0;        ///< each soon after a good talk
  bool refused_now_ = false;
  std::function<void(const Sent&)> on_sent_;
};

}  // namespace otkel::printer
