#pragma once
// The officer calls an application: its number is allocated in the order of applications and its
// supplement goes to the printer, in one commit.
#include <optional>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Everything that prevents it: no permits are given at this site (not_a_permit_site), the
/// clock, the history, and what core::may_issue reports.
Result<void> may_issue(Context& context, const store::ApplicationRow& application);

/// The same, and the supplement can be printed: asked before a number is given, because neither the
/// number nor the text can be changed then. Errors: those of may_issue, page_has_unknown_glyphs.
Result<void> may_allocate(Context& context, const store::ApplicationRow& application);

/// What the officer says to a roll that is nearly used up.
enum class NearEnd { refused, accepted };

/// Allocates (also for all registered before it who wait with everything fulfilled) and queues the
/// print. Errors: those of may_allocate, printer_paper_near_end (before a number is touched),
/// no_blanks, print_job_wrong_state (it is printed or printing: use reprint),
/// unknown_print_unresolved.
Result<void> issue_permit(Context& context, const std::string& application_no,
                          NearEnd paper = NearEnd::refused);

/// Gives `application` the next number; `replaces`: the one that ended before the hand-over,
/// and is linked to the new one. Errors:
/// not_a_permit_site, no_blanks.
Result<store::BlankRow> allocate_number(Context& context, const store::ApplicationRow& application,
                                        const std::optional<std::string>& replaces);

}  // namespace otkel::app
