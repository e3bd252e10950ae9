// The centre takes a permit back, and takes that back; a redemption that happened meanwhile wins
// over it (I10).
#include "core/value/words.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

namespace {

using core::Code;

struct Statement {
  std::string reason;
  ApplicationRow row;
  RegisterRow permit;
};

/// What an employee says about a permit that has been formed and that no crossing has used.
core::Result<Statement> said_about_permit(Context& context, const std::string& application_no,
                                          const std::string& said, const std::string& by) {
  if (auto given = filled(by, "by"); !given) return std::unexpected(given.error());
  const auto why = core::read_reason(said, "$.reason: say in words why");
  if (!why) return std::unexpected(why.error());
  if (auto fits = filled(*why, "reason"); !fits) return std::unexpected(fits.error());
  const auto row = find_application(context, application_no);
  if (!row) return std::unexpected(row.error());
  if (auto known = history_known(context, row->site); !known) return std::unexpected(known.error());
  const auto permit = context.stores.permits.find(row->application_no);
  if (!permit)
    return core::fail(Code::application_wrong_state, "application " + row->application_no + " is " +
                                                         std::string(core::word(row->state)) +
                                                         ": no permit has been formed");
  if (permit->state == PermitState::redeemed)
    return core::fail(Code::already_redeemed, "the permit was used on crossing");
  if (row->state == core::ApplicationState::closed || row->state == core::ApplicationState::lapsed)
    return core::fail(Code::application_closed, "application " + row->application_no + " is " +
                                                    std::string(core::word(row->state)));
  return Statement{*why, *row, *permit};
}

void put_revoked(Context& context, Statement& about, bool revoked, core::Instant now) {
  about.row.revoked = about.permit.revoked = revoked;
  about.row.reason = about.reason;
  about.row.changed = about.permit.changed = now;
  context.stores.applications.put(about.row);
  context.stores.permits.put(about.permit);
}

}  // namespace

core::Result<ApplicationRow> revoke_permit(Context& context, const std::string& application_no,
                                           const std::string& said, const std::string& by,
                                           core::Instant now) {
  auto about = said_about_permit(context, application_no, said, by);
  if (!about) return std::unexpected(about.error());
  if (about->row.revoked)
    return core::fail(Code::application_wrong_state, "the permit was revoked before");
  put_revoked(context, *about, true, now);
  publish(context, about->row.site, core::Actor::officer(by), now,
          core::PermitRevoked{about->row.application_no, about->reason});
  return about->row;
}

core::Result<ApplicationRow> withdraw_revocation(Context& context,
                                                 const std::string& application_no,
                                                 const std::string& said, const std::string& by,
                                                 core::Instant now) {
  auto about = said_about_permit(context, application_no, said, by);
  if (!about) return std::unexpected(about.error());
  if (!about->row.revoked)
    return core::fail(Code::application_wrong_state, "the permit is not revoked");
  put_revoked(context, *about, false, now);
  publish(context, about->row.site, core::Actor::officer(by), now,
          core::RevocationWithdrawn{about->row.application_no, about->reason});
  return about->row;
}

}  // namespace otkel::hub
