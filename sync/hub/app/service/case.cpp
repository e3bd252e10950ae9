// Numbers, deadlines and rows of cases.
#include "sync/hub/app/service/case.hpp"

#include "core/value/application_no.hpp"
#include "core/value/calendar.hpp"

namespace otkel::hub {

Intake take_in(Context& context, const core::SiteSettings& at, core::Instant now) {
  const int year = static_cast<int>(today_at(at, now).year());
  const auto number = context.stores.sequences.next("application", at.site, year);
  return {core::ApplicationNo::make(at.prefix, year, number).str(), now,
          core::decision_due(context.pack(), now, at.utc_offset)};
}

core::Result<ApplicationRow> find_application(Context& context, const std::string& application_no) {
  const auto no = core::ApplicationNo::parse(application_no);
  if (!no) return std::unexpected(no.error());
  auto row = context.stores.applications.find(no->str());
  if (!row)
    return core::fail(core::Code::application_not_found, "there is no application " + no->str());
  return *std::move(row);
}

}  // namespace otkel::hub
