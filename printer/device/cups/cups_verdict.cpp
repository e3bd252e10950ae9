// The tables of docs/printer.md, "What a spooler proves".
#include "printer/device/cups/cups_verdict.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace otkel::printer {
namespace {

using core::Code;

constexpr int kPrinterStopped = 5;

// A reason is a keyword and, often, a severity behind it ("media-empty-error"). The severity is not
// asked: a kiosk has one roll, so even a report of an empty one is the end.
struct Word {
  std::string_view begins;
  Code code;
};
constexpr std::array kWords{
    Word{"cover-open", Code::printer_cover_open},
    Word{"door-open", Code::printer_cover_open},
    Word{"interlock-open", Code::printer_cover_open},
    Word{"media-empty", Code::printer_paper_out},
    Word{"media-needed", Code::printer_paper_out},
    Word{"cutter-", Code::printer_cutter},
    Word{"trimmer-jam", Code::printer_cutter},
    Word{"trimmer-missing", Code::printer_cutter},
    Word{"trimmer-motor-failure", Code::printer_cutter},
    Word{"trimmer-recoverable-failure", Code::printer_cutter},
    Word{"trimmer-unrecoverable-failure", Code::printer_cutter},
    Word{"fuser-over-temp", Code::printer_overheated},
    Word{"printer-over-temp", Code::printer_overheated},
    Word{"over-temp", Code::printer_overheated},
    Word{"offline", Code::printer_offline},
    Word{"paused", Code::printer_offline},
    Word{"moving-to-paused", Code::printer_offline},
    Word{"shutdown", Code::printer_offline},
    Word{"timed-out", Code::printer_offline},
    Word{"connecting-to-device", Code::printer_offline},
    Word{"deactivated", Code::printer_offline},
    Word{"power-down", Code::printer_offline},
};

// What is repaired first by the person in front of it.
constexpr std::array kGravest{Code::printer_cover_open, Code::printer_paper_out,
                              Code::printer_cutter,     Code::printer_overheated,
                              Code::printer_fault,      Code::printer_offline};

std::optional<Code> code_of_reason(std::string_view reason) {
  const auto* word = std::ranges::find_if(
      kWords, [&](const Word& known) { return reason.starts_with(known.begins); });
  if (word != kWords.end()) return word->code;
  if (reason.ends_with("-error")) return Code::printer_fault;
  return std::nullopt;
}

bool says(const JobFacts& job, std::string_view part) {
  return std::ranges::any_of(job.reasons, [&](const std::string& reason) {
    return reason.find(part) != std::string::npos;
  });
}

std::string_view word_of(JobState state) {
  switch (state) {
    case JobState::pending:
      return "pending";
    case JobState::held:
      return "held";
    case JobState::processing:
      return "processing";
    case JobState::stopped:
      return "stopped";
    case JobState::canceled:
      return "canceled";
    case JobState::aborted:
      return "aborted";
    case JobState::completed:
      return "completed";
  }
  return "in a state unknown to us";
}

std::string describe(const JobFacts& job) {
  std::string text = "job " + std::to_string(job.id) + " \"" + job.name + "\" is " +
                     std::string(word_of(job.state));
  for (const auto& reason : job.reasons) text += ", " + reason;
  return text;
}

// Of a job that never began.
Code cause_of_nothing(const JobFacts& job) {
  if (says(job, "document-format") || says(job, "document-unprintable"))
    return Code::printer_wrong_queue;
  // Nothing is wrong with the printer and our turn did not come.
  return job.state == JobState::canceled ? Code::printer_held : Code::printer_fault;
}

}  // namespace

std::optional<Code> trouble_in(const PrinterFacts& facts) {
  std::vector<Code> troubles;
  for (const auto& reason : facts.reasons)
    if (const auto code = code_of_reason(reason)) troubles.push_back(*code);
  if (facts.state == kPrinterStopped || !facts.accepting) troubles.push_back(Code::printer_offline);
  const auto* gravest = std::ranges::find_if(
      kGravest, [&](Code code) { return std::ranges::count(troubles, code) > 0; });
  if (gravest == kGravest.end()) return std::nullopt;
  return *gravest;
}

bool paper_near_end(const PrinterFacts& facts) {
  return std::ranges::any_of(facts.reasons, [](std::string_view reason) {
    return reason.starts_with("media-low") || reason.starts_with("media-empty");
  });
}

core::Result<void> fit_for_pages(const PrinterFacts& facts, const CupsAddress& address) {
  const auto has = [](const std::vector<std::string>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
  };
  if (!address.queue.empty() && facts.error_policy != "abort-job")
    return core::fail(Code::printer_wrong_queue,
                      address.uri + " has the error policy \"" + facts.error_policy +
                          "\", which may print a page twice; repair it with: lpadmin " +
                          server_option(address) + "-p " + address.queue +
                          " -o printer-error-policy=abort-job");
  // A raw queue takes every format and names no kinds of raster; so does a queue that is being
  // made.
  if (!has(facts.formats, "image/pwg-raster") || !has(facts.rasters, "black_1"))
    return core::fail(Code::printer_wrong_queue,
                      address.uri +
                          " takes no image/pwg-raster of black dots, so it would draw the "
                          "page again; it has to be an IPP Everywhere printer" +
                          (address.queue.empty()
                               ? std::string()
                               : ", set up with: lpadmin " + server_option(address) + "-p " +
                                     address.queue + " -v ipp://PRINTER/ipp/print -m everywhere"));
  return {};
}

JobVerdict verdict_on(const JobFacts& job) {
  switch (job.state) {
    case JobState::pending:
    case JobState::held:
      // A job that has been processed may wait again: a spooler that tries twice.
      return job.never_processed ? JobVerdict::not_begun : JobVerdict::printing;
    case JobState::processing:
    case JobState::stopped:
      return JobVerdict::printing;
    case JobState::canceled:
    case JobState::aborted:
      return job.never_processed ? JobVerdict::nothing_printed : JobVerdict::maybe_printed;
    case JobState::completed:
      return JobVerdict::handed_over;
  }
  return JobVerdict::printing;
}

Outcome outcome_of(const JobFacts& job, std::optional<Code> trouble) {
  switch (verdict_on(job)) {
    case JobVerdict::nothing_printed:
      return {OutcomeKind::failed_safe, core::PrintGrade::none,
              trouble.value_or(cause_of_nothing(job)), 0, describe(job) + "; it never began"};
    case JobVerdict::handed_over:
      return {OutcomeKind::unknown, core::PrintGrade::handed_over, Code::print_handed_over, 0,
              describe(job) + ", which says nothing about the paper"};
    case JobVerdict::maybe_printed:
      return {OutcomeKind::unknown, core::PrintGrade::none,
              trouble.value_or(job.state == JobState::aborted ? Code::printer_fault
                                                              : Code::printer_timeout),
              0, describe(job) + " after it had begun"};
    case JobVerdict::not_begun:
    case JobVerdict::printing:
      break;
  }
  return {OutcomeKind::unknown, core::PrintGrade::none, trouble.value_or(Code::printer_timeout), 0,
          describe(job) + " and could not be cancelled"};
}

std::optional<Outcome> earlier_submission(std::span<const JobFacts> same_name) {
  std::optional<Outcome> found;
  for (const auto& job : same_name) {
    if (verdict_on(job) == JobVerdict::nothing_printed) continue;
    auto outcome = outcome_of(job, {});
    outcome.detail = "this attempt was submitted before: " + outcome.detail;
    // "handed over" is the most that can be known: another job of the name does not take it back.
    if (!found || verdict_on(job) == JobVerdict::handed_over) found = std::move(outcome);
  }
  return found;
}

}  // namespace otkel::printer
