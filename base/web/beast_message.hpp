#pragma once
// Our plain messages as Beast's and back. Internal to web/.
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/web/message.hpp"

namespace otkel::web {

/// With what every answer carries (plan.hpp).
boost::beast::http::response<boost::beast::http::string_body> to_beast(Response response,
                                                                       unsigned version,
                                                                       bool keep_alive);

/// Everything but the body and what the address decides.
Request head_of(const boost::beast::http::request<boost::beast::http::string_body>& in);

}  // namespace otkel::web
