// One WebSocket that only pushes. What the peer sends is read, so that pongs and closes are seen,
// and dropped.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket.hpp>

#include "base/web/shared.hpp"

namespace otkel::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::awaitable;
using asio::ip::tcp;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kIncomingBytes = 4096;

http::request<http::empty_body> to_beast(const Request& request) {
  http::request<http::empty_body> out(http::verb::get, "/", 11);
  for (const auto& [name, value] : request.headers) out.set(name, value);
  return out;
}

class Push {
 public:
  Push(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket& wire, std::shared_ptr<Outbox> outbox)
      : slot_(std::move(slot)),
        outbox_(std::move(outbox)),
        ws_(tcp::socket(slot_->shared().io, wire.v6() ? tcp::v6() : tcp::v4(), wire.take())),
        wake_(slot_->shared().io, asio::steady_timer::time_point::max()) {
    ++slot_->shared().sockets;
  }
  ~Push() { --slot_->shared().sockets; }
  Push(const Push&) = delete;
  Push& operator=(const Push&) = delete;

  static awaitable<void> run(std::shared_ptr<Push> self, Request request) {
    self->prepare(self);
    const auto upgrade = to_beast(request);
    const auto [error] = co_await self->ws_.async_accept(upgrade, kUse);
    if (error) co_return;
    asio::co_spawn(self->slot_->shared().io, read(self), asio::detached);
    co_await self->write();
    // After an overrun, even one before the upgrade was through, nobody may wait for more.
    beast::get_lowest_layer(self->ws_).close();
  }

 private:
  void prepare(const std::shared_ptr<Push>& self) {
    const auto& limits = slot_->plan().vhost.limits;
    ws_.set_option(websocket::stream_base::timeout{limits.request_time, limits.idle_time, true});
    ws_.read_message_max(kIncomingBytes);
    ws_.text(true);
    const std::weak_ptr<Push> weak = self;
    outbox_->on_push = [weak] {
      if (const auto push = weak.lock()) push->wake();
    };
    slot_->on_stop([weak] {
      if (const auto push = weak.lock()) push->wake();
    });
  }

  /// A peer that does not read leaves no room for a close frame either: the connection is cut.
  void wake() {
    if (outbox_->overrun() || (outbox_->ended() && writing_)) beast::get_lowest_layer(ws_).close();
    wake_.cancel();
  }

  awaitable<void> write() {
    while (!closed_ && !outbox_->overrun()) {
      if (slot_->shared().stopping || outbox_->ended()) {
        const auto why = outbox_->ended() ? websocket::close_code::policy_error
                                          : websocket::close_code::going_away;
        co_await ws_.async_close(why, kUse);
        co_return;
      }
      const auto message = outbox_->pop();
      if (!message) {
        co_await wake_.async_wait(kUse);
        continue;
      }
      writing_ = true;
      const auto [error, n] = co_await ws_.async_write(asio::buffer(*message), kUse);
      writing_ = false;
      if (error) co_return;
    }
  }

  static awaitable<void> read(std::shared_ptr<Push> self) {
    beast::flat_buffer incoming;
    for (;;) {
      const auto [error, n] = co_await self->ws_.async_read(incoming, kUse);
      if (error) break;
      incoming.clear();
    }
    self->closed_ = true;
    self->wake_.cancel();
  }

  std::shared_ptr<ConnectionSlot> slot_;
  std::shared_ptr<Outbox> outbox_;
  websocket::stream<beast::tcp_stream, false> ws_;
  asio::steady_timer wake_;
  bool closed_ = false;
  bool writing_ = false;
};

}  // namespace

void start_push(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket wire, Request request,
                std::shared_ptr<Outbox> outbox) {
  auto& io = slot->shared().io;
  auto push = std::make_shared<Push>(std::move(slot), wire, std::move(outbox));
  asio::co_spawn(io, Push::run(std::move(push), std::move(request)), asio::detached);
}

}  // namespace otkel::web
