// One dialogue an attempt; the channel is opened again after everything that was not clean.
#include "printer/escpos/device_escpos.hpp"

#include "printer/escpos/printer_profile.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRecently{60'000};      // a talk that shows that the printer is there
constexpr milliseconds kAtOnce{1'000};         // a refusal; one that is away takes longer
constexpr milliseconds kPause{10'000};         // after a refusal
constexpr milliseconds kSoon{6'000};           // between two looks
constexpr milliseconds kStatusIsFresh{3'000};  // after a page
// One refusal may be another program's turn.
constexpr int kRefusalsThatCount = 2;

std::string in_words(const Capabilities& can) {
  std::string text;
  core::for_each_field(can, [&](std::string_view name, const Known& known) {
    text += (text.empty() ? "" : ", ") + std::string(name) + " " + std::string(core::word(known));
  });
  return text;
}

}  // namespace

DeviceEscpos::DeviceEscpos(OpenChannel open, Keep keep, DeviceOptions options, DialogueTimes times)
    : open_(std::move(open)),
      keep_(keep),
      options_(std::move(options)),
      times_(times),
      good_talk_(milliseconds(0)),
      just_printed_(milliseconds(0)),
      next_try_(milliseconds(0)) {}

core::Result<void> DeviceEscpos::open() {
  if (channel_) return {};
  if (!next_try_.over())
    return core::fail(core::Code::printer_absent,
                      "it refuses a connection so soon after the last; tried again in " +
                          std::to_string(next_try_.left().count() / 1000 + 1) + " s");
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
  memory_.habits.head_dots = documented_dots(printer_.device_id);
  if (!options_.profiles.empty()) {
    auto [can, habits, warning] = load_profile(options_.profiles, printer_);
    memory_.can = can;
    memory_.habits = habits;
    if (!warning.empty() && options_.report) options_.report(warning);
  }
  kept_ = memory_.can;
  kept_habits_ = memory_.habits;
}

void DeviceEscpos::keep_what_was_learnt() {
  const bool known = memory_.can == kept_ && memory_.habits == kept_habits_;
  if (known || printer_.key.empty() || options_.profiles.empty()) return;
  const auto saved = save_profile(options_.profiles, printer_, memory_.can, memory_.habits);
  // Also if it was not saved: it is reported once, not after every page.
  kept_ = memory_.can;
  kept_habits_ = memory_.habits;
  if (options_.report)
    options_.report(saved ? printer_.key + ": " + in_words(memory_.can) +
                                (memory_.habits.one_connection ? ", keeps one connection" : "")
                          : saved.error().detail);
}

void DeviceEscpos::after_talk(bool usable) {
  if (usable) good_talk_.restart(kRecently);
  const bool keep = keep_ == Keep::open || memory_.habits.one_connection;
  if (!usable || !keep) channel_.reset();
  // Its next refusal would look like a printer that is away.
  if (!usable && memory_.habits.one_connection) next_try_.restart(kPause);
  keep_what_was_learnt();
}

// A printer that was there a moment ago and does not take a new connection now.
bool DeviceEscpos::refused(const Talk& talk, core::Code cause) {
  const bool at_once = talk.since.left() > milliseconds(0);
  if (keep_ == Keep::open || !talk.fresh || cause != core::Code::printer_absent || !at_once ||
      good_talk_.over() || !next_try_.over())
    return false;
  if (++refusals_ >= kRefusalsThatCount) memory_.habits.one_connection = true;
  next_try_.restart(kPause);
  return true;
}

DeviceStatus DeviceEscpos::status() {
  if (!channel_ && !just_printed_.over() && memory_.last_status) return *memory_.last_status;
  const Talk talk{!channel_, Countdown(kAtOnce)};
  if (const auto opened = open(); !opened) {
    refused(talk, opened.error().code);
    return not_ready(opened.error());
  }
  const auto status = Dialogue(*channel_, memory_, times_, options_.random).ask_status();
  if (!status)
    refused(talk, status.error().code);
  else if (talk.fresh && good_talk_.left() > kRecently - kSoon)
    refusals_ = 0;
  after_talk(status.has_value());
  return status ? *status : not_ready(status.error());
}

Outcome DeviceEscpos::print_once(const PreparedJob& job, const OnStage& on_stage) {
  next_try_.wait();
  const Talk talk{!channel_, Countdown(kAtOnce)};
  if (const auto opened = open(); !opened) {
    refused_now_ = refused(talk, opened.error().code);
    return not_started(opened.error());
  }
  auto outcome =
      Dialogue(*channel_, memory_, times_, options_.random).print(job, on_stage, on_sent_);
  const bool confirmed = outcome.kind == OutcomeKind::confirmed;
  refused_now_ = outcome.kind == OutcomeKind::failed_safe && refused(talk, outcome.cause);
  if (confirmed) just_printed_.restart(kStatusIsFresh);
  // What it said before the job came over a sound connection.
  const bool sound = outcome.kind == OutcomeKind::failed_safe &&
                     outcome.cause != core::Code::printer_absent &&
                     outcome.cause != core::Code::printer_timeout;
  after_talk(confirmed || (sound && memory_.habits.one_connection));
  return outcome;
}

Outcome DeviceEscpos::print(const PreparedJob& job, const OnStage& on_stage) {
  if (const auto begun = reach(on_stage, Stage::preflight); !begun)
    return not_started(begun.error());
  auto outcome = print_once(job, on_stage);
  // Nothing of the job was sent, and the printer is there.
  if (refused_now_) outcome = print_once(job, on_stage);
  return outcome;
}

void DeviceEscpos::on_sent(std::function<void(const Sent&)> report) {
  on_sent_ = std::move(report);
}

core::Result<void> DeviceEscpos::set_up(const SetUp& found) {
  if (printer_.key.empty() || options_.profiles.empty())
    return core::fail(core::Code::config_invalid, "no printer was talked to, or nothing is kept");
  memory_.habits.head_dots = found.head_dots;
  memory_.habits.presenter = found.presenter ? Presenter::custom : Presenter::none;
  kept_habits_ = memory_.habits;
  return save_profile(options_.profiles, printer_, memory_.can, memory_.habits);
}

void DeviceEscpos::expect_scrap() {
  memory_.parser = PrinterMemory::Parser::anywhere;
  memory_.scrap = true;
  memory_.old_answers = true;
}

}  // namespace otkel::printer
