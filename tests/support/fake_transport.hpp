#pragma once
// Transports without a network: a hub's end and any number of checkpoints' ends in one process.
// The test says when frames arrive and which are lost. One thread.
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "sync/link/transport.hpp"

namespace otkel::sync {

class FakeTransport final : public Transport {
 public:
  /// The other end's transport and the name under which it knows this one.
  void connect(const std::string& peer, FakeTransport& other, const std::string& own_name) {
    routes_[peer] = {&other, own_name};
  }
  /// Links a checkpoint's end and the hub's end with each other.
  static void join(FakeTransport& edge, FakeTransport& hub, const std::string& site) {
    edge.connect(kHubPeer, hub, site);
    hub.connect(site, edge, kHubPeer);
  }

  bool up = true;  ///< false: frames vanish, as on a line that is cut without a word
  std::function<bool(const std::string& bytes)> loses;  ///< optional: this very frame vanishes
  int disconnects = 0;

  core::Result<void> send(const std::string& peer, std::string bytes) override {
    const auto route = routes_.find(peer);
    if (route == routes_.end()) return core::fail(core::Code::link_down, peer);
    auto& [other, own_name] = route->second;
    if (!up || !other->up || (loses && loses(bytes))) return {};
    other->incoming_.push_back({own_name, std::move(bytes)});
    if (other->wakeup_) other->wakeup_();
    return {};
  }
  std::optional<Incoming> poll() override {
    if (incoming_.empty()) return std::nullopt;
    Incoming next = std::move(incoming_.front());
    incoming_.pop_front();
    return next;
  }
  void set_wakeup(std::function<void()> wakeup) override { wakeup_ = std::move(wakeup); }
  void disconnect(const std::string& peer) override {
    ++disconnects;
    std::erase_if(incoming_, [&peer](const Incoming& in) { return in.peer == peer; });
  }

 private:
  std::map<std::string, std::pair<FakeTransport*, std::string>> routes_;
  std::deque<Incoming> incoming_;
  std::function<void()> wakeup_;
};

}  // namespace otkel::sync
