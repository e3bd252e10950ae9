// Handing over and answering.
#include "firmware-daemon/http/dispatcher.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

/// What a stranger may send as a name must not forge lines of a log.
std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 32;
  std::string out(text.substr(0, kMost));
  std::ranges::replace_if(out, [](char ch) { return ch < ' ' || ch > '~'; }, '?');
  return out;
}

}  // namespace

bool TokenBucket::take(std::chrono::milliseconds boot_now) {
  if (per_second_ <= 0) return true;
  if (last_.count() >= 0)
    level_ =
        std::min(per_second_ * 3,
                 level_ + per_second_ * static_cast<double>((boot_now - last_).count()) / 1000);
  last_ = boot_now;
  if (level_ < 1) return false;
  level_ -= 1;
  return true;
}

void Dispatcher::submit(const std::string& actor, Work work, Done done) {
  ++depth_;
  auto answered = std::make_shared<Done>([this, done = std::move(done)](Result<Answer> result) {
    --depth_;
    done(std::move(result));
  });
  const bool taken =
      loop_.submit({core::Actor::read(actor), std::move(work),
                    [answered](Result<Answer> result) { (*answered)(std::move(result)); }});
  if (!taken) (*answered)(fail(Code::busy, "the daemon is stopping; ask again in a moment"));
}

web::Response Dispatcher::respond(const Result<Answer>& result, const std::string& content_type) {
  if (!result) {
    if (core::is_ours(result.error().code) && trouble_) trouble_(result.error());
    auto response = web::problem(result.error());
    if (response.status == 429 || response.status == 503)
      response.headers.emplace_back("Retry-After",
                                    result.error().code == Code::locked_out ? "60" : "1");
    return response;
  }
  web::Response response;
  response.status = result->status;
  response.content_type = content_type;
  response.body = result->body;
  return response;
}

web::Handler Dispatcher::handler(const Route& route, const std::string& actor, TokenBucket* bucket,
                                 const core::Clock& clock) {
  return [this, &route, actor, bucket, &clock](web::Request request, web::Reply reply) {
    if (bucket != nullptr && !bucket->take(clock.boot()))
      return reply(respond(fail(Code::rate_limited, "too many requests; wait a second"), {}));
    if (auto ok = check_query(request, route.query); !ok)
      return reply(respond(std::unexpected(ok.error()), {}));
    const auto asked = std::make_shared<const web::Request>(std::move(request));
    submit(
        actor, [asked, &route](Context& c) { return carry_out(c, route, *asked); },
        [this, reply, &route](const Result<Answer>& result) {
          reply(respond(result, route.content_type));
        });
  };
}

void Dispatcher::report_failed_log_in(FailedLogIn failed) {
  if (!failed_log_in_) return;
  failed.login = printable(failed.login);
  failed_log_in_(failed);
}

std::function<void(const web::Request&, web::AdmissionReply)> Dispatcher::admission(Who who) {
  if (who == Who::anyone) return {};
  return [this, who](const web::Request& request, const web::AdmissionReply& admitted) {
    const std::string token = token_of(request);
    if (token.empty()) return admitted(respond(fail(Code::unauthenticated, "log in first"), {}));
    submit(
        "console",
        [who, token](Context& c) -> Result<Answer> {
          if (auto ok = admission_reply(c, who, token); !ok) return std::unexpected(ok.error());
          return Answer{};
        },
        [this, admitted](const Result<Answer>& result) {
          admitted(result ? std::nullopt : std::optional(respond(result, {})));
        });
  };
}

Result<Answer> once(Context& context, const web::Request& request, const std::string& fingerprint,
                    const std::function<Result<Answer>()>& work) {
  return context.stores.answers.once(
      {std::string(request.header("idempotency-key")), request.method + " " + request.path,
       fingerprint, context.actor.str()},
      context.now, work);
}

Result<Answer> carry_out(Context& context, const Route& route, const web::Request& request) {
  if (auto ok = admission_reply(context, route.who, token_of(request)); !ok)
    return std::unexpected(ok.error());
  note_seat(context, request);
  if (route.key == IdempotencyKey::none) return route.work(context, request);
  return once(context, request, request.body, [&] { return route.work(context, request); });
}

}  // namespace otkel::http
