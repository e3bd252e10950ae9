// The public view of a register row.
#include "sync/hub/app/permit/public_permit.hpp"

#include <algorithm>

#include "base/codec/fields_hash.hpp"
#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "core/fact/supplement_text.hpp"
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
      return PublicStatus::redeemed;  // what happened counts more than what was decided (I10)
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

/// A check that fits none of the sheets is wrong only if all sheets are here: one may have been
/// printed since the checkpoint was last heard.
constexpr std::chrono::seconds kAllIsHere{600};

PublicPermit by_number(Context& context, const core::ApplicationNo& no,
                       const std::optional<RegisterRow>& row, core::Instant now) {
  PublicPermit permit;
  permit.application_no = no.str();
  if (!row) {
    if (context.stores.applications.find(no.str())) permit.status = PublicStatus::not_formed;
    return permit;
  }
  const auto& at = checkpoint_of(context, row->site);
  const auto day = [&](const std::optional<core::Instant>& instant) {
    return instant ? std::optional(core::to_iso(today_at(at, *instant))) : std::nullopt;
  };
  permit.status = status_of(*row);
  permit.site = row->site.code();
  permit.checkpoint_kk = at.names.kk;
  permit.permit_type = row->permit_type;
  permit.issued_on = day(row->issued);
  permit.redeemed_on = day(row->redeemed);
  put_age(context, row->site, now, permit);
  return permit;
}

core::RegisterStanding standing_of(PublicStatus status) {
  using Standing = core::RegisterStanding;
  switch (status) {
    case PublicStatus::unknown:
    case PublicStatus::not_formed:
      return Standing::not_reported;
    case PublicStatus::formed:
      return Standing::not_issued;
    case PublicStatus::issued:
      return Standing::issued;
    case PublicStatus::redeemed:
      return Standing::redeemed;
    case PublicStatus::returned:
      return Standing::returned;
    case PublicStatus::lost:
      return Standing::lost;
    case PublicStatus::annulled:
      return Standing::annulled;
    case PublicStatus::revoked:
      return Standing::revoked;
  }
  return Standing::mismatch;
}

/// Of a sheet whose number another one has replaced.
core::RegisterStanding standing_of_former(Context& context, const std::string& number) {
  using Standing = core::RegisterStanding;
  const auto blank = context.stores.blanks.find(number);
  if (!blank) return Standing::mismatch;
  switch (blank->state) {
    case core::BlankState::spoiled:
      return Standing::spoiled;
    case core::BlankState::lost:
      return Standing::lost;
    case core::BlankState::annulled:
      return Standing::annulled;
    case core::BlankState::returned:
      return Standing::returned;
    default:
      return Standing::mismatch;
  }
}

void open_up(Context& context, const RegisterRow& row, const SheetRow& sheet,
             PublicPermit& permit) {
  permit.check = CheckState::right;
  permit.attempt = sheet.attempt;
  permit.standing = row.blank == sheet.blank ? standing_of(permit.status)
                                             : standing_of_former(context, sheet.blank);
  permit.verdict = core::sheet_verdict(std::nullopt, *permit.standing);
  permit.carrier_name = row.carrier_name;
  permit.bin_last4 = row.bin.substr(row.bin.size() - 4);
  permit.blank = sheet.blank;
  permit.make = row.make;
  permit.plate = row.plate;
  if (const auto text = codec::decode<core::SupplementText>(row.supplement))
    permit.fields_hash = codec::to_hex(codec::fields_hash(*text, sheet.blank));
  permit.redeemed_at = row.redeemed;
  permit.came_back_at = row.came_back;
  permit.evidence = row.redeemed_grade;
}

bool all_is_here(const PublicPermit& permit) {
  return permit.age_seconds && *permit.age_seconds <= kAllIsHere.count();
}

}  // namespace

core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         core::Instant now) {
  const auto no = core::ApplicationNo::parse(application_no);
  if (!no) return std::unexpected(no.error());
  return by_number(context, *no, context.stores.permits.find(no->str()), now);
}

core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         const core::SheetCheck& check, core::Instant now) {
  const auto no = core::ApplicationNo::parse(application_no);
  if (!no) return std::unexpected(no.error());
  const auto row = context.stores.permits.find(no->str());
  auto permit = by_number(context, *no, row, now);
  const auto sheets = context.stores.sheets.of(no->str());
  const auto found = std::ranges::find(sheets, check.str(), &SheetRow::sheet_check);
  if (row && found != sheets.end()) {
    open_up(context, *row, *found, permit);
    return permit;
  }
  if (!sheets.empty() && all_is_here(permit))
    return core::fail(core::Code::check_wrong,
                      "no sheet of " + no->str() +
                          " has that check; compare it with the eight signs beside the QR");
  permit.check = CheckState::not_reported;
  // How the number ended is no secret and counts for every sheet of it.
  const auto number = standing_of(permit.status);
  permit.standing =
      number == core::RegisterStanding::issued || number == core::RegisterStanding::not_issued
          ? core::RegisterStanding::not_reported
          : number;
  permit.verdict = core::sheet_verdict(std::nullopt, *permit.standing);
  return permit;
}

}  // namespace otkel::hub
