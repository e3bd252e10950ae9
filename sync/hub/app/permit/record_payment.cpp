// What a payment sets off.
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/permit/supplement.hpp"

namespace otkel::hub {

core::Result<ApplicationRow> record_payment(Context& context, const RecordPayment& command,
                                            core::Instant now) {
  auto row = take_fee(context, command, now);
  if (!row) return row;
  return form_supplement(context, *std::move(row), now);
}

}  // namespace otkel::hub
