// The public register behind the QR, as a page and as JSON, and the keys that prove a QR.
#include "sync/hub/app/public_permit.hpp"
#include "sync/hub/http/answers.hpp"
#include "sync/hub/http/register_page.hpp"
#include "sync/hub/store/desk.hpp"

namespace otkel::hub {
namespace {

using web::Request;

core::Result<PublicPermit> permit_with_age(Api& api, const Request& request) {
  auto permit = public_permit(api.context, std::string(request.param("no")));
  if (!permit) return permit;
  std::optional<core::Instant> current_at;
  const auto site = core::from_word<core::Site>(permit->site.value_or(""));
  if (site && api.links != nullptr)
    if (const auto link = api.links->status(*site)) current_at = link->current_at;
  put_age(api.context, *permit, current_at, api.clock.now());
  return permit;
}

int status_of(const PublicPermit& permit) {
  return permit.status == PublicStatus::unknown ? 404 : 200;
}

core::Result<Answer> get_public(Api& api, const Request& request) {
  const auto permit = permit_with_age(api, request);
  if (!permit) return std::unexpected(permit.error());
  return json_answer(codec::to_json(*permit), status_of(*permit));
}

/// A mistyped number is a page too: people type it from paper.
core::Result<Answer> get_page(Api& api, const Request& request) {
  auto permit = permit_with_age(api, request);
  if (!permit && permit.error().code != core::Code::application_no_malformed)
    return std::unexpected(permit.error());
  if (!permit) {
    permit = PublicPermit{};
    permit->application_no = request.param("no");
  }
  core::minutes offset = core::kKazakhstanOffset;
  if (const auto site = core::from_word<core::Site>(permit->site.value_or("")))
    offset = checkpoint_of(api.context, *site).utc_offset;
  return Answer{register_page(*permit, offset), status_of(*permit), "text/html; charset=utf-8"};
}

core::Result<Answer> get_keys(Api& api, const Request&) {
  return json_answer(codec::to_json(Desk(api.context.db).keys()));
}

}  // namespace

std::vector<Endpoint> register_endpoints() {
  return {
      {"GET", "/P/{no}", Access::open, get_page},
      {"GET", "/api/v1/register/{no}", Access::open, get_public},
      {"GET", "/api/v1/keys", Access::open, get_keys},
  };
}

}  // namespace otkel::hub
