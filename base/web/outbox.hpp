#pragma once
// What waits for one WebSocket. Holds the published messages from the moment the upgrade was asked
// for, so that nothing falls between the snapshot and the first push. Run() thread only.
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace otkel::web {

class Outbox {
 public:
  using Message = std::shared_ptr<const std::string>;
  using Covers = std::function<bool(const std::string& snapshot, const std::string& message)>;

  /// `owner`: on whose behalf it is open; empty: nobody's.
  explicit Outbox(std::size_t limit, std::string owner = {})
      : limit_(limit), owner_(std::move(owner)) {}

  /// Past the limit everything is dropped and the outbox is overrun for good: a reader that missed
  /// one message must ask for a new snapshot, and does so by connecting again.
  void push(Message message);
  /// The snapshot goes before everything that was published meanwhile, but for what it contains
  /// already, as `contains(snapshot, message)` says (empty: nothing).
  void push_first(Message snapshot, const Covers& contains = {});
  Message pop();  ///< null if nothing waits
  bool overrun() const { return overrun_; }
  /// Its user may see no more: what waits is dropped, what comes is not taken.
  void end();
  bool ended() const { return ended_; }
  const std::string& owner() const { return owner_; }

  std::function<void()> on_push;  ///< called after each push, and at the end

 private:
  std::size_t limit_;
  std::string owner_;
  std::deque<Message> waiting_;
  bool overrun_ = false;
  bool ended_ = false;
};

/// Who listens to which channel. Holds no outbox alive.
class Channels {
 public:
  std::shared_ptr<Outbox> subscribe(const std::string& channel, std::size_t limit,
                                    std::string owner = {});
  void publish(const std::string& channel, std::string text);
  /// Ends every outbox of the channel that is open on behalf of `owner`.
  void end(const std::string& channel, const std::string& owner);

 private:
  std::map<std::string, std::vector<std::weak_ptr<Outbox>>> outboxes_;
};

}  // namespace otkel::web
