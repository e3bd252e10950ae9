// Look, submit once, follow, and say no more than what the job's state proves.
#include "printer/device/cups/device_cups.hpp"

#include <algorithm>
#include <tuple>

#include "printer/device/cups/pwg_raster.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;
constexpr int kPrinterIdle = 3;
constexpr int kPrinterStopped = 5;

std::string reasons_of(const PrinterFacts& facts, const CupsAddress& address) {
  std::string text = address.uri + " says:";
  for (const auto& reason : facts.reasons) text += " " + reason;
  if (facts.state == kPrinterStopped) text += " stopped";
  if (!facts.accepting) text += " takes no jobs";
  return text;
}

bool is_silence(const core::Error& error) {
  return error.code == Code::printer_absent || error.code == Code::printer_timeout;
}

bool over(const JobFacts& job) {
  const auto verdict = verdict_on(job);
  return verdict != JobVerdict::not_begun && verdict != JobVerdict::printing;
}

}  // namespace

/// A job on its way.
struct DeviceCups::Submitted {
  int id;
  /// It was seen printing, or nobody answered for a while: a server that died meanwhile restores
  /// its jobs from files it writes every half minute, where a job that was printing still waits.
  bool begun_perhaps;
  std::optional<Code> trouble;
};

DeviceCups::DeviceCups(CupsAddress address, DeviceCupsTimes times)
    : queue_(std::move(address), times.request), times_(times) {}

// CUPS keeps "media-empty-warning" at a queue after the job that met it is gone and the paper is
// back, until the next job says otherwise. So an idle queue's reasons are dropped, and the printer
// behind it is asked itself where it speaks IPP.
core::Result<PrinterFacts> DeviceCups::look() {
  printer_.reset();
  auto facts = queue_.printer();
  if (!facts) return facts;
  if (queue_.address().queue.empty()) {
    printer_ = queue_;
    return facts;
  }
  if (facts->state == kPrinterIdle) facts->reasons.clear();
  const auto address = ipp_address(facts->device_uri);
  if (!address) return facts;
  printer_.emplace(*address, times_.request);
  const auto own = printer_->printer();
  if (!own) return std::unexpected(own.error());
  facts->reasons.insert(facts->reasons.end(), own->reasons.begin(), own->reasons.end());
  facts->accepting = facts->accepting && own->accepting;
  if (own->state == kPrinterStopped) facts->state = kPrinterStopped;
  return facts;
}

DeviceStatus DeviceCups::status() {
  const auto facts = look();
  if (!facts) return not_ready(facts.error());
  if (const auto fit = fit_for_pages(*facts, queue_.address()); !fit) return not_ready(fit.error());
  const auto trouble = trouble_in(*facts);
  return {!trouble, trouble.value_or(Code::internal), paper_near_end(*facts),
          trouble ? reasons_of(*facts, queue_.address()) : ""};
}

// A job of this name that still waits is taken back first: it is what a crash between creating a
// job and sending its document leaves behind.
core::Result<std::vector<JobFacts>> DeviceCups::earlier_jobs(const std::string& name) const {
  auto jobs = queue_.jobs_named(name);
  if (!jobs) return jobs;
  for (auto& job : *jobs) {
    if (verdict_on(job) != JobVerdict::not_begun) continue;
    if (const auto taken = queue_.cancel(job.id); !taken) return std::unexpected(taken.error());
    auto now = queue_.job(job.id);
    if (!now) return std::unexpected(now.error());
    job = std::move(*now);
  }
  return jobs;
}

Outcome DeviceCups::print(const PreparedJob& job, const OnStage& on_stage) {
  if (const auto begun = reach(on_stage, Stage::preflight); !begun)
    return not_started(begun.error());
  const auto pwg = pwg_of(job.page);
  if (!pwg) return not_started(pwg.error());
  const auto facts = look();
  if (!facts) return not_started(facts.error());
  if (const auto fit = fit_for_pages(*facts, queue_.address()); !fit)
    return not_started(fit.error());
  const auto earlier = earlier_jobs(job.name);
  if (!earlier) return not_started(earlier.error());
  if (auto outcome = earlier_submission(*earlier)) {
    outcome->rows_sent = job.page.height;
    return *outcome;
  }
  if (const auto trouble = trouble_in(*facts))
    return not_started({*trouble, reasons_of(*facts, queue_.address()) + "; nothing was sent"});
  auto outcome = submit(job.name, *pwg, on_stage);
  if (outcome.kind != OutcomeKind::failed_safe) outcome.rows_sent = job.page.height;
  return outcome;
}

Outcome DeviceCups::submit(const std::string& name, const Bytes& pwg,
                           const OnStage& on_stage) const {
  const auto longest = std::chrono::ceil<std::chrono::seconds>(times_.finish + times_.cancel);
  const auto job_id = queue_.create_job(name, longest);
  if (!job_id) return not_started(job_id.error());
  if (const auto begun = reach(on_stage, Stage::sending); !begun) {
    std::ignore = queue_.cancel(*job_id);  // without a document it prints nothing, cancelled or not
    return not_started(begun.error());
  }
  std::int64_t sent = 0;
  auto over = queue_.send_document(*job_id, pwg, sent);
  Outcome outcome;
  if (!over)
    outcome = give_up({*job_id, is_silence(over.error()), over.error().code});
  else if (over = reach(on_stage, Stage::awaiting_echo); !over)
    outcome = not_known(over.error());
  else
    outcome = follow({*job_id, false, {}});
  if (!over) outcome.detail += "; " + over.error().detail;
  outcome.bytes_sent = sent;
  return outcome;
}

core::Result<JobFacts> DeviceCups::ask_for(Submitted& job) const {
  auto facts = queue_.job(job.id);
  if (!facts) {
    job.begun_perhaps |= is_silence(facts.error());
    return facts;
  }
  job.begun_perhaps |= verdict_on(*facts) == JobVerdict::printing;
  if (job.begun_perhaps) facts->never_processed = false;
  return facts;
}

// A problem that a person must fix ends the wait: what would come out after a new roll is the rest
// of a page whose beginning is lost, at a time when nobody waits for it. A printer that is away may
// come back.
Outcome DeviceCups::follow(Submitted job) const {
  const Countdown last_call(times_.finish);
  Countdown silence(times_.silence);
  Countdown next_question(times_.ask);
  while (!last_call.over() && !silence.over()) {
    if (const auto facts = ask_for(job)) {
      if (over(*facts)) return outcome_of(*facts, job.trouble);
      silence.restart(times_.silence);
    }
    if (next_question.over()) {
      job.trouble = printer_trouble();
      if (job.trouble && *job.trouble != Code::printer_offline) break;
      next_question.restart(times_.ask);
    }
    Countdown(std::min(times_.look, last_call.left())).wait();
  }
  return give_up(job);
}

std::optional<Code> DeviceCups::printer_trouble() const {
  if (!printer_) return std::nullopt;
  const auto facts = printer_->printer();
  return facts ? trouble_in(*facts) : Code::printer_offline;
}

Outcome DeviceCups::give_up(Submitted job) const {
  std::ignore = queue_.cancel(job.id);  // refused if the job is over, which is asked for next
  const Countdown wait(times_.cancel);
  while (true) {
    const auto facts = ask_for(job);
    if (!facts) return not_known({job.trouble.value_or(facts.error().code), facts.error().detail});
    if (over(*facts) || wait.over()) return outcome_of(*facts, job.trouble);
    Countdown(times_.look).wait();
  }
}

}  // namespace otkel::printer
