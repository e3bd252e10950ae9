// Rows to the facts of core/gate/coming.
#include "firmware-daemon/app/vehicle_application.hpp"

#include "core/gate/coming.hpp"

namespace otkel::app {

std::optional<store::ApplicationRow> coming_application(Context& c, const std::string& plate) {
  auto rows = c.stores.applications.open_of(plate);
  std::vector<core::ComingApplication> facts;
  for (const auto& row : rows) {
    facts.push_back({row.state, row.booking_no, {}});
    if (!row.supplement) continue;
    if (const auto until = core::parse_date(row.supplement->valid_until))
      facts.back().valid_until = *until;
  }
  const auto booking = c.stores.bookings.active_of(plate);
  const auto chosen = core::coming_application(
      facts, booking ? std::optional(booking->booking_no) : std::nullopt, today(c));
  return chosen ? std::optional(std::move(rows[*chosen])) : std::nullopt;
}

std::optional<store::ApplicationRow> shown_application(Context& c, const std::string& plate) {
  const auto stay = c.stores.stays.open_of(plate);
  if (stay && stay->application_no)
    if (auto bound = c.stores.applications.find(*stay->application_no)) return bound;
  if (auto coming = coming_application(c, plate)) return coming;
  return c.stores.applications.last_of(plate);
}

std::optional<core::Stay> stay_for(Context& c, const store::ApplicationRow& application) {
  auto stay = c.stores.stays.open_of(application.plate);
  if (!stay) return std::nullopt;
  const auto bound =
      stay->application_no ? c.stores.applications.find(*stay->application_no) : std::nullopt;
  const bool takes = core::may_take_the_stay(*stay, application.application_no,
                                             bound ? std::optional(bound->state) : std::nullopt);
  return takes ? stay : std::nullopt;
}

}  // namespace otkel::app
