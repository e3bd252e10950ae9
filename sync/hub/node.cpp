// What falls due at the hub, and what it must hold before it may begin.
#include "sync/hub/node.hpp"

#include <algorithm>
#include <utility>

#include "config/log.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/history.hpp"
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
      loop_({.session = db_,
             .facts = &context_.facts,
             .went = [this](const std::string& who, const std::optional<core::Error>& trouble) {
               context_.machine.storage.note(who, trouble);
             }}) {}

core::Result<void> Node::begin(core::Instant now, const ledger::Witness& witness) {
  if (auto enrolled = must_be_enrolled(context_); !enrolled) return enrolled;
  if (auto judged = doubt_old_copy(context_, witness, now); !judged) return judged;
  return forget_connections(context_, now);
}

void Node::attach(sync::Transport* links, MachineProbe probe) {
  machine_.emplace(context_, std::move(probe));
  loop_.add({.name = "day",
             .step =
                 [this](const core::Moment& at) {
                   look_at_machine(at);
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
                   const auto wal = cut_or_move_wal();
                   context_.machine.storage.note_wal(wal.pages - wal.moved, at.boot);
                   return at.boot + kCheckpointEvery;
                 },
             .on_news = false});
}

/// Cutting costs the next commits the growing of the file again: only what was erased is worth it.
sqlite::WalState Node::cut_or_move_wal() {
  if (!stores_.officers.wal_to_cut()) return db_.checkpoint();
  const auto wal = db_.cut_wal();
  if (wal.cut) stores_.officers.wal_was_cut();
  return wal;
}

/// A driven clock says nothing of the boot clock.
void Node::look_at_machine(const core::Moment& at) {
  const bool real = context_.settings.common.clock.source == config::ClockSource::system;
  const auto others = links_ ? links_->others_clocks() : std::vector<milliseconds>{};
  if (real) machine_->look_at_clock(at, others);
  machine_->ask(at);
  report_notices(at);
}

/// What begins, changes or ends is a line of the log.
void Node::report_notices(const core::Moment& at) {
  auto now = notices_of(context_.machine, at);
  for (const auto& notice : now)
    if (std::ranges::find(reported_, notice) == reported_.end())
      config::log(notice.weight == core::NoticeWeight::stops ? config::LogLevel::error
                                                             : config::LogLevel::warning,
                  "notice", {{"code", notice.code}, {"detail", notice.detail}});
  for (const auto& old : reported_)
    if (std::ranges::find(now, old.code, &core::Notice::code) == now.end())
      config::log(config::LogLevel::info, "notice_ended", {{"code", old.code}});
  reported_ = std::move(now);
}

/// Once a day a condition may have been met by the date alone, such as the end of a ban.
void Node::try_supplements(core::Instant now) {
  // In doubt nothing is formed; afterwards all are tried.
  if (!needs_clock(context_, now)) return tried_on_.reset();
  const auto today = core::local_date(now, core::kKazakhstanOffset);
  if (tried_on_ == today) return;
  tried_on_ = today;
  const auto formed =
      context_.facts.commit([&] { return retry_supplements(context_, SupplementFilter{}, now); });
  if (!formed)
    config::log(config::LogLevel::error, "daily_step_failed", {{"why", formed.error().detail}});
}

}  // namespace otkel::hub
