// A list, two limits and one commit.
#include "anpr-bridge/keep/reception.hpp"

#include <algorithm>

namespace otkel::anpr {

void Reception::submit(Message message) {
  if (waiting_.size() >= limits_.messages || bytes_ + message.bytes.size() > limits_.bytes) {
    ++turned_away_;
    message.done(core::fail(core::Code::busy, std::to_string(waiting_.size()) +
                                                  " messages wait for the disk; send it again"));
    return;
  }
  bytes_ += message.bytes.size();
  waiting_.push_back(std::move(message));
  if (waiting_.size() == 1) wake_();
}

bool Reception::take_waiting(core::Instant now) {
  if (waiting_.empty()) return false;
  const auto batch = std::exchange(waiting_, {});
  bytes_ = 0;
  std::vector<Intake::Incoming> incoming;
  for (const auto& m : batch) incoming.push_back({m.camera, m.content_type, m.bytes, m.replayed});
  const auto outcomes = intake_->take_all(incoming, now);
  const bool news = std::ranges::any_of(
      outcomes, [](const auto& outcome) { return outcome && *outcome == Outcome::stored; });
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(outcomes[i]);
  return news;
}

}  // namespace otkel::anpr
