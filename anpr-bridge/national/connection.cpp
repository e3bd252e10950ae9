// One connection for each question: they are few, and one that was kept tells us late that it is
// gone. The deadline covers all of it from the connecting on.
#include "anpr-bridge/national/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "anpr-bridge/pull/camera_url.hpp"

namespace otkel::anpr {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using core::Code;
using core::Result;
using std::chrono::milliseconds;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds kLookAgain{1'000};  // whether the journal has something new
constexpr std::uint32_t kHeaderBytes = 16u << 10;

struct NationalServer {
  CameraUrl url;
  bool tls = true;
  milliseconds timeout{};
};

struct NationalConnection {
  NationalContext context;
  NationalServer there;
  std::shared_ptr<ssl::context> trust;

  asio::awaitable<void> run();
  asio::awaitable<Result<NationalAnswer>> exchange(const NationalAsk& ask);
  asio::awaitable<Result<void>> connect(beast::tcp_stream& stream);
  template <class Stream>
  asio::awaitable<Result<NationalAnswer>> talk(Stream& stream, const NationalAsk& ask);
  core::Error failure(const std::string& what, const beast::error_code& error) const;
};

core::Error NationalConnection::failure(const std::string& what,
                                        const beast::error_code& error) const {
  const bool no_http =
      error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message;
  const std::string why = error == beast::error::timeout
                              ? "no end within " + std::to_string(there.timeout.count()) + " ms"
                              : error.message();
  return {no_http ? Code::peer_refused : Code::link_down,
          there.url.host + ":" + there.url.port + ": " + what + ": " + why};
}

asio::awaitable<Result<void>> NationalConnection::connect(beast::tcp_stream& stream) {
  stream.expires_after(there.timeout);
  tcp::resolver resolver(stream.get_executor());
  const auto [unresolved, places] =
      co_await resolver.async_resolve(there.url.host, there.url.port, kUse);
  if (unresolved) co_return std::unexpected(failure("looking its name up", unresolved));
  const auto [failed, endpoint] = co_await stream.async_connect(places, kUse);
  if (failed) co_return std::unexpected(failure("connecting", failed));
  co_return Result<void>{};
}

http::request<http::string_body> to_beast(const NationalAsk& ask, const CameraUrl& url) {
  http::request<http::string_body> request;
  request.version(11);
  request.method_string(ask.method);
  request.target(ask.target);
  const bool v6 = url.host.contains(':');
  request.set(http::field::host, (v6 ? "[" + url.host + "]" : url.host) + ":" + url.port);
  request.set(http::field::user_agent, "otkel-anpr");
  request.set(http::field::accept, "application/json");
  request.set(http::field::connection, "close");
  for (const auto& [name, value] : ask.headers) request.set(name, value);
  if (ask.method == "GET") return request;
  request.set(http::field::content_type, "application/json");
  request.body() = ask.body;
  request.prepare_payload();
  return request;
}

using Parser = http::response_parser<http::buffer_body>;

/// The body of an answer whose header was read; empty if it does not come whole or is too long. The
/// header has said by then whether an event was taken, and no body takes that back.
template <class Stream>
asio::awaitable<std::string> body_of(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                                     std::size_t most) {
  std::string body, piece(16u << 10, '\0');
  while (!parser.is_done()) {
    auto& out = parser.get().body();
    out.data = piece.data();
    out.size = piece.size();
    const auto [failed, n] = co_await http::async_read(stream, buffer, parser, kUse);
    if (failed && failed != http::error::need_buffer) co_return std::string{};
    body.append(piece.data(), piece.size() - out.size);
    if (body.size() > most) co_return std::string{};
  }
  co_return body;
}

template <class Stream>
asio::awaitable<Result<NationalAnswer>> NationalConnection::talk(Stream& stream,
                                                                 const NationalAsk& ask) {
  const auto request = to_beast(ask, there.url);
  const auto [unsent, written] = co_await http::async_write(stream, request, kUse);
  // Who refuses early answers while we still write: that answer says more than our error.
  const bool cut = unsent == asio::error::broken_pipe || unsent == asio::error::connection_reset;
  if (unsent && !cut) co_return std::unexpected(failure("sending", unsent));
  beast::flat_buffer buffer;
  Parser parser;
  parser.header_limit(kHeaderBytes);
  parser.body_limit(boost::none);  // body_of() has the limit
  const auto [failed, n] = co_await http::async_read_header(stream, buffer, parser, kUse);
  if (failed) co_return std::unexpected(failure("waiting for the answer", failed));
  NationalAnswer answer;
  answer.status = static_cast<int>(parser.get().result_int());
  answer.retry_after = std::string(parser.get()[http::field::retry_after]);
  answer.body = co_await body_of(stream, buffer, parser, ask.most_answer);
  co_return Result<NationalAnswer>(std::move(answer));
}

/// SNI. An address is none of its names.
bool name_host(SSL* handle, std::string host) {
  boost::system::error_code is_name;
  asio::ip::make_address(host, is_name);
  if (!is_name) return true;
  // What the macro SSL_set_tlsext_host_name does, without its cast.
  return SSL_ctrl(handle, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data()) ==
         1;
}

asio::awaitable<Result<NationalAnswer>> NationalConnection::exchange(const NationalAsk& ask) {
  const auto executor = co_await asio::this_coro::executor;
  if (!there.tls) {
    beast::tcp_stream stream(executor);
    if (auto open = co_await connect(stream); !open) co_return std::unexpected(open.error());
    co_return co_await talk(stream, ask);
  }
  ssl::stream<beast::tcp_stream> stream(executor, *trust);
  // The name is asked for, so that a host of several certificates shows the right one, and checked.
  if (!name_host(stream.native_handle(), there.url.host))
    co_return core::fail(Code::config_invalid, there.url.host + " is no name for TLS");
  stream.set_verify_callback(ssl::host_name_verification(there.url.host));
  if (auto open = co_await connect(stream.next_layer()); !open)
    co_return std::unexpected(open.error());
  const auto [refused] = co_await stream.async_handshake(ssl::stream_base::client, kUse);
  if (refused) co_return std::unexpected(failure("TLS", refused));
  co_return co_await talk(stream, ask);
}

asio::awaitable<void> NationalConnection::run() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    const auto ask = context.client.next(moment_of(context.clock));
    if (ask) {
      const auto answer = co_await exchange(*ask);
      if (answer)
        context.client.answered(*answer, moment_of(context.clock));
      else
        context.client.failed(answer.error(), moment_of(context.clock));
    }
    if (context.turned) context.turned();
    if (ask) continue;
    timer.expires_after(kLookAgain);
    co_await timer.async_wait(kUse);
  }
}

Result<std::shared_ptr<ssl::context>> trusted(const std::string& ca_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  boost::system::error_code failed;
  context->set_options(
      ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
      failed);
  if (!failed) context->set_verify_mode(ssl::verify_peer, failed);
  if (!failed) context->set_default_verify_paths(failed);
  if (failed) return core::fail(Code::internal, "TLS: " + failed.message());
  if (!ca_file.empty()) context->load_verify_file(ca_file, failed);
  if (failed)
    return core::fail(Code::config_invalid,
                      "bridge.national.ca_file: expected certificates in PEM in " + ca_file +
                          ", found: " + failed.message());
  return context;
}

}  // namespace

Result<void> start_national(const NationalContext& context,
                            const core::NationalQueueSettings& settings) {
  const bool tls = !settings.url.starts_with("http://");
  auto url = parse_camera_url(settings.url, tls ? "https" : "http", tls ? "443" : "80");
  if (!url) return std::unexpected(url.error());
  auto trust = trusted(settings.ca_file);
  if (!trust) return std::unexpected(trust.error());
  auto asking = std::make_unique<NationalConnection>(
      NationalConnection{context, {*std::move(url), tls, settings.timeout}, *std::move(trust)});
  // The frame of the coroutine owns it, and goes when the server does.
  const auto live = [](std::unique_ptr<NationalConnection> a) -> asio::awaitable<void> {
    co_await a->run();
  };
  asio::co_spawn(context.server.context(), live(std::move(asking)), asio::detached);
  return {};
}

}  // namespace otkel::anpr
