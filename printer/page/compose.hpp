#pragma once
// One composer for each document: what stands where. A document without one does not compile.
#include <string_view>

#include "core/fact/document.hpp"
#include "core/value/result.hpp"
#include "printer/page/sheet.hpp"

namespace otkel::printer {

/// Errors: qr_unreadable. Trouble with letters is kept by the sheet.
core::Result<void> compose(Sheet& sheet, const core::SupplementPrint& print,
                           std::string_view qr_text);
core::Result<void> compose(Sheet& sheet, const core::QueueTicket& ticket, std::string_view qr_text);
core::Result<void> compose(Sheet& sheet, const core::CallSlip& slip, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::ReturnAct& act, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::LossAct& act, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::StockReceipt& receipt, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::ShiftReport& report, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::NoFaultSlip& slip, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::TestPage& page, std::string_view);

}  // namespace otkel::printer
