// The public view of a register row.
#include "sync/hub/app/permit/public_permit.hpp"

#include "core/value/application_no.hpp"

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

void put_age(Context& context, core::Site site, core::Instant now, PublicPermit& permit) {
  const auto link = context.stores.links.find(site);
  permit.as_of =
      link && link->current ? link->current : context.stores.reading.progress(site).last_received;
  if (permit.as_of)
    permit.age_seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now - *permit.as_of).count();
}

}  // namespace

core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         core::Instant now) {
  const auto no = core::ApplicationNo::parse(application_no);
  if (!no) return std::unexpected(no.error());
  PublicPermit permit;
  permit.application_no = no->str();
  const auto row = context.stores.permits.find(no->str());
  if (!row) {
    if (context.stores.applications.find(no->str())) permit.status = PublicStatus::not_formed;
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
  put_age(context, row->site, now, permit);
  return permit;
}

}  // namespace otkel::hub
