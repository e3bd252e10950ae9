// Ports, timers, signals and the end of all of them.
#include "base/web/server.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <list>

#include "base/web/shared.hpp"

namespace otkel::web {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using core::Code;

constexpr std::chrono::seconds kGrace{1};
constexpr std::chrono::milliseconds kAcceptPause{100};

std::string endpoint_text(const VirtualHost& vhost) {
  const bool v6 = vhost.address.contains(':');
  return (v6 ? "[" + vhost.address + "]" : vhost.address) + ":" + std::to_string(vhost.port);
}

core::Error open_error(const VirtualHost& vhost, const error_code& error) {
  const std::string where = endpoint_text(vhost);
  if (error == asio::error::address_in_use)
    return {Code::port_in_use,
            where +
                " is taken by another program, perhaps a second copy of this one; \"ss -ltnp "
                "'sport = :" +
                std::to_string(vhost.port) + "'\" names it"};
  return {Code::io_failed, "cannot listen on " + where + ": " + error.message()};
}

Response too_many(Code code, const char* detail) {
  Response out = problem({code, detail});
  out.headers.emplace_back("Retry-After", "2");
  return out;
}

/// One open port.
struct Listener {
  Listener(Shared& s, std::shared_ptr<Plan> p)
      : shared(s), plan(std::move(p)), acceptor(s.io), pause(s.io) {}

  error_code open() {
    error_code error;
    const auto address = asio::ip::make_address(plan->vhost.address, error);
    if (error) return error;
    const tcp::endpoint endpoint(address, plan->vhost.port);
    if (acceptor.open(endpoint.protocol(), error); error) return error;
    if (acceptor.set_option(tcp::acceptor::reuse_address(true), error); error) return error;
    if (acceptor.bind(endpoint, error); error) return error;
    if (acceptor.listen(asio::socket_base::max_listen_connections, error); error) return error;
    plan->vhost.port = acceptor.local_endpoint(error).port();
    return error;
  }

  void accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
      if (shared.stopping || !acceptor.is_open()) return;
      if (!error) {
        admit(std::move(socket));
        accept();
        return;
      }
      // Out of descriptors, or a peer that left at once: go on, but do not spin.
      pause.expires_after(kAcceptPause);
      pause.async_wait([this](error_code stopped) {
        if (!stopped) accept();
      });
    });
  }

  void admit(tcp::socket socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;
    AcceptedSocket wire(socket.release(error), peer.address().is_v6());
    if (error) return;
    const std::string remote = peer.address().to_string();
    const bool proxy = client_of(plan->proxies, remote, {}, {}).forwarded;
    const auto verdict = plan->limiter.make_room(remote, proxy);
    for (const auto id : verdict.leave) evict(id);
    if (!verdict.refusal)
      return start_session(std::make_shared<ConnectionSlot>(shared, plan, remote), std::move(wire));
    start_refusal(shared, std::move(wire),
                  *verdict.refusal == Code::busy
                      ? too_many(Code::busy, "too many connections are open; try again")
                      : too_many(Code::rate_limited, "too many connections from one address"));
  }

  void evict(std::uint64_t id) {
    ++shared.evicted;
    const auto found = shared.on_evict.find(id);
    if (found == shared.on_evict.end()) return;
    const auto close = std::move(found->second);
    shared.on_evict.erase(found);
    close();
  }

  void close() {
    error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
  }

  Shared& shared;
  std::shared_ptr<Plan> plan;
  tcp::acceptor acceptor;
  asio::steady_timer pause;
};

/// Ticks at absolute times, so that slow tasks do not shift the later ones.
struct Ticker {
  Ticker(asio::io_context& io, std::chrono::milliseconds p, std::function<void()> t)
      : timer(io, p), period(p), task(std::move(t)) {}

  void wait() {
    timer.async_wait([this](error_code stopped) {
      if (stopped) return;
      task();
      const auto now = asio::steady_timer::clock_type::now();
      timer.expires_at(std::max(timer.expiry() + period, now));
      wait();
    });
  }

  asio::steady_timer timer;
  std::chrono::milliseconds period;
  std::function<void()> task;
};

}  // namespace

/// The order matters: what refers to `io` comes after it and goes first; what coroutines refer to
/// outlives `io`, whose end destroys the coroutines that are still waiting.
struct Server::Impl {
  std::unique_ptr<asio::io_context> io = std::make_unique<asio::io_context>(1);
  Shared shared{*io};
  std::list<Listener> listeners;
  std::list<Ticker> tickers;
  std::unique_ptr<asio::signal_set> signals;
  std::unique_ptr<asio::steady_timer> grace;

  ~Impl() {
    shared.mailbox->close();
    shared.on_last_closed = nullptr;
    grace.reset();
    signals.reset();
    tickers.clear();
    listeners.clear();
    io.reset();
  }

  void begin_stop() {
    if (shared.stopping) return;
    shared.stopping = true;
    for (auto& listener : listeners) listener.close();
    for (auto& ticker : tickers) ticker.timer.cancel();
    if (signals) signals->cancel();
    shared.on_last_closed = [this] { io->stop(); };
    grace = std::make_unique<asio::steady_timer>(*io, kGrace);
    grace->async_wait([this](error_code) { io->stop(); });
    const auto hooks = shared.on_stop;
    for (const auto& [id, hook] : hooks) hook();
    if (shared.connections == 0) io->stop();
  }
};

Server::Server() : impl_(std::make_unique<Impl>()) {}
Server::~Server() = default;

core::Result<std::uint16_t> Server::listen(VirtualHost vhost) {
  if (auto ok = valid(vhost); !ok) return std::unexpected(ok.error());
  auto plan = std::make_shared<Plan>(std::move(vhost));
  Listener& listener = impl_->listeners.emplace_back(impl_->shared, plan);
  if (const error_code error = listener.open(); error) {
    const core::Error out = open_error(plan->vhost, error);
    impl_->listeners.pop_back();
    return std::unexpected(out);
  }
  listener.accept();
  return plan->vhost.port;
}

void Server::run() {
  const auto guard = asio::make_work_guard(*impl_->io);
  impl_->io->run();
}

void Server::stop() {
  post([impl = impl_.get()] { impl->begin_stop(); });
}

void Server::post(std::function<void()> task) { impl_->shared.mailbox->post(std::move(task)); }

void Server::every(std::chrono::milliseconds period, std::function<void()> task) {
  post([impl = impl_.get(), period, task = std::move(task)]() mutable {
    if (impl->shared.stopping) return;
    impl->tickers.emplace_back(*impl->io, period, std::move(task)).wait();
  });
}

void Server::publish(const std::string& channel, std::string text) {
  post([impl = impl_.get(), channel, text = std::move(text)]() mutable {
    impl->shared.channels.publish(channel, std::move(text));
  });
}

void Server::end_sockets(const std::string& channel, const std::string& owner) {
  post([impl = impl_.get(), channel, owner] { impl->shared.channels.end(channel, owner); });
}

void Server::on_signal(std::function<void(int)> on_signal) {
  impl_->signals = std::make_unique<asio::signal_set>(*impl_->io, SIGINT, SIGTERM);
  impl_->signals->async_wait([task = std::move(on_signal)](error_code error, int number) {
    if (!error) task(number);
  });
}

asio::io_context& Server::context() { return *impl_->io; }

Server::Counts Server::counts() const {
  const Shared& shared = impl_->shared;
  return {shared.requests, shared.refused, shared.connections,
          shared.sockets,  shared.evicted, shared.body_bytes};
}

}  // namespace otkel::web
