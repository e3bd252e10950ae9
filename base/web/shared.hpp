#pragma once
// What the connections of one server share. Internal to web/. Everything here belongs to the run()
// thread, but for Mailbox, Once and the counters.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/web/outbox.hpp"
#include "base/web/plan.hpp"

namespace boost::asio {
class io_context;
}

namespace otkel::web {

/// The way from any thread to the run() thread. Deaf once the server is gone, so a late reply of a
/// worker finds nobody instead of freed memory.
class Mailbox {
 public:
  explicit Mailbox(boost::asio::io_context& io) : io_(&io) {}
  void post(std::function<void()> task);
  void close();

 private:
  std::mutex mutex_;
  boost::asio::io_context* io_;
};

/// A function for any thread that delivers one T on the run() thread: the first it is called with,
/// or `fallback` if every copy went away uncalled.
template <class T>
std::function<void(T)> once(std::shared_ptr<Mailbox> mailbox, std::function<void(T)> deliver,
                            T fallback) {
  struct State {
    std::shared_ptr<Mailbox> mailbox;
    std::function<void(T)> deliver;
    T fallback;
    std::atomic<bool> called = false;

    State(std::shared_ptr<Mailbox> m, std::function<void(T)> d, T f)
        : mailbox(std::move(m)), deliver(std::move(d)), fallback(std::move(f)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { send(std::move(fallback)); }
    void send(T value) {
      if (called.exchange(true)) return;
      mailbox->post([d = deliver, v = std::move(value)]() mutable { d(std::move(v)); });
    }
  };
  auto state = std::make_shared<State>(std::move(mailbox), std::move(deliver), std::move(fallback));
  return [state](T value) { state->send(std::move(value)); };
}

struct Shared {
  explicit Shared(boost::asio::io_context& context)
      : io(context), mailbox(std::make_shared<Mailbox>(context)) {}

  boost::asio::io_context& io;
  std::shared_ptr<Mailbox> mailbox;
  Channels channels;
  bool stopping = false;
  std::function<void()> on_last_closed;  ///< called when the last connection is gone
  std::map<std::uint64_t, std::function<void()>> on_stop;  ///< one for each open connection
  std::map<std::uint64_t, std::function<void()>>
      on_evict;  ///< one for each that may lose its place
  std::uint64_t next_id = 0;
  int refusals = 0;  ///< connections that are being refused because all are taken
  std::atomic<std::int64_t> requests = 0, refused = 0, connections = 0, sockets = 0;
  std::atomic<std::int64_t> evicted = 0, body_bytes = 0;
};

/// One connection's place among the allowed ones; given back when it ends.
class ConnectionSlot {
 public:
  ConnectionSlot(Shared& shared, std::shared_ptr<Plan> plan, std::string remote);
  ~ConnectionSlot();
  ConnectionSlot(const ConnectionSlot&) = delete;
  ConnectionSlot& operator=(const ConnectionSlot&) = delete;

  /// Replaces what stop() does to this connection.
  void on_stop(std::function<void()> task) { shared_.on_stop[id_] = std::move(task); }
  /// What is done if others need the place.
  void on_evict(std::function<void()> task) { shared_.on_evict[id_] = std::move(task); }

  void phase(Phase phase) { plan_->limiter.set_phase(id_, phase); }
  void address(std::string_view address) { plan_->limiter.set_address(id_, address); }

  Shared& shared() { return shared_; }
  Plan& plan() { return *plan_; }
  const std::string& remote() const { return remote_; }

 private:
  Shared& shared_;
  std::shared_ptr<Plan> plan_;
  std::string remote_;
  std::uint64_t id_;
};

/// What a request holds of the memory for bodies; given back when it goes.
class BodyReservation {
 public:
  explicit BodyReservation(Plan& plan) : plan_(plan) {}
  ~BodyReservation() { plan_.bodies -= held_; }
  BodyReservation(const BodyReservation&) = delete;
  BodyReservation& operator=(const BodyReservation&) = delete;

  /// Now `bytes` in all; false if the port has no room for them.
  bool hold(std::size_t bytes);

 private:
  Plan& plan_;
  std::size_t held_ = 0;
};

/// An open TCP connection, as the kernel knows it; closed unless somebody takes it.
class AcceptedSocket {
 public:
  AcceptedSocket(int fd, bool v6) : fd_(fd), v6_(v6) {}
  AcceptedSocket(AcceptedSocket&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), v6_(other.v6_) {}
  AcceptedSocket& operator=(AcceptedSocket&&) = delete;
  ~AcceptedSocket();
  int take() { return std::exchange(fd_, -1); }
  bool v6() const { return v6_; }

 private:
  int fd_;
  bool v6_;
};

/// session.cpp: serves HTTP on the connection until it ends.
void start_session(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket wire);
/// closing.cpp: answers `response` without reading the request, and closes.
void start_refusal(Shared& shared, AcceptedSocket wire, Response response);
/// socket.cpp: finishes the upgrade and pushes what comes into the outbox.
void start_push(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket wire, Request request,
                std::shared_ptr<Outbox> outbox);

}  // namespace otkel::web
