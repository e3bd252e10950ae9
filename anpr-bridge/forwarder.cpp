// A window of unacknowledged visits over a connection that may lose whatever it likes.
#include "anpr-bridge/forwarder.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace otkel::anpr {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t kWindow = 64;
constexpr milliseconds kResendAfter{2000};
constexpr milliseconds kAfterFailure{1000};  // of the journal
constexpr milliseconds kQueueFull{100};
constexpr auto kNever = milliseconds::max();  // until the sink or the journal has news

}  // namespace

void Forwarder::take(const sync::SinkEvent& event) {
  if (const auto* acknowledgement = std::get_if<sync::Acknowledgement>(&event))
    return settle(*acknowledgement);
  if (std::holds_alternative<sync::UnknownMessage>(event)) {
    ++counts_.stray;
    return;
  }
  link_changed(std::holds_alternative<sync::Connected>(event));
}

void Forwarder::link_changed(bool up) {
  up_ = up;
  // What was under way may have gone down with the link: all of it is sent again.
  counts_.resent += static_cast<std::int64_t>(up ? 0 : flying_.size());
  flying_.clear();
  empty_ = false;
}

void Forwarder::settle(const sync::Acknowledgement& acknowledgement) {
  const auto settled = journal_->acknowledge(acknowledgement.visit_id, acknowledgement.revision);
  if (!settled) {
    ++counts_.failed;
    return;  // it stays in the outbox and is sent again
  }
  ++(*settled ? counts_.acknowledged : counts_.stray);
  const auto flight = flying_.find(acknowledgement.visit_id);
  if (flight != flying_.end() && flight->second.revision <= acknowledgement.revision)
    flying_.erase(flight);
  empty_ = false;
}

milliseconds Forwarder::send_due(milliseconds boot) {
  auto rows = journal_->pending(kWindow);
  if (!rows) {
    ++counts_.failed;
    return boot + kAfterFailure;
  }
  empty_ = rows->empty();
  milliseconds next = kNever;
  for (auto& row : *rows) {
    const auto flight = flying_.find(row.visit_id);
    const bool known = flight != flying_.end() && flight->second.revision == row.revision;
    if (!known || boot - flight->second.sent >= kResendAfter) {
      if (!sink_->send(sync::VisitMessage{row.visit_id, row.revision, std::move(row.json)}))
        return boot + kQueueFull;
      ++(known ? counts_.resent : counts_.sent);
      flying_[row.visit_id] = {row.revision, boot};
    }
    next = std::min(next, flying_[row.visit_id].sent + kResendAfter);
  }
  return next;
}

milliseconds Forwarder::step(milliseconds boot) {
  while (const auto event = sink_->poll()) take(*event);
  return up_ && !empty_ ? send_due(boot) : kNever;
}

void Forwarder::report(const std::string& json) {
  if (up_) sink_->send(sync::StatusMessage{json});
}

}  // namespace otkel::anpr
