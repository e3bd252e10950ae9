// One dialogue an attempt; the channel is opened anew after everything that was not clean.
#include "printer/device_escpos.hpp"

namespace otkel::printer {

DeviceEscpos::DeviceEscpos(OpenChannel open, Keep keep, DialogueTimes times)
    : open_(std::move(open)), keep_(keep), times_(times) {}

core::Result<void> DeviceEscpos::open() {
  if (channel_) return {};
  auto opened = open_();
  if (!opened) return std::unexpected(opened.error());
  channel_ = std::move(*opened);
  return {};
}

void DeviceEscpos::close_unless(bool usable) {
  if (!usable || keep_ == Keep::closed) channel_.reset();
}

DeviceStatus DeviceEscpos::status() {
  if (const auto opened = open(); !opened)
    return {false, opened.error().code, false, opened.error().detail};
  const auto status = Dialogue(*channel_, memory_, times_).ask_status();
  close_unless(status.has_value());
  return status ? *status : DeviceStatus{false, status.error().code, false, status.error().detail};
}

Outcome DeviceEscpos::print(const PreparedJob& job, const OnStage& on_stage) {
  const auto failed = [](const core::Error& error) {
    return Outcome{OutcomeKind::failed_safe, "", error.code, 0, error.detail, 0};
  };
  if (const auto begun = reach(on_stage, Stage::preflight); !begun) return failed(begun.error());
  if (const auto opened = open(); !opened) return failed(opened.error());
  auto outcome = Dialogue(*channel_, memory_, times_).print(job, on_stage, on_sent_);
  close_unless(outcome.kind == OutcomeKind::confirmed);
  return outcome;
}

void DeviceEscpos::on_sent(std::function<void(const Sent&)> tell) { on_sent_ = std::move(tell); }

void DeviceEscpos::expect_scrap() {
  memory_.parser = PrinterMemory::Parser::anywhere;
  memory_.scrap = true;
  memory_.old_answers = true;
}

}  // namespace otkel::printer
