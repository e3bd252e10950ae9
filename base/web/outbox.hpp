#pragma once
// What waits for one WebSocket. Holds the published messages from the moment the upgrade was asked
// for, so that nothing falls between the snapshot and the first push. Run() thread only.
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace otkel::web {

class Outbox {
 public:
  using Message = std::shared_ptr<const std::string>;
  using Covers = std::function<bool(const std::string& snapshot, const std::string& message)>;

  explicit Outbox(std::size_t limit) : limit_(limit) {}

  /// Past the limit everything is dropped and the outbox is overrun for good: a reader that missed
  /// one message must ask for a new snapshot, and does so by connecting again.
  void push(Message message);
  /// The snapshot goes before everything that was published meanwhile, but for what it contains
  /// already, as `contains(snapshot, message)` says (empty: nothing).
  void push_first(Message snapshot, const Covers& contains = {});
  Message pop();  ///< null where nothing waits
  bool overrun() const { return overrun_; }

  std::function<void()> on_push;  ///< called after each push

 private:
  std::size_t limit_;
  std::deque<Message> waiting_;
  bool overrun_ = false;
};

/// Who listens to which channel. Holds no outbox alive.
class Channels {
 public:
  std::shared_ptr<Outbox> subscribe(const std::string& channel, std::size_t limit);
  void publish(const std::string& channel, std::string text);

 private:
  std::map<std::string, std::vector<std::weak_ptr<Outbox>>> outboxes_;
};

}  // namespace otkel::web
