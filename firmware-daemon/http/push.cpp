// Compare, number, publish.
#include "firmware-daemon/http/push.hpp"

#include <algorithm>
#include <charconv>

#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

using std::chrono::milliseconds;

/// After a change that was sent, so that a burst is one message; a lone change is sent at once.
constexpr milliseconds kLook{100};
constexpr milliseconds kHeartbeat{10'000};
/// Link, printer and clock change without a commit; so they are looked at without one.
constexpr milliseconds kFullLook{1000};

std::string message(std::int64_t seq, std::string_view type, const std::string& data) {
  return R"({"seq":)" + std::to_string(seq) + R"(,"type":")" + std::string(type) + R"(","data":)" +
         data + "}";
}

std::int64_t seq_of(std::string_view text) {
  constexpr std::string_view kHead = R"({"seq":)";
  std::int64_t seq = 0;
  text.remove_prefix(kHead.size());
  std::from_chars(text.data(), text.data() + text.size(), seq);
  return seq;
}

/// Both are numbered on one thread, so the numbers say which is the newer.
bool covers(const std::string& snapshot, const std::string& update) {
  return seq_of(update) <= seq_of(snapshot);
}

}  // namespace

std::string Push::board_json(Context& c, bool still) {
  auto view = app::board_view(c);
  if (still) {
    view.now = {};
    view.link.last_heard.reset();
  }
  return codec::encode(view);
}

std::string Push::console_json(Context& c, bool still) {
  auto view = app::console_view(c);
  if (still) {
    view.now = view.site.now = {};
    view.link.last_heard.reset();
    view.site.link.last_heard.reset();
  }
  return codec::encode(view);
}

std::string Push::snapshot(Context& c, View& view) {
  last_snapshot_ = clock_.boot();
  return message(view.seq, "snapshot", view.json(c, false));
}

void Push::look(Context& c, View& view, milliseconds boot) {
  std::string still = view.json(c, true);
  const bool changed = still != view.last_still;
  if (!changed && boot - view.last_sent < kHeartbeat) return;
  view.last_still = std::move(still);
  view.last_sent = boot;
  server_.publish(view.name, message(++view.seq, "update", view.json(c, false)));
}

milliseconds Push::step(Context& c, milliseconds boot) {
  if (boot < next_look_) return next_look_;
  const bool looks =
      dispatcher_.loop().changes() != seen_changes_ || boot - last_full_look_ >= kFullLook;
  if (looks && !watching_.empty()) end_with_session(c);
  // A socket counts only once its upgrade is through; until then its snapshot represents it.
  const bool anybody = server_.counts().sockets_now > 0 ||
                       (last_snapshot_.count() > 0 && boot - last_snapshot_ < kHeartbeat);
  if (!anybody) return boot + kLook;
  const auto changes = dispatcher_.loop().changes();
  if (changes == seen_changes_ && boot - last_full_look_ < kFullLook) return boot + kLook;
  if (changes != seen_changes_) next_look_ = boot + kLook;
  seen_changes_ = changes;
  last_full_look_ = boot;
  app::stop_on_storage(c.stores.db.transact([&]() -> Result<void> {
    look(c, board_, boot);
    look(c, console_, boot);
    return {};
  }));
  return boot + kLook;
}

void Push::end_with_session(Context& c) {
  // A session that could not be read now is looked at again in a moment.
  std::ignore = c.stores.db.read([&]() -> Result<void> {
    std::erase_if(watching_, [&](const std::string& token_hash) {
      const bool over = !app::session_lasts(c, token_hash);
      if (over) server_.end_sockets(console_.name, token_hash);
      return over;
    });
    return {};
  });
}

app::Worker Push::worker() {
  return {"push", [this](Context& c, milliseconds boot) { return step(c, boot); }};
}

web::Channel Push::channel(View& view, std::string path, Who who, TokenBucket* bucket) {
  using Reply = std::function<void(Result<std::string>)>;
  auto admit = [this, &view, who, bucket](const web::Request& request, const Reply& reply) {
    if (bucket != nullptr && !bucket->take(clock_.boot()))
      return reply(fail(Code::rate_limited, "too many requests; wait a second"));
    dispatcher_.submit(
        "push",
        [this, &view, who, token = token_of(request)](Context& c) -> Result<Answer> {
          if (auto ok = admission_reply(c, who, token); !ok) return std::unexpected(ok.error());
          if (who != Who::anyone) watching_.insert(app::hash_of_token(token));
          return Answer{200, snapshot(c, view)};
        },
        [reply](Result<Answer> made) {
          if (!made) return reply(std::unexpected(made.error()));
          reply(std::move(made->body));
        });
  };
  std::function<std::string(const web::Request&)> owner;
  if (who != Who::anyone)
    owner = [](const web::Request& request) { return app::hash_of_token(token_of(request)); };
  return {std::move(path), view.name, admit, covers, std::move(owner)};
}

web::Channel Push::board_channel(TokenBucket* bucket) {
  return channel(board_, "/api/v1/board/push", Who::anyone, bucket);
}

web::Channel Push::console_channel() {
  return channel(console_, "/api/v1/console/push", Who::reader, nullptr);
}

}  // namespace otkel::http
