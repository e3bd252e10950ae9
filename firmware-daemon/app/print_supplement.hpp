#pragma once
// Print jobs as rows: queued in the commit that decides them, carried out by the print worker,
// ended by what was proven (ADR 0008).
#include <optional>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// A new attempt; its number grows by one over all that may have reached the paper.
Result<void> queue_print(Context& context, const store::ApplicationRow& application,
                         const store::BlankRow& blank, const std::string& reason);

/// A marked duplicate, or the same attempt again where nothing was printed. Errors:
/// blank_not_found (no number yet), unknown_print_unresolved, print_job_wrong_state (one is under
/// way), reason_missing.
Result<void> reprint_supplement(Context& context, const std::string& application_no,
                                const std::string& reason);

/// The officer looked at the paper. Errors: print_job_not_found, print_job_wrong_state.
Result<store::PrintJobRow> resolve_print(Context& context, std::int64_t id, bool on_paper);

/// The next job becomes `sending`; nothing where none waits. A job whose number has ended meanwhile
/// is put down as not printed.
std::optional<store::PrintJobRow> begin_print(Context& context);

struct PrintEnd {
  core::PrintResult result = core::PrintResult::unknown;
  std::string grade, cause, page_hash;
  std::string by = "printer";
};

/// Writes how a job ended and moves the blank where the print is confirmed. Errors:
/// print_job_not_found.
Result<void> end_print(Context& context, std::int64_t id, const PrintEnd& end);

/// After a restart: what was being sent has an unknown end, and what was only queued waits for a
/// person, so that no stale job prints by itself.
Result<void> recover_prints(Context& context);

}  // namespace otkel::app
