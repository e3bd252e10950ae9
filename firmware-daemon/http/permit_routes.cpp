// One application: its file, its number, its supplement, its hand-over, and what else a driver may
// hold: a permit from outside the pilot.
#include "firmware-daemon/app/external_permit.hpp"
#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/set_aside_make.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

struct Issue {
  std::optional<bool> paper_near_end_accepted;
  static constexpr auto fields() {
    return std::tuple{core::field("paper_near_end_accepted", &Issue::paper_near_end_accepted)};
  }
};

Result<Answer> file_of(Context& c, const web::Request& r, int status) {
  const auto view = app::application_view(c, param(r, "no"));
  if (!view) return std::unexpected(view.error());
  return answer(*view, status);
}

Result<Answer> show(Context& c, const web::Request& r) { return file_of(c, r, 200); }

Result<Answer> issue(Context& c, const web::Request& r) {
  const auto body = r.body.empty() ? Result<Issue>(Issue{}) : body_of<Issue>(r);
  if (!body) return std::unexpected(body.error());
  const auto paper = body->paper_near_end_accepted.value_or(false) ? app::NearEnd::accepted
                                                                   : app::NearEnd::refused;
  if (auto ok = app::issue_permit(c, param(r, "no"), paper); !ok)
    return std::unexpected(ok.error());
  return file_of(c, r, 202);
}

Result<Answer> hand_over(Context& c, const web::Request& r) {
  if (auto ok = no_body(r); !ok) return std::unexpected(ok.error());
  if (auto ok = app::hand_over(c, param(r, "no")); !ok) return std::unexpected(ok.error());
  return file_of(c, r, 200);
}

Result<Answer> set_aside_make(Context& c, const web::Request& r) {
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  if (auto ok = app::set_aside_make(c, param(r, "no"), why->reason); !ok)
    return std::unexpected(ok.error());
  return file_of(c, r, 200);
}

struct ExternalForm {
  std::string plate, number, stated_plate, stated_make;
  static constexpr auto fields() {
    using F = ExternalForm;
    return std::tuple{core::field("plate", &F::plate), core::field("number", &F::number),
                      core::field("stated_plate", &F::stated_plate),
                      core::field("stated_make", &F::stated_make)};
  }
};
constexpr std::size_t kLongestPermitNumber = 40;

Result<Answer> record_external(Context& c, const web::Request& r) {
  const auto form = body_of<ExternalForm>(r);
  if (!form) return std::unexpected(form.error());
  if (auto ok = printable("number", form->number, kLongestPermitNumber); !ok)
    return std::unexpected(ok.error());
  if (auto ok = within("stated_make", form->stated_make, kLongestPermitNumber); !ok)
    return std::unexpected(ok.error());
  const auto recorded = app::record_external_permit(
      c, {form->plate, form->number, form->stated_plate, form->stated_make});
  if (!recorded) return std::unexpected(recorded.error());
  return answer(*recorded, 201);
}

}  // namespace

const Routes& permit_routes() {
  static const Routes routes{
      {"GET", "/api/v1/applications/{no}", Who::reader, IdempotencyKey::none, show, {}},
      {"POST",
       "/api/v1/applications/{no}/permit",
       Who::officer,
       IdempotencyKey::required,
       issue,
       {}},
      {"POST",
       "/api/v1/applications/{no}/permit/handover",
       Who::officer,
       IdempotencyKey::required,
       hand_over,
       {}},
      {"POST",
       "/api/v1/applications/{no}/make/set-aside",
       Who::officer,
       IdempotencyKey::required,
       set_aside_make,
       {}},
      {"POST",
       "/api/v1/external-permits",
       Who::officer,
       IdempotencyKey::required,
       record_external,
       {}},
  };
  return routes;
}

}  // namespace otkel::http
