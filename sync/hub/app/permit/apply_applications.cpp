// Facts about applications: the truck entered, turned back, or its application ended.
#include "sync/hub/app/permit/apply_permits.hpp"
#include "sync/hub/app/service/case.hpp"

namespace otkel::hub {

using core::ApplicationState;
using core::Code;

namespace {

core::Result<void> move_application(const Applying& in, const std::string& application_no,
                                    ApplicationState from, ApplicationState to) {
  auto row = find_application(in.context, application_no);
  if (!row) return std::unexpected(row.error());
  if (row->state != from) return {};
  row->state = to;
  row->changed = in.record.at;
  in.context.stores.applications.put(*row);
  return {};
}

}  // namespace

core::Result<void> apply_fact(const Applying& in, const core::VehicleEntered& fact) {
  if (!fact.application_no) return {};
  return move_application(in, *fact.application_no, ApplicationState::supplement_formed,
                          ApplicationState::at_checkpoint);
}

core::Result<void> apply_fact(const Applying& in, const core::VehicleTurnedBack& fact) {
  if (fact.held) return {};
  for (const auto& number : in.context.stores.applications.at_checkpoint(fact.plate))
    if (auto moved = move_application(in, number, ApplicationState::at_checkpoint,
                                      ApplicationState::supplement_formed);
        !moved)
      return moved;
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::ApplicationClosed& fact) {
  const auto state = core::from_word<ApplicationState>(fact.state);
  if (!state || (*state != ApplicationState::closed && *state != ApplicationState::lapsed))
    return core::fail(Code::event_malformed,
                      "an application does not end as \"" + fact.state + "\"");
  auto row = find_application(in.context, fact.application_no);
  if (!row) return std::unexpected(row.error());
  row->state = *state;
  if (!fact.reason.empty()) row->reason = fact.reason;
  row->changed = in.record.at;
  in.context.stores.applications.put(*row);
  return {};
}

}  // namespace otkel::hub
