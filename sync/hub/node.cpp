// What falls due at the hub, and what it must hold before it may begin.
#include "sync/hub/node.hpp"

#include "config/log.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/link_status.hpp"
#include "sync/hub/app/permit/supplement.hpp"

namespace otkel::hub {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kLookAtDay{1000}, kCheckpointEvery{5000};

}  // namespace

Node::Node(sqlite::Database db, const config::HubSettings& settings, core::Random& random)
    : db_(std::move(db)),
      context_{stores_, settings, random},
      loop_({.session = db_, .facts = &context_.facts}) {}

core::Result<void> Node::begin(core::Instant now) {
  if (auto enrolled = must_be_enrolled(context_); !enrolled) return enrolled;
  return forget_connections(context_, now);
}

void Node::attach(sync::Transport* links) {
  loop_.add({.name = "day",
             .step =
                 [this](const core::Moment& at) {
                   try_supplements(at.wall);
                   return at.boot + kLookAtDay;
                 },
             .on_news = false});
  if (links != nullptr) {
    links_.emplace(context_, *links, "otkel-hub");
    loop_.add(
        {.name = "links", .step = [this](const core::Moment& at) { return links_->step(at); }});
  }
  loop_.add({.name = "wal",
             .step =
                 [this](const core::Moment& at) {
                   db_.checkpoint();
                   return at.boot + kCheckpointEvery;
                 },
             .on_news = false});
}

/// Once a day a condition may have been met by the date alone, such as the end of a ban.
void Node::try_supplements(core::Instant now) {
  const auto today = core::local_date(now, core::kKazakhstanOffset);
  if (tried_on_ == today) return;
  tried_on_ = today;
  const auto formed =
      context_.facts.commit([&] { return retry_supplements(context_, Whose{}, now); });
  if (!formed)
    config::log(config::LogLevel::error, "daily_step_failed", {{"why", formed.error().detail}});
}

}  // namespace otkel::hub
