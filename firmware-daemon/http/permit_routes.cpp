// One application: its file, its number, its supplement, its hand-over.
#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
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
  };
  return routes;
}

}  // namespace otkel::http
