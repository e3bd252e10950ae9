#pragma once
// The way to the daemon in memory: it is cut and mended, and answers when it is told to.
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "sync/bridge/visit_sink.hpp"

namespace otkel::anpr::test {

class RecordingSink final : public sync::VisitSink {
 public:
  std::vector<sync::VisitMessage> visits;  ///< that arrived
  std::vector<std::string> statuses;
  std::size_t room = 1000;  ///< visits that still find a place in the queue

  void connect() {
    up_ = true;
    events_.emplace_back(sync::Connected{});
  }
  void cut() {
    up_ = false;
    events_.emplace_back(sync::Disconnected{});
  }
  void acknowledge(const sync::VisitMessage& visit) {
    events_.emplace_back(sync::Acknowledgement{visit.visit_id, visit.revision});
  }

  std::optional<sync::SinkEvent> poll() override {
    if (events_.empty()) return std::nullopt;
    auto event = std::move(events_.front());
    events_.pop_front();
    return event;
  }
  bool send(const sync::VisitMessage& message) override {
    if (!up_ || room == 0) return false;
    --room;
    visits.push_back(message);
    return true;
  }
  bool send(const sync::StatusMessage& message) override {
    if (up_) statuses.push_back(message.json);
    return up_;
  }

 private:
  bool up_ = false;
  std::deque<sync::SinkEvent> events_;
};

}  // namespace otkel::anpr::test
