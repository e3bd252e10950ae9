// Sockets for the contract tests.
#include "tests/contract/web/harness.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <stdexcept>

namespace otkel::web::test {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::asio::ip::tcp;

Running::Running(VirtualHost vhost) {
  const auto port = server_.listen(std::move(vhost));
  if (!port) throw std::runtime_error(port.error().detail);
  port_ = *port;
  thread_ = std::thread([this] { server_.run(); });
}

Running::~Running() { stop(); }

std::chrono::milliseconds Running::stop() {
  const auto begin = std::chrono::steady_clock::now();
  server_.stop();
  if (thread_.joinable()) thread_.join();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

Response Running::get(const std::string& target) const {
  auto response = fetch({.port = port_, .target = target});
  if (!response) throw std::runtime_error(response.error().detail);
  return *std::move(response);
}

bool Running::until(const std::function<bool(const Server::Counts&)>& condition) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (!condition(server_.counts())) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

Raw::Raw(std::uint16_t port, int receive_buffer, const std::string& source)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval limit{5, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (receive_buffer > 0)
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  if (::inet_pton(AF_INET, source.c_str(), &address.sin_addr) != 1 ||
      ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot come from " + source);
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

Raw::~Raw() { ::close(fd_); }

void Raw::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return;  // what the server thinks of it is in its answer
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void Raw::end_of_sending() { ::shutdown(fd_, SHUT_WR); }

std::string Raw::read_until(std::string_view end) {
  std::string out;
  char c = 0;
  while (!out.ends_with(end) && ::recv(fd_, &c, 1, 0) == 1) out += c;
  return out;
}

std::optional<std::string> Raw::read_to_close() {
  std::string out;
  char chunk[4096];
  for (;;) {
    const auto n = ::recv(fd_, chunk, sizeof chunk, 0);
    if (n == 0) return out;
    if (n < 0) return errno == ECONNRESET ? std::optional(out) : std::nullopt;
    out.append(chunk, static_cast<std::size_t>(n));
  }
}

struct SocketClient::Impl {
  boost::asio::io_context io;
  websocket::stream<tcp::socket> ws{io};
  int status = 0;
};

SocketClient::SocketClient(std::uint16_t port, const Options& options)
    : impl_(std::make_unique<Impl>()) {
  auto& ws = impl_->ws;
  ws.next_layer().connect({boost::asio::ip::address_v4::loopback(), port});
  const timeval limit{5, 0};
  ::setsockopt(ws.next_layer().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ws.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
    if (!options.origin.empty()) request.set(beast::http::field::origin, options.origin);
    if (!options.cookie.empty()) request.set(beast::http::field::cookie, options.cookie);
  }));
  websocket::response_type response;
  beast::error_code error;
  ws.handshake(response, options.host, options.path, error);
  impl_->status = static_cast<int>(response.result_int());
}

SocketClient::~SocketClient() = default;

int SocketClient::status() const { return impl_->status; }

std::string SocketClient::read() {
  beast::flat_buffer buffer;
  beast::error_code error;
  impl_->ws.read(buffer, error);
  if (error) return "<closed " + std::to_string(impl_->ws.reason().code) + ">";
  return beast::buffers_to_string(buffer.data());
}

void SocketClient::write(const std::string& text) {
  beast::error_code ignored;
  impl_->ws.write(boost::asio::buffer(text), ignored);
}

}  // namespace otkel::web::test
