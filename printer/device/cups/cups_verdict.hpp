#pragma once
// What a spooler's words prove about the paper, as rules over values. The tables stand in
// docs/printer.md; the reasons for them in ADR 0026.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "printer/device/cups/cups_address.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

/// What a printer or a queue says of itself; words as in RFC 8011 and PWG 5100.
struct PrinterFacts {
  int state = 0;  ///< 3 idle, 4 processing, 5 stopped
  std::vector<std::string> reasons;
  bool accepting = true;
  std::string error_policy;          ///< of a queue only
  std::vector<std::string> formats;  ///< MIME types it takes
  std::vector<std::string> rasters;  ///< kinds of image/pwg-raster
  std::string device_uri;            ///< of a queue only: where it sends jobs
};

/// The graver trouble first; nothing if it would print.
std::optional<core::Code> trouble_in(const PrinterFacts& facts);
bool paper_near_end(const PrinterFacts& facts);

/// Whether pages may go there at all. Errors: printer_wrong_queue, with the command that repairs
/// it.
core::Result<void> fit_for_pages(const PrinterFacts& facts, const CupsAddress& address);

/// The job-state of RFC 8011, 5.3.7.
enum class JobState {
  pending = 3,
  held = 4,
  processing = 5,
  stopped = 6,
  canceled = 7,
  aborted = 8,
  completed = 9
};

struct JobFacts {
  int id = 0;
  std::string name;
  JobState state = JobState::processing;
  std::vector<std::string> reasons;
  /// time-at-processing is there and says "no value".
  bool never_processed = false;
};

enum class JobVerdict {
  not_begun,        ///< waits; cancelling it now may prove that nothing was printed
  printing,         ///< may be printing
  nothing_printed,  ///< over, and never was processed
  maybe_printed,    ///< over without success; how much is on the paper nobody says
  handed_over       ///< the spooler calls it completed, which it also does for lost pages
};

JobVerdict verdict_on(const JobFacts& job);

/// What an attempt comes to whose job stands at `verdict` and is not followed any longer. `trouble`
/// is what the printer last named, if it did.
Outcome outcome_of(const JobFacts& job, std::optional<core::Code> trouble);

/// Where a job of this attempt's name was printed or may have been, the outcome of the attempt:
/// it must not be submitted again. Nothing if none is there or all of them printed nothing.
std::optional<Outcome> earlier_submission(std::span<const JobFacts> same_name);

}  // namespace otkel::printer
