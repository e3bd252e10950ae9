#pragma once
// Every sheet but the supplement: what is requested in a few words, filled in from the
// checkpoint's own records, and queued (ADR 0024).
#include <optional>
#include <string>
#include <variant>

#include "core/fact/event_hub.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// One request per sheet; `Sheet` gives it its word, `Field` names what it is about.
struct TicketRequest {
  static constexpr std::string_view type = core::QueueTicket::type;
  std::string booking_no;
  static constexpr auto fields() {
    return std::tuple{core::field("booking_no", &TicketRequest::booking_no)};
  }
};
struct CallSlipRequest {
  static constexpr std::string_view type = core::CallSlip::type;
  std::string booking_no;
  static constexpr auto fields() {
    return std::tuple{core::field("booking_no", &CallSlipRequest::booking_no)};
  }
};
struct ReturnActRequest {
  static constexpr std::string_view type = core::ReturnAct::type;
  std::string blank;
  static constexpr auto fields() {
    return std::tuple{core::field("blank", &ReturnActRequest::blank)};
  }
};
struct LossActRequest {
  static constexpr std::string_view type = core::LossAct::type;
  std::string blank;
  static constexpr auto fields() {
    return std::tuple{core::field("blank", &LossActRequest::blank)};
  }
};
struct StockReceiptRequest {
  static constexpr std::string_view type = core::StockReceipt::type;
  std::string batch;
  static constexpr auto fields() {
    return std::tuple{core::field("batch", &StockReceiptRequest::batch)};
  }
};
/// Until now; `from` missing: where the last report ended, or the beginning of the day.
struct ShiftReportRequest {
  static constexpr std::string_view type = core::ShiftReport::type;
  std::optional<Instant> from;
  static constexpr auto fields() {
    return std::tuple{core::field("from", &ShiftReportRequest::from)};
  }
};
struct NoFaultSlipRequest {
  static constexpr std::string_view type = core::NoFaultSlip::type;
  std::string booking_no;
  Instant from{};
  std::optional<Instant> until;
  std::string reason;
  static constexpr auto fields() {
    using W = NoFaultSlipRequest;
    return std::tuple{core::field("booking_no", &W::booking_no), core::field("from", &W::from),
                      core::field("until", &W::until), core::field("reason", &W::reason)};
  }
};
struct TestPageRequest {
  static constexpr std::string_view type = core::TestPage::type;
  static constexpr auto fields() { return std::tuple{}; }
};

using DocumentRequest =
    std::variant<TicketRequest, CallSlipRequest, ReturnActRequest, LossActRequest,
                 StockReceiptRequest, ShiftReportRequest, NoFaultSlipRequest, TestPageRequest>;

/// The shift report is a senior's, the test page also a technician's, the others any officer's.
/// Errors: forbidden; booking_not_found, blank_not_found, batch_not_found; booking_wrong_state,
/// blank_wrong_state (it has not come to that); reason_missing, value_malformed (times the wrong
/// way round); those of queue_document.
Result<store::PrintJobRow> print_document(Context& context, const DocumentRequest& request,
                                          core::OfficerRole role);

/// The driver's own ticket after check-in. Printed once: a ticket that may be out already is
/// answered as it stands. Errors: booking_not_found, booking_wrong_state.
Result<store::PrintJobRow> print_own_ticket(Context& context, const std::string& booking_no);

}  // namespace otkel::app
