// One pass over the facts of the shift.
#include "core/permit/shift.hpp"

namespace otkel::core {
namespace {

struct Adding {
  ShiftReport& report;
  const std::function<bool(const std::string&)>& was_issued;
  std::int64_t left_stock = 0, not_issued = 0;

  void operator()(const BlanksReceived& fact) { report.received += fact.count; }
  void operator()(const NumberAllocated& fact) {
    report.allocated += static_cast<std::int64_t>(fact.steps.size());
  }
  void operator()(const PermitIssued&) { ++report.issued; }
  void operator()(const PermitRedeemed&) { ++report.redeemed; }
  void operator()(const BlankEnded& fact) {
    if (!fact.application_no) {
      ++left_stock;
      return;
    }
    if (!was_issued(fact.blank)) {
      ++not_issued;
      return;
    }
    if (fact.state == BlankState::returned) ++report.returned;
    if (fact.state == BlankState::lost) ++report.lost;
    if (fact.state == BlankState::annulled) ++report.annulled;
    if (fact.state == BlankState::spoiled) ++report.spoiled;
  }
  template <class Fact>
  void operator()(const Fact&) {}
};

}  // namespace

void add_up_shift(std::span<const Event> since, const BlankCounts& now,
                  const std::function<bool(const std::string&)>& was_issued, ShiftReport& report) {
  Adding adding{report, was_issued};
  for (const auto& event : since) std::visit(adding, event);
  report.in_stock_after = now.in_stock;
  report.in_stock_before = now.in_stock - report.received + report.allocated + adding.left_stock;
  report.left_stock = adding.left_stock;
  report.not_issued = adding.not_issued;
  report.in_zone = now.issued_now;
  report.in_zone_before = now.issued_now - report.issued + report.redeemed + report.returned +
                          report.lost + report.annulled + report.spoiled;
}

}  // namespace otkel::core
