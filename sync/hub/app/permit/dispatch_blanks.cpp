// Dispatch of a range of blanks.
#include "sync/hub/app/permit/blanks.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

core::Result<DeliveryView> dispatch_blanks(Context& context, const DispatchBlanks& command,
                                           core::Instant now) {
  const auto at = checkpoint(context, command.site);
  if (!at) return std::unexpected(at.error());
  if (auto given = core::permits_given_at(context.pack(), (*at)->site); !given)
    return std::unexpected(in_field("site", given.error()));
  if (auto known = history_known(context, (*at)->site); !known)
    return std::unexpected(known.error());
  if (auto named = filled(command.batch, "batch"); !named) return std::unexpected(named.error());
  const auto first = (*at)->blank_format.number(command.first);
  if (!first) return std::unexpected(in_field("first", first.error()));
  const core::BlankRange range{*first, command.count};
  if (const auto numbers = core::numbers_of(range); !numbers)
    return std::unexpected(in_field("count", numbers.error()));
  auto& blanks = context.stores.blanks;
  if (const auto known = blanks.find_delivery(command.batch))
    return core::fail(core::Code::number_taken, "batch " + command.batch + " went to " +
                                                    std::string(known->site.code()) + " before");
  if (const auto other = blanks.overlapping(range))
    return core::fail(core::Code::batch_overlaps,
                      "batch " + other->batch + " to " + std::string(other->site.code()) + " has " +
                          std::to_string(other->count) + " numbers from " + other->first +
                          "; a number goes out once");
  const DeliveryRow row{command.batch, (*at)->site, first->str(), command.count, now, {}};
  blanks.put_delivery(row);
  publish(context, row.site, core::Actor::hub(), now,
          core::BlanksDispatched{row.batch, row.first, row.count});
  return DeliveryView{row.batch, row.site, row.first, row.count, row.dispatched, row.received};
}

}  // namespace otkel::hub
