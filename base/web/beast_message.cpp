// Header by header.
#include "base/web/beast_message.hpp"

#include "base/web/plan.hpp"
#include "core/value/text.hpp"

namespace otkel::web {

namespace http = boost::beast::http;

http::response<http::string_body> to_beast(Response response, unsigned version, bool keep_alive) {
  response = with_security_headers(std::move(response));
  http::response<http::string_body> out;
  out.version(version);
  out.result(static_cast<unsigned>(response.status));
  for (const auto& [name, value] : response.headers) out.insert(name, value);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) {
    out.set(http::field::content_type, response.content_type);
    out.content_length(response.body.size());
    out.body() = std::move(response.body);
  }
  out.keep_alive(keep_alive);
  return out;
}

Request head_of(const http::request<http::string_body>& in) {
  Request out;
  out.method = std::string(in.method_string());
  for (const auto& field : in) {
    const std::string name = core::lower_ascii(field.name_string());
    auto& value = out.headers[name];
    if (!value.empty()) value += name == "cookie" ? "; " : ", ";
    value += std::string(field.value());
  }
  return out;
}

}  // namespace otkel::web
