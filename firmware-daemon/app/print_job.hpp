#pragma once
// The life of a print job (ADR 0008, 0024): queued in the commit that decides it, carried out by
// the print worker, ended by what was proven. Nothing is printed again by itself.
#include <optional>
#include <vector>

#include "firmware-daemon/app/context.hpp"
#include "printer/job/print_journal.hpp"

namespace otkel::app {

/// Why a sheet is queued, as its fact keeps it.
struct PrintReason {
  std::string reason;
  std::optional<std::string> second = std::nullopt;  ///< login of who stood for it as well
};

/// The sheet is numbered here: 1, or one more than the last that may have reached the paper, which
/// marks it as a duplicate. If the printer proved that the last attempt left nothing on paper,
/// that attempt is made again; a person's statement is not enough. Errors: print_job_wrong_state
/// (one is under way), unknown_print_unresolved.
Result<store::PrintJobRow> queue_document(Context& context, core::Document document,
                                          const PrintReason& why);

/// Takes back what still waits for the printer. Errors: print_job_not_found, print_job_wrong_state.
Result<store::PrintJobRow> cancel_print(Context& context, std::int64_t id);

/// The next job, supplements first, becomes `preflight`; nothing if none waits. A supplement
/// whose number has ended meanwhile is put down as not printed.
std::optional<store::PrintJobRow> begin_print(Context& context);

/// The attempt that queue_document would give to the next sheet after `last`, if none is under
/// way.
std::int64_t next_attempt(const store::PrintJobRow& last);

/// What the print thread says of the job in flight. Moves forward only.
void show_stage(Context& context, std::int64_t id, printer::Stage stage);

struct PrintEnd {
  core::PrintResult result = core::PrintResult::unknown;
  core::PrintGradeWord grade;
  core::PrintCause cause;
  std::string page_hash;
  core::PrintSaidBy by = core::PrintJudge::printer;
  std::optional<std::int64_t> bytes_sent, rows_sent;
  std::optional<std::string> check;  ///< of the sheet, if its QR has one
};

/// Writes how a job ended, moves the blank if its supplement is confirmed, and opens an incident
/// if a supplement did not come out for sure. Errors: print_job_not_found.
Result<void> end_print(Context& context, std::int64_t id, const PrintEnd& end);

/// How the print thread says it. Errors of making the page stand in `cause`.
PrintEnd end_of(const printer::Outcome& outcome, const std::string& page_hash);

/// After a restart. What was in flight ended as the print thread's own journal says; a job that it
/// does not know was never begun. `journal` missing: there is no file, and what was in flight is
/// unknown. What was only queued waits for a person, so that nothing stale prints by itself.
Result<void> recover_prints(Context& context,
                            const std::optional<std::vector<printer::Recovered>>& journal);

Result<store::PrintJobRow> load_job(Context& context, std::int64_t id);

}  // namespace otkel::app
