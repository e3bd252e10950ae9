// The public view of a register row.
#include "sync/hub/app/public_permit.hpp"

#include "core/value/application_no.hpp"
#include "sync/hub/store/applications.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/register.hpp"

namespace otkel::hub {
namespace {

PublicStatus status_of(const RegisterRow& row) {
  switch (row.state) {
    case PermitState::formed:
      return row.revoked ? PublicStatus::revoked : PublicStatus::formed;
    case PermitState::issued:
      return row.revoked ? PublicStatus::revoked : PublicStatus::issued;
    case PermitState::redeemed:
      return PublicStatus::redeemed;  // what happened beats what was wished (I10)
    case PermitState::returned:
      return PublicStatus::returned;
    case PermitState::lost:
      return PublicStatus::lost;
    case PermitState::annulled:
      return PublicStatus::annulled;
  }
  return PublicStatus::unknown;
}

}  // namespace

core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no) {
  const auto no = core::ApplicationNo::parse(application_no);
  if (!no) return std::unexpected(no.error());
  PublicPermit permit;
  permit.application_no = no->str();
  const auto row = Register(context.db).find(no->str());
  if (!row) {
    if (Applications(context.db).find(no->str())) permit.status = PublicStatus::not_formed;
    return permit;
  }
  const auto& at = checkpoint_of(context, row->site);
  const auto day = [&](const std::optional<core::Instant>& instant) {
    return instant ? std::optional(core::to_iso(today_at(at, *instant))) : std::nullopt;
  };
  permit.status = status_of(*row);
  permit.site = core::word(row->site);
  permit.checkpoint_kk = at.names.kk;
  permit.carrier_name = row->carrier_name;
  permit.bin_last4 = row->bin.substr(row->bin.size() - 4);
  permit.permit_type = row->permit_type;
  permit.blank = row->blank;
  permit.make = row->make;
  permit.plate = row->plate;
  permit.issued_on = day(row->issued);
  permit.redeemed_on = day(row->redeemed);
  permit.evidence = row->redeemed_grade;
  return permit;
}

void put_age(Context& context, PublicPermit& permit, std::optional<core::Instant> current_at,
             core::Instant now) {
  const auto site = core::from_word<core::Site>(permit.site.value_or(""));
  if (!site) return;
  permit.as_of = current_at ? current_at : EdgeLog(context.db).progress(*site).last_received;
  if (permit.as_of)
    permit.age_seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now - *permit.as_of).count();
}

}  // namespace otkel::hub
