#pragma once
// Every sheet but the supplement: what is requested in a few words, filled in from the
// checkpoint's own records, and queued (ADR 0024).
#include <optional>
#include <string>
#include <variant>

#include "core/fact/document.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The request for any sheet but the supplement.
template <class Documents>
struct RequestsOf;
template <class... Sheets>
struct RequestsOf<std::variant<core::SupplementPrint, Sheets...>> {
  using Type = std::variant<typename Sheets::Request...>;
};
using DocumentRequest = RequestsOf<core::Document>::Type;

/// The shift report is a senior's, the test page also a technician's, the others any officer's.
/// Errors: forbidden; booking_not_found, blank_not_found, batch_not_found; booking_wrong_state,
/// blank_wrong_state (it has not come to that); reason_missing, value_malformed (times the wrong
/// way round); those of queue_document.
Result<store::PrintJobRow> print_document(Context& context, const DocumentRequest& request,
                                          core::OfficerRole role);

/// The driver's own ticket after check-in. Printed once: a ticket that may be out already is
/// answered as it stands. Errors: booking_not_found, booking_wrong_state.
Result<store::PrintJobRow> print_own_ticket(
    Context& context, const std::string& booking_no,
    std::optional<core::DriverLanguage> language = std::nullopt);

}  // namespace otkel::app
