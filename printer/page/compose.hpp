#pragma once
// For each document what stands where, and an invented one to look at (no real carrier, plate or
// number). A document without both does not compile.
#include <string>
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
core::Result<void> compose(Sheet& sheet, const core::ReturnAct& act, std::string_view qr_text);
core::Result<void> compose(Sheet& sheet, const core::LossAct& act, std::string_view qr_text);
core::Result<void> compose(Sheet& sheet, const core::StockReceipt& receipt, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::ShiftReport& report, std::string_view);
core::Result<void> compose(Sheet& sheet, const core::NoFaultSlip& slip, std::string_view qr_text);
core::Result<void> compose(Sheet& sheet, const core::TestPage& page, std::string_view);

/// Fill in what stands below the head, which is set already; `prefix` begins the site's numbers.
void invent(core::QueueTicket& ticket, const std::string& prefix);
void invent(core::CallSlip& slip, const std::string& prefix);
void invent(core::ReturnAct& act, const std::string& prefix);
void invent(core::LossAct& act, const std::string& prefix);
void invent(core::StockReceipt& receipt, const std::string& prefix);
void invent(core::ShiftReport& report, const std::string& prefix);
void invent(core::NoFaultSlip& slip, const std::string& prefix);
void invent(core::TestPage& page, const std::string& prefix);

}  // namespace otkel::printer
