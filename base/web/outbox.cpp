// Bounded queues of published messages.
#include "base/web/outbox.hpp"

#include <utility>

namespace otkel::web {

void Outbox::push(Message message) {
  if (overrun_ || ended_) return;
  if (waiting_.size() >= limit_) {
    overrun_ = true;
    waiting_.clear();
  } else {
    waiting_.push_back(std::move(message));
  }
  if (on_push) on_push();
}

void Outbox::push_first(Message snapshot, const Covers& contains) {
  if (ended_) return;
  if (contains) std::erase_if(waiting_, [&](const Message& m) { return contains(*snapshot, *m); });
  waiting_.push_front(std::move(snapshot));
}

Outbox::Message Outbox::pop() {
  if (waiting_.empty()) return nullptr;
  Message out = std::move(waiting_.front());
  waiting_.pop_front();
  return out;
}

void Outbox::end() {
  ended_ = true;
  waiting_.clear();
  if (on_push) on_push();
}

std::shared_ptr<Outbox> Channels::subscribe(const std::string& channel, std::size_t limit,
                                            std::string owner) {
  auto& list = outboxes_[channel];
  std::erase_if(list, [](const auto& outbox) { return outbox.expired(); });
  auto out = std::make_shared<Outbox>(limit, std::move(owner));
  list.push_back(out);
  return out;
}

void Channels::publish(const std::string& channel, std::string text) {
  const auto found = outboxes_.find(channel);
  if (found == outboxes_.end()) return;
  const auto message = std::make_shared<const std::string>(std::move(text));
  for (const auto& weak : found->second)
    if (const auto outbox = weak.lock()) outbox->push(message);
}

void Channels::end(const std::string& channel, const std::string& owner) {
  const auto found = outboxes_.find(channel);
  if (found == outboxes_.end()) return;
  for (const auto& weak : found->second)
    if (const auto outbox = weak.lock(); outbox && outbox->owner() == owner) outbox->end();
}

}  // namespace otkel::web
