// Query parameters.
#include "sync/hub/http/answers.hpp"

namespace otkel::hub {
namespace {

bool is_plain(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  return text.find_first_not_of(kPlain) == std::string_view::npos;
}

}  // namespace

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

core::Result<core::PageRequest> page_param(const web::Request& request, std::int64_t usual,
                                           std::int64_t largest) {
  const auto text = [&](const char* name) {
    const auto given = request.query.find(name);
    return given == request.query.end() ? std::string() : given->second;
  };
  return core::page_request(text("after"), text("limit"), usual, largest);
}

void link_next(Answer& answer, const web::Request& request,
               const std::optional<std::string>& next) {
  if (!next) return;
  std::string target = request.path + "?after=" + *next;
  // All that these endpoints take are words and numbers; anything else does not come back.
  for (const auto& [name, value] : request.query)
    if (name != "after" && is_plain(name) && is_plain(value))
      target.append("&").append(name).append("=").append(value);
  answer.headers.emplace_back("Link", "<" + target + ">; rel=\"next\"");
  answer.headers.emplace_back("Next", *next);
}

}  // namespace otkel::hub
