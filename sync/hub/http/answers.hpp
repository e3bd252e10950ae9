#pragma once
// Reading bodies and parameters, writing answers. Internal to http/.
#include <optional>
#include <string>

#include "base/codec/json.hpp"
#include "core/value/page.hpp"
#include "core/value/site.hpp"
#include "sync/hub/http/api.hpp"

namespace otkel::hub {

/// A verb's result as JSON.
template <class T>
core::Result<Answer> json_answer(const core::Result<T>& result, int status = 200) {
  if (!result) return std::unexpected(result.error());
  return Answer{codec::encode(*result), status};
}

/// A view as JSON.
template <class T>
Answer json_of(const T& view, int status = 200) {
  return Answer{codec::encode(view), status};
}

/// Reads the body as a T and hands it to `use`.
template <class T, class Use>
core::Result<Answer> with_body(const web::Request& request, Use&& use) {
  auto body = codec::decode<T>(request.body);
  if (!body) return std::unexpected(body.error());
  return use(*std::move(body));
}

/// ?site=..., which must be one that this hub serves. Errors: field_missing, value_malformed,
/// not_found.
core::Result<core::Site> site_param(const Api& api, const web::Request& request);
/// The same where it may be left out, which means all of them.
core::Result<std::optional<core::Site>> maybe_site_param(const Api& api,
                                                         const web::Request& request);

/// ?after= and ?limit=. Errors: value_malformed.
core::Result<core::PageRequest> page_param(const web::Request& request,
                                           std::int64_t usual = core::kUsualPage,
                                           std::int64_t largest = core::kLargestPage);
/// For a list that is a JSON array or CSV and has no room for a `next` of its own: the address of
/// the next page as a Link header (RFC 8288), and its mark as Next.
void link_next(Answer& answer, const web::Request& request, const std::optional<std::string>& next);

}  // namespace otkel::hub
