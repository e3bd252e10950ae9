// Taking a booking back before the vehicle has entered.
#include "core/value/paper_text.hpp"
#include "core/value/words.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

core::Result<BookingView> withdraw_booking(Context& context, const std::string& booking_no,
                                           const std::string& reason, core::Instant now) {
  const auto no = core::BookingNo::parse(booking_no);
  if (!no) return std::unexpected(no.error());
  if (auto given = filled(core::in_one_line(reason), "reason"); !given)
    return std::unexpected(given.error());
  const auto why = core::read_reason(reason, "$.reason: say in words why");
  if (!why) return std::unexpected(why.error());
  auto& bookings = context.stores.bookings;
  auto row = bookings.find(no->str());
  if (!row) return core::fail(core::Code::booking_not_found, "there is no booking " + no->str());
  if (auto known = history_known(context, row->site); !known) return std::unexpected(known.error());
  const auto next = core::advance(row->state, core::BookingEvent::withdraw);
  if (!next) return std::unexpected(next.error());
  row->state = *next;
  row->changed = now;
  bookings.put(*row);
  publish(context, row->site, core::Actor::portal(), now,
          core::PortalBookingWithdrawn{row->booking_no, *why});
  return booking_view(*row);
}

}  // namespace otkel::hub
