#pragma once
// The supplement as a print job: its payload, its first attempt, its duplicates.
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"
#include "firmware-daemon/app/print_job.hpp"

namespace otkel::app {

/// The first attempt of a number, or the next by the rules of queue_document. Errors:
/// supplement_missing, those of queue_document.
Result<store::PrintJobRow> queue_print(Context& context, const store::ApplicationRow& application,
                                       const store::BlankRow& blank, const PrintReason& why);

/// The row of an attempt that the log contains and this database had lost; its end is unknown until
/// the log says more.
Result<void> put_back_print(Context& context, const store::ApplicationRow& application,
                            const store::BlankRow& blank, std::int64_t attempt,
                            const core::EventRecord& queued);

/// Which print of its number the next one would be. Errors: application_not_found, blank_not_found
/// (no number yet), print_job_wrong_state (never printed).
Result<core::Situation> situation_of_reprint(Context& context, const std::string& application_no);

/// A marked duplicate, or the same attempt again if nothing was printed. Errors: as above,
/// unknown_print_unresolved, print_job_wrong_state (one is under way), reason_missing, and those of
/// authorise.
Result<store::PrintJobRow> reprint_supplement(Context& context, const std::string& application_no,
                                              const std::string& reason,
                                              const std::optional<Countersignature>& second = {});

}  // namespace otkel::app
