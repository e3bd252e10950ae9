// Query parameters.
#include "sync/hub/http/answers.hpp"

namespace otkel::hub {

core::Result<std::optional<core::Site>> maybe_site_param(const Api& api,
                                                         const web::Request& request) {
  const auto given = request.query.find("site");
  if (given == request.query.end()) return std::nullopt;
  const auto at = checkpoint(api.context, given->second);
  if (!at) return std::unexpected(at.error());
  return (*at)->site;
}

core::Result<core::Site> site_param(const Api& api, const web::Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  if (!*site) return core::fail(core::Code::field_missing, "expected ?site=CHECKPOINT");
  return **site;
}

}  // namespace otkel::hub
