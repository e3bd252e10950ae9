#pragma once
// Who may say how an unknown print ended (ADR 0025): a person who looked, or the sheet itself.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The officer looked at the paper. Errors: print_job_not_found, print_job_wrong_state.
Result<store::PrintJobRow> resolve_print(Context& context, std::int64_t id, bool on_paper);

/// A supplement's QR was scanned. Its signature proves that this attempt was made here, and that it
/// was read proves that it is on paper; grade "qr_scanned". Also ends an attempt that was believed
/// not printed, with an incident. Errors: qr_foreign (no supplement of this checkpoint), qr_forged,
/// print_job_not_found (signed by us and not in this journal), print_job_wrong_state (known
/// already, or under way).
Result<store::PrintJobRow> scan_print(Context& context, const std::string& text);

}  // namespace otkel::app
