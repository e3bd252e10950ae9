// One dialogue an attempt; the channel is opened again after everything that was not clean.
#include "printer/escpos/device_escpos.hpp"

#include "printer/escpos/printer_profile.hpp"

namespace otkel::printer {
namespace {

std::string in_words(const Capabilities& can) {
  std::string text;
  core::for_each_field(can, [&](std::string_view name, const Known& known) {
    text += (text.empty() ? "" : ", ") + std::string(name) + " " + std::string(core::word(known));
  });
  return text;
}

}  // namespace

DeviceEscpos::DeviceEscpos(OpenChannel open, Keep keep, DeviceOptions options, DialogueTimes times)
    : open_(std::move(open)), keep_(keep), options_(std::move(options)), times_(times) {}

core::Result<void> DeviceEscpos::open() {
  if (channel_) return {};
  auto opened = open_();
  if (!opened) return std::unexpected(opened.error());
  channel_ = std::move(*opened);
  if (auto printer = channel_->identity(); printer.key != printer_.key) meet(std::move(printer));
  return {};
}

void DeviceEscpos::meet(PrinterIdentity printer) {
  if (!printer_.key.empty()) {
    // What is remembered is the last printer's. This one may have been here before it, and torn
    // off.
    memory_ = {};
    memory_.scrap = true;
  }
  printer_ = std::move(printer);
  memory_.can = documented_for(printer_.device_id);
  if (!options_.profiles.empty()) {
    auto [can, warning] = load_profile(options_.profiles, printer_);
    memory_.can = can;
    if (!warning.empty() && options_.report) options_.report(warning);
  }
  kept_ = memory_.can;
}

void DeviceEscpos::after_talk(bool usable) {
  if (!usable || keep_ == Keep::closed) channel_.reset();
  if (memory_.can == kept_ || printer_.key.empty() || options_.profiles.empty()) return;
  const auto saved = save_profile(options_.profiles, printer_, memory_.can);
  kept_ = memory_.can;  // also if it was not saved: it is reported once, not after every page
  if (options_.report)
    options_.report(saved ? printer_.key + ": " + in_words(memory_.can) : saved.error().detail);
}

DeviceStatus DeviceEscpos::status() {
  if (const auto opened = open(); !opened) return not_ready(opened.error());
  const auto status = Dialogue(*channel_, memory_, times_, options_.random).ask_status();
  after_talk(status.has_value());
  return status ? *status : not_ready(status.error());
}

Outcome DeviceEscpos::print(const PreparedJob& job, const OnStage& on_stage) {
  if (const auto begun = reach(on_stage, Stage::preflight); !begun)
    return not_started(begun.error());
  if (const auto opened = open(); !opened) return not_started(opened.error());
  auto outcome =
      Dialogue(*channel_, memory_, times_, options_.random).print(job, on_stage, on_sent_);
  after_talk(outcome.kind == OutcomeKind::confirmed);
  return outcome;
}

void DeviceEscpos::on_sent(std::function<void(const Sent&)> report) {
  on_sent_ = std::move(report);
}

void DeviceEscpos::expect_scrap() {
  memory_.parser = PrinterMemory::Parser::anywhere;
  memory_.scrap = true;
  memory_.old_answers = true;
}

}  // namespace otkel::printer
