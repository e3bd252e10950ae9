// The last answer to a peer, and a moment for it to arrive.
#include "base/web/closing.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>

#include "base/web/beast_message.hpp"

namespace otkel::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::ip::tcp;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds kLinger{2};
constexpr std::size_t kLingerBytes = 4 << 20;
constexpr int kRefusals = 64;  ///< connections over the limit that are answered so at one time

awaitable<void> refuse(Shared& shared, tcp::socket socket, Response response) {
  beast::tcp_stream stream(std::move(socket));
  stream.expires_after(kLinger);
  auto message = to_beast(std::move(response), 11, false);
  const auto [error, n] = co_await http::async_write(stream, message, kUse);
  if (!error) co_await linger(stream);
  --shared.refusals;
}

}  // namespace

tcp::socket adopt(asio::io_context& io, AcceptedSocket& wire) {
  return {io, wire.v6() ? tcp::v6() : tcp::v4(), wire.take()};
}

awaitable<void> linger(beast::tcp_stream& stream) {
  beast::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream.expires_after(kLinger);
  std::array<char, 8192> sink{};
  for (std::size_t total = 0; total < kLingerBytes;) {
    const auto [error, n] = co_await stream.async_read_some(asio::buffer(sink), kUse);
    if (error) break;
    total += n;
  }
}

void start_refusal(Shared& shared, AcceptedSocket wire, Response response) {
  ++shared.refused;
  if (shared.refusals >= kRefusals) return;  // a flood: the connection is just closed
  ++shared.refusals;
  asio::co_spawn(shared.io, refuse(shared, adopt(shared.io, wire), std::move(response)),
                 asio::detached);
}

}  // namespace otkel::web
