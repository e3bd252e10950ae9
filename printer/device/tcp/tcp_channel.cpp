// The socket under the dialogue.
#include "printer/device/tcp/tcp_channel.hpp"

#include <utility>

#include "printer/device/tcp/tcp_socket.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

class TcpChannel final : public Channel {
 public:
  TcpChannel(TcpSocket socket, std::string key)
      : socket_(std::move(socket)), key_(std::move(key)) {}

  Written write_some(std::span<const std::uint8_t> bytes, milliseconds most) override {
    const auto ready = socket_.wait(TcpSocket::Wait::to_write, most);
    if (!ready) return {0, ready.error()};
    if (*ready == TcpSocket::Ready::neither) return {};
    const auto took = socket_.send_some(bytes);
    if (!took) return {0, took.error()};
    return {*took, std::nullopt};
  }

  core::Result<Bytes> read(milliseconds most) override {
    const auto ready = socket_.wait(TcpSocket::Wait::to_read, most);
    if (!ready) return std::unexpected(ready.error());
    if (*ready == TcpSocket::Ready::neither) return Bytes{};
    return socket_.receive_some();
  }

  bool counts_at_printer() const override { return false; }
  Undelivered undelivered() const override {
    const auto waiting = socket_.waiting();
    return {waiting.unsent, waiting.unacknowledged};
  }
  PrinterIdentity identity() override { return {key_, {}}; }

 private:
  TcpSocket socket_;
  std::string key_;
};

}  // namespace

OpenChannel tcp_channel(std::string host, std::string port, milliseconds connect) {
  return [host = std::move(host), port = std::move(port),
          connect]() -> core::Result<std::unique_ptr<Channel>> {
    auto socket = TcpSocket::connect(host, port, connect);
    if (!socket) return std::unexpected(socket.error());
    return std::make_unique<TcpChannel>(std::move(*socket), "tcp-" + host + "-" + port);
  };
}

}  // namespace otkel::printer
