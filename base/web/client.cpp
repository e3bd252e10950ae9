// The blocking client: asynchronous inside, because only so a deadline covers all of it.
#include "base/web/client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "core/value/text.hpp"

namespace otkel::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t kBodyBytes = 64 << 20;

http::request<http::string_body> to_beast(const Call& call) {
  http::request<http::string_body> out;
  out.version(11);
  out.method_string(call.method);
  out.target(call.target);
  const bool v6 = call.host.contains(':');
  out.set(http::field::host,
          (v6 ? "[" + call.host + "]" : call.host) + ":" + std::to_string(call.port));
  out.set(http::field::connection, "close");
  out.body() = call.body;
  if (!call.body.empty() || (call.method != "GET" && call.method != "HEAD")) out.prepare_payload();
  for (const auto& [name, value] : call.headers) {
    if (beast::iequals(name, "host"))
      out.set(http::field::host, value);
    else
      out.insert(name, value);
  }
  return out;
}

Response from_beast(http::response<http::string_body> in) {
  Response out{.status = static_cast<int>(in.result_int()),
               .content_type = std::string(in[http::field::content_type]),
               .body = std::move(in.body()),
               .headers = {}};
  for (const auto& field : in) {
    out.headers.emplace_back(core::lower_ascii(field.name_string()), std::string(field.value()));
  }
  return out;
}

core::Error failure(const Call& call, const beast::error_code& error) {
  const std::string where = call.host + ":" + std::to_string(call.port);
  const bool http_error =
      error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message;
  return {http_error ? core::Code::peer_refused : core::Code::link_down,
          call.method + " " + call.target + " at " + where + ": " + error.message()};
}

asio::awaitable<void> exchange(const Call& call, core::Result<Response>& out) {
  const auto executor = co_await asio::this_coro::executor;
  beast::tcp_stream stream(executor);
  stream.expires_after(call.timeout);
  beast::error_code error;
  std::vector<tcp::endpoint> endpoints;
  const auto address = asio::ip::make_address(call.host, error);
  if (!error) {
    endpoints.emplace_back(address, call.port);
  } else {
    tcp::resolver resolver(executor);
    const auto [unresolved, found] =
        co_await resolver.async_resolve(call.host, std::to_string(call.port), kUse);
    error = unresolved;
    for (const auto& entry : found) endpoints.push_back(entry.endpoint());
  }
  if (!error && !call.source.empty()) {
    const auto source = asio::ip::make_address(call.source, error);
    if (!error) stream.socket().open(endpoints.front().protocol(), error);
    if (!error) stream.socket().bind({source, 0}, error);
    if (!error) {
      const auto [failed] = co_await stream.async_connect(endpoints.front(), kUse);
      error = failed;
    }
  } else if (!error) {
    const auto [failed, endpoint] = co_await stream.async_connect(endpoints, kUse);
    error = failed;
  }
  if (!error) {
    const auto request = to_beast(call);
    const auto [failed, n] = co_await http::async_write(stream, request, kUse);
    error = failed;
  }
  // A server that refuses early answers while we still write: its answer says more than our error.
  const bool cut = error == asio::error::broken_pipe || error == asio::error::connection_reset;
  if (!error || cut) {
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kBodyBytes);
    parser.skip(call.method == "HEAD");
    const auto [failed, n] = co_await http::async_read(stream, buffer, parser, kUse);
    error = failed;
    if (!error) out = from_beast(parser.release());
  }
  if (error) out = std::unexpected(failure(call, error));
}

}  // namespace

core::Result<Response> fetch(const Call& call) {
  asio::io_context io(1);
  core::Result<Response> out = core::fail(core::Code::internal, "no answer");
  try {
    asio::co_spawn(io, exchange(call, out), asio::detached);
    io.run();
  } catch (const std::exception& failed) {
    return core::fail(core::Code::io_failed, failed.what());
  }
  return out;
}

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

}  // namespace otkel::web
