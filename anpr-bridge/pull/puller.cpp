// The one file of the bridge that opens connections: HTTP with Digest over Beast, every wait with a
// deadline. Cameras are in a network of their own; there is no TLS here.
#include "anpr-bridge/pull/puller.hpp"

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
#include <boost/beast/http.hpp>

#include "anpr-bridge/pull/camera_url.hpp"
#include "anpr-bridge/pull/dialects.hpp"
#include "anpr-bridge/pull/digest.hpp"
#include "core/value/backoff.hpp"

namespace otkel::anpr {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using core::CameraHealth;
using core::Code;
using core::Result;
using std::chrono::milliseconds;

constexpr auto kUse = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds kConnectTime{5'000};
constexpr milliseconds kAgain{1'000};  // where the disk or the queue has no place
constexpr milliseconds kQuiet{1'000};  // pictures of an event that do not come any more
/// Cameras lock an account after a few wrong passwords.
constexpr milliseconds kAfterRefusal{300'000};

core::Error gone(const std::string& what, const beast::error_code& error) {
  const bool no_http =
      error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message;
  return {no_http ? Code::peer_refused : Code::link_down, what + ": " + error.message()};
}

/// One camera's connection and what is remembered across connections.
struct Puller {
  PullContext context;
  CameraState& camera;
  CameraUrl url;
  std::unique_ptr<Dialect> dialect;
  DigestSession login;
  core::Backoff backoff;
  beast::tcp_stream stream;
  beast::flat_buffer buffer = {};
  bool open = false;

  asio::awaitable<void> run();
  asio::awaitable<Result<void>> converse();
  asio::awaitable<Result<void>> follow(http::response_parser<http::buffer_body>& parser,
                                       milliseconds silence);
  asio::awaitable<std::optional<core::Error>> take_complete(StreamMessages& messages,
                                                            std::string_view bytes);
  asio::awaitable<Result<void>> understand(int status, const std::string& body);
  asio::awaitable<Result<void>> connect();
  asio::awaitable<Result<void>> send(const Ask& ask);
  asio::awaitable<Result<std::string>> rest_of(http::response_parser<http::buffer_body>& parser);
  asio::awaitable<void> add_picture(Piece& piece);
  asio::awaitable<void> take(StreamMessage message, bool replayed);
  asio::awaitable<void> pause(milliseconds time);
  using Parser = std::unique_ptr<http::response_parser<http::buffer_body>>;
  asio::awaitable<Result<Parser>> exchange(Ask ask);
  void close();
};

void Puller::close() {
  beast::error_code ignored;
  stream.socket().close(ignored);
  open = false;
  buffer.clear();
}

asio::awaitable<void> Puller::pause(milliseconds time) {
  asio::steady_timer timer(stream.get_executor(), time);
  co_await timer.async_wait(kUse);
}

asio::awaitable<Result<void>> Puller::connect() {
  if (open) co_return Result<void>{};
  close();
  stream.expires_after(kConnectTime);
  tcp::resolver resolver(stream.get_executor());
  const auto [unresolved, places] = co_await resolver.async_resolve(url.host, url.port, kUse);
  const std::string where = url.host + ":" + url.port;
  if (unresolved) co_return std::unexpected(gone(where, unresolved));
  const auto [failed, place] = co_await stream.async_connect(places, kUse);
  if (failed) co_return std::unexpected(gone(where, failed));
  open = true;
  co_return Result<void>{};
}

asio::awaitable<Result<void>> Puller::send(const Ask& ask) {
  http::request<http::string_body> request;
  request.version(11);
  request.method_string(ask.method);
  request.target(ask.target);
  const bool v6 = url.host.contains(':');
  request.set(http::field::host, (v6 ? "[" + url.host + "]" : url.host) + ":" + url.port);
  request.set(http::field::user_agent, "otkel-anpr");
  if (!ask.content_type.empty()) request.set(http::field::content_type, ask.content_type);
  const std::string log_in = login.header_for(ask.method, ask.target, draw_cnonce(context.random));
  if (!log_in.empty()) request.set(http::field::authorization, log_in);
  request.body() = ask.body;
  if (ask.method != "GET") request.prepare_payload();
  stream.expires_after(kConnectTime);
  const auto [failed, n] = co_await http::async_write(stream, request, kUse);
  if (failed) co_return std::unexpected(gone("sending " + ask.target, failed));
  co_return Result<void>{};
}

/// Sends and reads the header of the answer; answers a challenge for a log-in on the way.
asio::awaitable<Result<Puller::Parser>> Puller::exchange(Ask ask) {
  bool fresh = !open;
  for (;;) {
    if (auto there = co_await connect(); !there) co_return std::unexpected(there.error());
    auto parser = std::make_unique<http::response_parser<http::buffer_body>>();
    parser->body_limit(boost::none);
    auto sent = co_await send(ask);
    beast::error_code failed;
    if (sent) {
      stream.expires_after(ask.patience);
      const auto [error, n] = co_await http::async_read_header(stream, buffer, *parser, kUse);
      failed = error;
    }
    if (!sent || failed) {
      close();
      // The camera had closed a connection that we kept: that is no failure.
      if (std::exchange(fresh, true))
        co_return std::unexpected(sent ? gone("waiting for " + ask.target, failed) : sent.error());
      continue;
    }
    const auto& answer = parser->get();
    if (answer.result_int() != 401) {
      login.accepted();
      login.informed(answer["Authentication-Info"]);
      co_return Result<Parser>(std::move(parser));
    }
    std::vector<std::string> challenges;
    for (const auto& field : answer)
      if (field.name() == http::field::www_authenticate) challenges.emplace_back(field.value());
    const auto again = login.challenged(challenges);
    if (!again) co_return std::unexpected(core::Error{Code::unauthenticated, again.error().detail});
    if (!*again)
      co_return core::fail(Code::unauthenticated,
                           camera.settings.user.empty()
                               ? "the camera wants a name and a password; set user and "
                                 "password_file of this camera"
                               : "the camera refuses user '" + camera.settings.user +
                                     "' or the password; look at user and password_file");
    const auto rest = co_await rest_of(*parser);
    if (!rest || !parser->keep_alive()) close();
    fresh = !open;
  }
}

asio::awaitable<Result<std::string>> Puller::rest_of(
    http::response_parser<http::buffer_body>& parser) {
  std::string body, piece(16u << 10, '\0');
  while (!parser.is_done()) {
    auto& out = parser.get().body();
    out.data = piece.data();
    out.size = piece.size();
    const auto [failed, n] = co_await http::async_read(stream, buffer, parser, kUse);
    if (failed && failed != http::error::need_buffer)
      co_return std::unexpected(gone("reading an answer", failed));
    body.append(piece.data(), piece.size() - out.size);
    if (body.size() > kMostStreamBytes)
      co_return core::fail(Code::peer_refused, "an answer of more than 8 MiB");
  }
  co_return Result<std::string>(std::move(body));
}

/// Until the reception has it: a stream waits, the camera keeps what it has.
asio::awaitable<void> Puller::take(StreamMessage message, bool replayed) {
  struct Waiting {
    std::optional<Result<Outcome>> outcome;
    asio::steady_timer* timer = nullptr;
  };
  for (;;) {
    asio::steady_timer timer(stream.get_executor(), asio::steady_timer::time_point::max());
    auto waiting = std::make_shared<Waiting>();
    waiting->timer = &timer;
    context.reception.submit({&camera, message.content_type, message.body, replayed,
                              [waiting](const Result<Outcome>& outcome) {
                                waiting->outcome = outcome;
                                waiting->timer->cancel();
                              }});
    while (!waiting->outcome) co_await timer.async_wait(kUse);
    const auto& outcome = *waiting->outcome;
    if (outcome || outcome.error().code == Code::payload_malformed) co_return;
    co_await pause(kAgain);
  }
}

asio::awaitable<void> Puller::add_picture(Piece& piece) {
  if (piece.picture_target.empty()) co_return;
  Ask ask;
  ask.target = piece.picture_target;
  auto answer = co_await exchange(std::move(ask));
  if (!answer) co_return;  // the plate alone is worth keeping
  const int status = static_cast<int>((*answer)->get().result_int());
  const auto body = co_await rest_of(**answer);
  if (!body || !(*answer)->keep_alive()) close();
  if (!body || status != 200) co_return;
  const std::string boundary = "otkel-" + draw_cnonce(context.random);
  StreamMessage& m = piece.message;
  m.body = "--" + boundary + "\r\nContent-Type: " + m.content_type + "\r\n\r\n" + m.body +
           "\r\n--" + boundary + "\r\nContent-Type: image/jpeg\r\n\r\n" + *body + "\r\n--" +
           boundary + "--\r\n";
  m.content_type = "multipart/mixed; boundary=" + boundary;
}

asio::awaitable<Result<void>> Puller::understand(int status, const std::string& body) {
  auto understood = dialect->understand(status, body, context.clock.now());
  if (!understood) co_return std::unexpected(understood.error());
  note(context, camera, CameraHealth::connected, "");
  if (understood->pieces.empty()) camera.heard(context.clock.now());
  for (auto& piece : understood->pieces) {
    co_await add_picture(piece);
    co_await take(std::move(piece.message), understood->replayed);
  }
  if (auto kept = dialect->kept(context.clock.now()); !kept)
    co_return std::unexpected(kept.error());
  backoff.reset();
  if (understood->pause.count() > 0) co_await pause(understood->pause);
  co_return Result<void>{};
}

/// What an endless answer and the one that watches its silences share.
struct Following {
  StreamMessages messages;
  std::chrono::milliseconds last_bytes{0};
  bool ended = false;
};

/// What was complete before a fault of the stream is taken before the fault counts.
asio::awaitable<std::optional<core::Error>> Puller::take_complete(StreamMessages& messages,
                                                                  std::string_view bytes) {
  for (;;) {
    auto complete = messages.feed(std::exchange(bytes, {}));
    if (!complete) co_return core::Error{Code::peer_refused, complete.error().detail};
    if (complete->empty()) co_return std::nullopt;
    for (auto& message : *complete) {
      backoff.reset();
      co_await take(std::move(message), false);
    }
  }
}

asio::awaitable<Result<void>> Puller::follow(http::response_parser<http::buffer_body>& parser,
                                             milliseconds silence) {
  note(context, camera, CameraHealth::connected, "");
  auto following = std::make_shared<Following>(
      Following{StreamMessages(std::string(parser.get()[http::field::content_type]))});
  // Pictures that were announced and do not come must not hold their event back.
  const auto watch = [](Puller* self, std::shared_ptr<Following> f) -> asio::awaitable<void> {
    while (!f->ended) {
      co_await self->pause(kQuiet / 4);
      if (f->ended || self->context.clock.boot() - f->last_bytes < kQuiet) continue;
      if (auto left = f->messages.flush()) co_await self->take(std::move(*left), false);
    }
  };
  asio::co_spawn(stream.get_executor(), watch(this, following), asio::detached);
  std::string piece(64u << 10, '\0');
  std::optional<core::Error> end;
  while (!end && !parser.is_done()) {
    auto& out = parser.get().body();
    out.data = piece.data();
    out.size = piece.size();
    stream.expires_after(silence);
    const auto [failed, n] = co_await http::async_read_some(stream, buffer, parser, kUse);
    const std::string_view bytes(piece.data(), piece.size() - out.size);
    following->last_bytes = context.clock.boot();
    end = co_await take_complete(following->messages, bytes);
    if (!end && failed && failed != http::error::need_buffer)
      end = failed == beast::error::timeout
                ? core::Error{Code::link_down,
                              "no heartbeat for " + std::to_string(silence.count()) + " ms"}
                : gone("the stream", failed);
  }
  following->ended = true;
  if (auto left = following->messages.flush()) co_await take(std::move(*left), false);
  co_return std::unexpected(end.value_or(core::Error{Code::link_down, "the stream ended"}));
}

/// One question and its answer.
asio::awaitable<Result<void>> Puller::converse() {
  Ask ask = dialect->ask(context.clock.now());
  auto answer = co_await exchange(ask);
  if (!answer) co_return std::unexpected(answer.error());
  auto& parser = **answer;
  const int status = static_cast<int>(parser.get().result_int());
  if (ask.stream && status == 200)
    co_return co_await follow(parser, context.silence.value_or(ask.patience));
  stream.expires_after(ask.patience);
  const auto body = co_await rest_of(parser);
  if (!body) co_return std::unexpected(body.error());
  if (!parser.keep_alive()) close();
  co_return co_await understand(status, *body);
}

asio::awaitable<void> Puller::run() {
  for (;;) {
    const auto done = co_await converse();
    if (done) continue;
    close();
    dialect->forget();
    milliseconds wait = backoff.next();
    switch (done.error().code) {
      case Code::busy:
        note(context, camera, CameraHealth::connected, done.error().detail);
        camera.heard(context.clock.now());
        break;
      case Code::unauthenticated:
        note(context, camera, CameraHealth::password_refused, done.error().detail);
        wait = kAfterRefusal;
        break;
      case Code::peer_refused:
        note(context, camera, CameraHealth::garbled, done.error().detail);
        break;
      default:
        note(context, camera, CameraHealth::unreachable, done.error().detail);
    }
    co_await pause(wait);
  }
}

}  // namespace

void note(const PullContext& context, CameraState& camera, CameraHealth health,
          const std::string& trouble) {
  const bool news = camera.pull.health != health || camera.pull.trouble != trouble;
  camera.pull = {health, trouble};
  if (news && context.changed) context.changed(camera);
}

Result<void> start_pulling(const PullContext& context, CameraState& camera) {
  const auto url = parse_camera_url(camera.settings.url, "http", "80");
  if (!url) return std::unexpected(url.error());
  auto dialect = make_dialect(camera.settings, context.journal, context.random);
  if (!dialect) return std::unexpected(dialect.error());
  auto& io = context.server.context();
  // The frame of the coroutine owns it, and goes when the server does.
  auto puller = std::make_unique<Puller>(
      Puller{context, camera, *url, std::move(*dialect),
             DigestSession({camera.settings.user, camera.settings.password}),
             core::Backoff(context.random), beast::tcp_stream(io)});
  const auto live = [](std::unique_ptr<Puller> p) -> asio::awaitable<void> { co_await p->run(); };
  asio::co_spawn(io, live(std::move(puller)), asio::detached);
  return {};
}

}  // namespace otkel::anpr
