// Checking and recording a payment.
#include "sync/hub/app/service/fee.hpp"

#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

using core::Code;

core::Result<void> check_amount(const Context& context, const ApplicationRow& row,
                                core::Money amount, core::Instant paid) {
  const auto day = today_at(checkpoint_of(context, row.site), paid);
  const auto fee = core::fee_on(context.pack(), day);
  if (!fee) return std::unexpected(fee.error());
  if (*fee == amount) return {};
  return core::fail(Code::fee_wrong_amount, "on " + core::to_iso(day) + " the fee is " +
                                                std::to_string(fee->tenge) + " tenge (1 MCI), " +
                                                std::to_string(amount.tenge) + " was paid");
}

}  // namespace

core::Result<ApplicationRow> take_fee(Context& context, const RecordPayment& command,
                                      core::Instant now) {
  if (auto trusted = needs_clock(context, now); !trusted) return std::unexpected(trusted.error());
  if (auto given = filled(command.reference, "reference"); !given)
    return std::unexpected(given.error());
  const core::Instant paid = command.paid.value_or(now);
  if (paid > now)
    return core::fail(Code::time_malformed, "$.paid: " + core::to_iso(paid) + " has not come yet");
  auto row = find_application(context, command.application_no);
  if (!row) return row;
  if (auto known = history_known(context, row->site); !known) return std::unexpected(known.error());
  const auto next = core::advance(row->state, core::ApplicationEvent::pay);
  if (!next) return std::unexpected(next.error());
  if (auto right = check_amount(context, *row, command.amount, paid); !right)
    return std::unexpected(right.error());
  auto& applications = context.stores.applications;
  if (const auto other = applications.paid_by(command.reference))
    return core::fail(Code::number_taken,
                      "payment " + command.reference + " was used for application " + *other);
  row->state = *next;
  row->changed = now;
  applications.put(*row);
  applications.put_payment({row->application_no, command.amount, paid, command.reference});
  publish(context, row->site, core::Actor::portal(), now,
          core::FeePaid{row->application_no, command.amount, paid, command.reference});
  return row;
}

}  // namespace otkel::hub
