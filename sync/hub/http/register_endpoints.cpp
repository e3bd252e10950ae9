// The public register behind the QR, as a page and as JSON, and the keys that prove a QR.
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/app/permit/public_permit.hpp"
#include "sync/hub/http/answers.hpp"
#include "sync/hub/http/register_page.hpp"

namespace otkel::hub {
namespace {

using web::Request;

core::Result<PublicPermit> asked_permit(Api& api, const Request& request) {
  return public_permit(api.context, std::string(request.param("no")), api.clock.now());
}

int status_of(const PublicPermit& permit) {
  return permit.status == PublicStatus::unknown ? 404 : 200;
}

core::Result<Answer> get_public(Api& api, const Request& request) {
  const auto permit = asked_permit(api, request);
  if (!permit) return std::unexpected(permit.error());
  return json_of(*permit, status_of(*permit));
}

/// A mistyped number is a page too: people type it from paper.
core::Result<Answer> get_page(Api& api, const Request& request) {
  auto permit = asked_permit(api, request);
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
  return json_of(signing_keys(api.context));
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
