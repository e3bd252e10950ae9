// One HTTP connection: read with limits and deadlines, ask, answer, again. Requests that were sent
// without waiting stay in the buffer and are answered in their order.
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <iostream>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "base/web/answer.hpp"
#include "base/web/beast_message.hpp"
#include "base/web/closing.hpp"
#include "base/web/gate.hpp"
#include "base/web/plan.hpp"
#include "base/web/shared.hpp"
#include "base/web/url.hpp"
#include "core/value/text.hpp"

namespace otkel::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::ip::tcp;
using core::Code;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadAhead = 16 << 10;

Response with_status(int status, const char* detail) {
  Response out = problem({Code::value_malformed, detail});
  out.status = status;
  return out;
}

Response no_room() {
  Response out = problem({Code::busy, "too many large requests at once; send it again"});
  out.headers.emplace_back("Retry-After", "5");
  return out;
}

// g++ 12 destroys a temporary of a co_await expression twice where braces made it, so these are
// functions.
Response bytes_before_upgrade() {
  return problem({Code::value_malformed, "bytes before the upgrade was answered"});
}

Response no_socket() {
  return problem({Code::busy, "too many WebSockets are open; try again later"});
}

/// A handler that does not trust what follows the header says so.
bool closes(const Response& response) {
  return std::ranges::any_of(response.headers, [](const auto& header) {
    return beast::iequals(header.first, "connection") && beast::iequals(header.second, "close");
  });
}

core::Error dropped() { return {Code::internal, "the request was dropped without an answer"}; }

class Session {
 public:
  Session(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket& wire)
      : slot_(std::move(slot)),
        shared_(slot_->shared()),
        v6_(wire.v6()),
        stream_(adopt(shared_.io, wire)),
        buffer_(limits().header_bytes + kReadAhead) {
    beast::error_code error;
    const auto local = stream_.socket().local_endpoint(error);
    if (!error) local_ = local.address().to_string();
    stream_.socket().set_option(tcp::no_delay(true), error);
  }

  static awaitable<void> run(std::shared_ptr<Session> self) {
    self->slot_->on_stop([weak = std::weak_ptr(self)] {
      if (const auto s = weak.lock(); s && !s->busy_) s->stream_.close();
    });
    self->slot_->on_evict([weak = std::weak_ptr(self)] {
      if (const auto s = weak.lock()) s->stream_.close();
    });
    for (bool first = true;; first = false) {
      const bool again = co_await self->exchange(first);
      if (!again) break;
    }
  }

  asio::io_context& io() { return shared_.io; }

 private:
  using Parser = http::request_parser<http::string_body>;

  const VirtualHost& vhost() const { return slot_->plan().vhost; }
  const Limits& limits() const { return vhost().limits; }

  /// One request and its answer; whether another may follow.
  awaitable<bool> exchange(bool first) {
    busy_ = false;
    read_whole_ = false;
    seen_ = {slot_->remote(), {}, {}, 0};
    if (shared_.stopping) co_return false;
    stream_.expires_after(first ? limits().request_time : limits().idle_time);
    if (buffer_.size() == 0) {
      if (!first) slot_->phase(Phase::idle);
      const auto room = buffer_.prepare(4096);
      const auto [error, n] = co_await stream_.async_read_some(room, kUse);
      if (error) co_return false;
      buffer_.commit(n);
    }
    slot_->phase(Phase::reading);
    if (!first) stream_.expires_after(limits().request_time);
    Parser parser;
    parser.body_limit(limits().body_bytes);
    parser.header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    const auto [error, n] = co_await http::async_read_header(stream_, buffer_, parser, kUse);
    seen_.method = std::string(parser.get().method_string());
    seen_.target = std::string(parser.get().target());
    if (error) {
      co_await refuse_unreadable(error);
      co_return false;
    }
    busy_ = true;
    co_return co_await answer(parser);
  }

  awaitable<bool> answer(Parser& parser) {
    ++shared_.requests;
    const auto& head = parser.get();
    version_ = head.version();
    head_only_ = head.method() == http::verb::head;
    HostAndTarget asked{{}, {head.target().data(), head.target().size()}};
    if (vhost().lenient) asked = split_absolute(asked.target);
    auto target = parse_target(asked.target);
    if (target && vhost().lenient) target = without_empty_segments(*std::move(target));
    Request request = head_of(head);
    set_client(request);
    seen_.remote_address = request.remote_address;
    auto refusal = vet(head, request, target.has_value());
    if (!refusal && !asked.host.empty())
      if (auto ok = check_host(vhost(), asked.host, local_); !ok) refusal = problem(ok.error());
    if (refusal) {
      co_await refuse_request(*std::move(refusal));
      co_return false;
    }
    request.path = target->path;
    request.query = target->query;
    const bool wants_socket = beast::websocket::is_upgrade(head);
    Decision decision = decide(slot_->plan(), *target, request, wants_socket);
    BodyReservation room(slot_->plan());
    const bool to_close = body_ends_with_connection(parser);
    if (!parser.is_done() || to_close) {
      const bool taken = co_await take_body(decision, request, parser, room);
      if (!taken) co_return false;
    }
    read_whole_ = true;
    const bool keep_alive = parser.keep_alive() && !to_close;
    request.body = std::move(parser.get().body());
    co_return co_await dispatch(std::move(decision), std::move(request), keep_alive);
  }

  /// A kept connection of a proxy carries a different visitor's request each time.
  void set_client(Request& request) {
    auto client = client_of(slot_->plan().proxies, slot_->remote(),
                            request.header("x-forwarded-for"), request.header("x-forwarded-proto"));
    forwarded_ = client.forwarded;
    request.secure = client.secure || vhost().public_url.starts_with("https://");
    request.remote_address = std::move(client.address);
    if (forwarded_) slot_->address(request.remote_address);
  }

  /// What is wrong before anybody looks at the request; empty: nothing.
  std::optional<Response> vet(const http::request<http::string_body>& head, const Request& request,
                              bool target_ok) {
    if (head.target().size() > limits().target_bytes)
      return with_status(414, "the path and its query are too long");
    if (static_cast<std::size_t>(std::distance(head.begin(), head.end())) > limits().header_fields)
      return with_status(431, "the request has too many header fields");
    if (!target_ok)
      return problem({Code::value_malformed, "the request target is not a path that decodes"});
    const auto hosts = head.equal_range(http::field::host);
    const bool none_needed = vhost().lenient && head.version() == 10 && hosts.first == hosts.second;
    if (!none_needed) {
      if (hosts.first == hosts.second || std::next(hosts.first) != hosts.second)
        return problem({Code::value_malformed, "a request must name its Host exactly once"});
      const std::string host(hosts.first->value());
      if (auto ok = check_host(vhost(), host, local_); !ok) return problem(ok.error());
    }
    if (forwarded_ && crowded(request.remote_address))
      return problem({Code::rate_limited, "too many connections from one address"});
    if (!vhost().check_origin) return std::nullopt;
    std::vector<std::string> origins;
    for (auto [it, end] = head.equal_range(http::field::origin); it != end; ++it)
      origins.emplace_back(it->value());
    if (auto ok = check_origin(vhost(), request, origins); !ok) return problem(ok.error());
    return std::nullopt;
  }

  bool crowded(std::string_view address) const {
    return slot_->plan().limiter.count(address) > limits().connections_per_address;
  }

  /// Whether the body is there now; otherwise the request was answered. A body that nobody wants,
  /// of somebody who may not send one, or of a foreign type is not read at all.
  awaitable<bool> take_body(const Decision& decision, const Request& request, Parser& parser,
                            BodyReservation& room) {
    std::optional<Response> refusal;
    bool seen_by_handler = false;
    Phase phase = Phase::reading;
    if (const auto* ready = std::get_if<Response>(&decision)) {
      refusal = *ready;
    } else if (std::holds_alternative<const Channel*>(decision)) {
      refusal = bytes_before_upgrade();
    } else {
      const Route& route = *std::get<const Route*>(decision);
      if (route.admit) {
        refusal = co_await ask_to_admit(route, request);
        seen_by_handler = refusal.has_value();
        phase = Phase::working;
      }
      if (!refusal && route.takes == Takes::json)
        if (auto ok = check_json(request); !ok) refusal = problem(ok.error());
    }
    if (!refusal) {
      if (beast::iequals(request.header("expect"), "100-continue")) co_await say_continue();
      slot_->phase(phase);
      if (body_ends_with_connection(parser)) co_return co_await read_to_close(parser, room);
      co_return co_await read_body(parser, room);
    }
    if (seen_by_handler) {
      ++shared_.refused;
      co_await respond(*std::move(refusal), false);
    } else {
      co_await refuse_request(*std::move(refusal));
    }
    co_return false;
  }

  awaitable<std::optional<Response>> ask_to_admit(const Route& route, const Request& request) {
    slot_->phase(Phase::working);
    stream_.expires_never();
    const auto waiting = std::make_shared<Answer<std::optional<Response>>>(shared_.io);
    auto reply = reply_to<std::optional<Response>>(waiting, shared_, problem(dropped()));
    try {
      route.admit(request, reply);
    } catch (const std::exception& failure) {
      std::cerr << "web: admitting to " << route.path << " threw: " << failure.what() << '\n';
    }
    reply = nullptr;
    co_return co_await arrival(waiting);
  }

  /// The deadline moves on with each window of bytes, so a large body needs a pace and no luck.
  awaitable<bool> read_body(Parser& parser, BodyReservation& room) {
    parser.eager(true);
    stream_.expires_after(limits().request_time);
    for (std::size_t window = 0; !parser.is_done();) {
      const auto [error, n] = co_await http::async_read_some(stream_, buffer_, parser, kUse);
      if (error) {
        co_await refuse_unreadable(error);
        co_return false;
      }
      shared_.body_bytes += static_cast<std::int64_t>(n);
      if (!room.hold(parser.get().body().size())) {
        Response full = no_room();
        co_await refuse_request(std::move(full));
        co_return false;
      }
      window += n;
      if (window < limits().body_window) continue;
      window = 0;
      stream_.expires_after(limits().request_time);
    }
    co_return true;
  }

  /// In HTTP/1.0 a body may come without its length.
  bool body_ends_with_connection(Parser& parser) const {
    const auto& head = parser.get();
    return vhost().lenient && head.version() == 10 &&
           (head.method() == http::verb::post || head.method() == http::verb::put) &&
           head.find(http::field::content_length) == head.end() && !head.chunked();
  }

  /// For a peer that closes its half of the connection behind the body. One that keeps it open and
  /// waits is cut off by the deadline; nobody knows where its body ends.
  awaitable<bool> read_to_close(Parser& parser, BodyReservation& room) {
    std::string& body = parser.get().body();
    stream_.expires_after(limits().request_time);
    for (std::size_t window = 0;;) {
      const auto bytes = beast::buffers_to_string(buffer_.data());
      buffer_.consume(bytes.size());
      body += bytes;
      shared_.body_bytes += static_cast<std::int64_t>(bytes.size());
      if (body.size() > limits().body_bytes) {
        co_await refuse_unreadable(http::error::body_limit);
        co_return false;
      }
      if (!room.hold(body.size())) {
        Response full = no_room();
        co_await refuse_request(std::move(full));
        co_return false;
      }
      window += bytes.size();
      if (window >= limits().body_window) stream_.expires_after(limits().request_time), window = 0;
      const auto space = buffer_.prepare(kReadAhead);
      const auto [error, n] = co_await stream_.async_read_some(space, kUse);
      if (error == asio::error::eof) co_return true;
      if (error == beast::error::timeout) report_refusal(411);
      if (error) co_return false;
      buffer_.commit(n);
    }
  }

  awaitable<void> say_continue() {
    static constexpr std::string_view kLine = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(kLine), kUse);
  }

  awaitable<bool> dispatch(Decision decision, Request request, bool keep_alive) {
    slot_->phase(Phase::working);
    if (const auto* channel = std::get_if<const Channel*>(&decision))
      co_return co_await open_channel(**channel, std::move(request));
    Response response;
    if (auto* ready = std::get_if<Response>(&decision)) {
      response = std::move(*ready);
      report_refusal(response.status);
    } else {
      stream_.expires_never();
      const auto waiting = std::make_shared<Answer<Response>>(shared_.io);
      call(*std::get<const Route*>(decision), std::move(request), waiting);
      response = co_await arrival(waiting);
    }
    co_return co_await respond(std::move(response), keep_alive);
  }

  void call(const Route& route, Request request, const std::shared_ptr<Answer<Response>>& waiting) {
    Reply reply = reply_to<Response>(waiting, shared_, problem(dropped()));
    try {
      route.handler(std::move(request), reply);
    } catch (const std::exception& failure) {
      std::cerr << "web: the handler of " << route.method << ' ' << route.path
                << " threw: " << failure.what() << '\n';
      reply(problem({Code::internal, "the handler failed; the log of the service says why"}));
    }
  }

  awaitable<bool> open_channel(const Channel& channel, Request request) {
    if (buffer_.size() != 0) {
      Response early = bytes_before_upgrade();
      co_await respond(std::move(early), false);
      co_return false;
    }
    if (slot_->plan().limiter.count(Phase::socket) >= limits().sockets) {
      Response full = no_socket();
      co_await respond(std::move(full), false);
      co_return false;
    }
    slot_->phase(Phase::socket);
    stream_.expires_never();
    auto outbox =
        shared_.channels.subscribe(channel.name, limits().push_backlog,
                                   channel.on_behalf_of ? channel.on_behalf_of(request) : "");
    const auto waiting = std::make_shared<Answer<core::Result<std::string>>>(shared_.io);
    auto reply = reply_to<core::Result<std::string>>(waiting, shared_, std::unexpected(dropped()));
    try {
      channel.admit(request, reply);
    } catch (const std::exception& failure) {
      std::cerr << "web: admitting to " << channel.path << " threw: " << failure.what() << '\n';
    }
    reply = nullptr;
    auto admitted = co_await arrival(waiting);
    if (!admitted) co_return co_await respond(problem(admitted.error()), false);
    outbox->push_first(std::make_shared<const std::string>(*std::move(admitted)), channel.covers);
    beast::error_code error;
    AcceptedSocket wire(stream_.release_socket().release(error), v6_);
    if (!error) start_push(slot_, std::move(wire), std::move(request), std::move(outbox));
    co_return false;
  }

  awaitable<bool> respond(Response response, bool keep_alive) {
    if (closes(response)) keep_alive = read_whole_ = false;
    keep_alive = keep_alive && !shared_.stopping;
    slot_->phase(Phase::writing);
    stream_.expires_after(limits().idle_time);
    auto message = to_beast(std::move(response), version_, keep_alive);
    http::response_serializer<http::string_body> serializer(message);
    beast::error_code error;
    if (head_only_) {
      const auto [failed, n] = co_await http::async_write_header(stream_, serializer, kUse);
      error = failed;
    } else {
      const auto [failed, n] = co_await http::async_write(stream_, serializer, kUse);
      error = failed;
    }
    head_only_ = false;
    if (error) co_return false;
    if (keep_alive) co_return true;
    busy_ = false;
    if (!read_whole_) co_await linger(stream_);
    co_return false;
  }

  /// The request could not be read to its end.
  awaitable<void> refuse_unreadable(beast::error_code error) {
    static const auto& kHttp = http::make_error_code(http::error::bad_method).category();
    if (error.category() != kHttp || error == http::error::end_of_stream ||
        error == http::error::partial_message)
      co_return;  // gone, or too slow: there is nobody to answer
    Response response = problem({Code::value_malformed, "this is not HTTP: " + error.message()});
    if (error == http::error::body_limit)
      response =
          problem({Code::body_too_large,
                   "the body may have at most " + std::to_string(limits().body_bytes) + " bytes"});
    if (error == http::error::header_limit) response.status = 431;
    busy_ = true;
    co_await refuse_request(std::move(response));
  }

  /// Answers what no handler saw, and closes.
  awaitable<void> refuse_request(Response response) {
    ++shared_.refused;
    report_refusal(response.status);
    co_await respond(std::move(response), false);
  }

  void report_refusal(int status) {
    if (status < 400 || status == 429 || status == 503 || !vhost().on_refusal) return;
    seen_.status = status;
    vhost().on_refusal(seen_);
  }

  std::shared_ptr<ConnectionSlot> slot_;
  Shared& shared_;
  bool v6_;
  std::string local_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;  ///< bounded, so that requests sent ahead wait in the kernel
  RefusedExchange seen_;       ///< the request under way
  unsigned version_ = 11;
  bool head_only_ = false;
  bool read_whole_ = false;
  bool forwarded_ = false;
  bool busy_ = false;  ///< a request is being answered: stop() waits for it
};

}  // namespace

void start_session(std::shared_ptr<ConnectionSlot> slot, AcceptedSocket wire) {
  auto session = std::make_shared<Session>(std::move(slot), wire);
  auto& io = session->io();
  asio::co_spawn(io, Session::run(std::move(session)), asio::detached);
}

}  // namespace otkel::web
