// The centre takes a permit back; a redemption that happened meanwhile wins over it (I10).
#include "core/value/words.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

core::Result<ApplicationRow> revoke_permit(Context& context, const std::string& application_no,
                                           const std::string& said, const std::string& by,
                                           core::Instant now) {
  using core::Code;
  if (auto given = filled(by, "by"); !given) return std::unexpected(given.error());
  const auto why = core::read_reason(said, "$.reason: a revocation says why in words");
  if (!why) return std::unexpected(why.error());
  if (auto fits = filled(*why, "reason"); !fits) return std::unexpected(fits.error());
  const std::string& reason = *why;
  auto row = find_application(context, application_no);
  if (!row) return row;
  if (auto known = history_known(context, row->site); !known) return std::unexpected(known.error());
  auto& permits = context.stores.permits;
  auto permit = permits.find(row->application_no);
  if (!permit)
    return core::fail(Code::application_wrong_state, "application " + row->application_no + " is " +
                                                         std::string(core::word(row->state)) +
                                                         ": no permit has been formed");
  if (permit->state == PermitState::redeemed)
    return core::fail(Code::already_redeemed, "the permit was used on crossing");
  if (row->revoked)
    return core::fail(Code::application_wrong_state, "the permit was revoked before");
  if (row->state == core::ApplicationState::closed || row->state == core::ApplicationState::lapsed)
    return core::fail(Code::application_closed, "application " + row->application_no + " is " +
                                                    std::string(core::word(row->state)));
  row->revoked = true;
  row->reason = reason;
  row->changed = now;
  context.stores.applications.put(*row);
  permit->revoked = true;
  permit->changed = now;
  permits.put(*permit);
  publish(context, row->site, core::Actor::officer(by), now,
          core::PermitRevoked{row->application_no, reason});
  return row;
}

}  // namespace otkel::hub
