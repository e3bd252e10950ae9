// Errors become statuses and problem documents here and nowhere else.
#include "base/web/message.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace otkel::web {

using core::Code;
using core::Errc;

std::string_view Request::header(std::string_view name) const {
  const auto it = headers.find(std::string(name));
  return it == headers.end() ? std::string_view{} : std::string_view(it->second);
}

std::string_view Request::param(std::string_view name) const {
  const auto it = params.find(std::string(name));
  return it == params.end() ? std::string_view{} : std::string_view(it->second);
}

namespace {

int status_of_kind(Errc kind) {
  switch (kind) {
    case Errc::invalid:
      return 400;
    case Errc::not_found:
      return 404;
    case Errc::conflict:
      return 409;
    case Errc::refused:
      return 422;
    case Errc::denied:
      return 403;
    case Errc::busy:
    case Errc::offline:
    case Errc::device:
    case Errc::clock:
      return 503;
    case Errc::full:
      return 507;
    case Errc::corrupt:
    case Errc::bug:
      return 500;
  }
  return 500;
}

}  // namespace

int status_of(Code code) {
  switch (code) {
    case Code::body_too_large:
      return 413;
    case Code::body_not_json:
      return 415;
    case Code::method_not_allowed:
      return 405;
    case Code::unauthenticated:
    case Code::wrong_password:
      return 401;
    case Code::locked_out:
    case Code::rate_limited:
      return 429;
    case Code::host_refused:
      return 421;
    case Code::idempotency_key_reused:
      return 422;
    default:
      return status_of_kind(core::kind(code));
  }
}

Response problem(const core::Error& error) {
  const std::string_view word = core::word(error.code);
  std::string title(word);
  std::ranges::replace(title, '_', ' ');
  const int status = status_of(error.code);
  boost::json::object body;
  body["type"] = "/problems/" + std::string(word);
  body["title"] = title;
  body["status"] = status;
  body["code"] = word;
  if (!error.detail.empty()) body["detail"] = error.detail;
  return {.status = status,
          .content_type = "application/problem+json",
          .body = boost::json::serialize(body),
          .headers = {}};
}

Response json_response(std::string body, int status) {
  return {
      .status = status, .content_type = "application/json", .body = std::move(body), .headers = {}};
}

}  // namespace otkel::web
