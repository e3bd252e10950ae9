// What one end lost and the other still holds.
#include <utility>

#include "sync/link/link_parts.hpp"

namespace otkel::sync {

void Recalling::want(const std::optional<RecallFrom>& from) {
  if (wanted_ == from) return;
  wanted_ = from;
  asked_at_.reset();
}

void Recalling::close() {
  asked_at_.reset();
  serving_.reset();
}

void Recalling::step() {
  if (!wanted_) return;
  if (asked_at_ && context_.now < *asked_at_ + context_.settings.ack_wait) return;
  asked_at_ = context_.now;
  context_.send(Recall{context_.session, wanted_->epoch, wanted_->seq});
}

void Recalling::on_recall(const Recall& request) {
  if (serving_) return;  // it asks again
  serving_ = request;
  context_.outputs.push_back(
      NeedHeld{request.epoch, request.from_seq, context_.settings.batch_bytes});
}

void Recalling::on_held(std::vector<core::EventRecord> events) {
  if (!serving_) return;  // the session it was wanted in is over
  const auto request = *std::exchange(serving_, std::nullopt);
  events.resize(fitting(events, context_.settings.batch_bytes));
  context_.send(Recalled{context_.session, request.epoch, request.from_seq, std::move(events)});
}

void Recalling::on_recalled(Recalled answer) {
  if (!wanted_ || !asked_at_ || answer.epoch != wanted_->epoch || answer.from_seq != wanted_->seq)
    return;
  if (answer.events.empty()) return;  // asked again: it may not be readable now
  const auto& first = answer.events.front();
  if (first.side != context_.settings.own_side || first.site != context_.settings.site) return;
  context_.outputs.push_back(Returned{std::move(answer.events)});
}

milliseconds Recalling::next_wakeup() const {
  if (!wanted_) return milliseconds::max();
  return asked_at_ ? *asked_at_ + context_.settings.ack_wait : context_.now;
}

}  // namespace otkel::sync
