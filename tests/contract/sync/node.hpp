#pragma once
// One end of a link over real sockets: transport, link and a disk in memory, driven on the test's
// own thread.
#include <time.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <tuple>

#include "config/system_random.hpp"
#include "sync/link/transport_zmq.hpp"
#include "tests/unit/sync/link/link_pair.hpp"

namespace otkel::sync {

inline milliseconds boot_now() {
  timespec t{};
  ::clock_gettime(CLOCK_BOOTTIME, &t);
  return milliseconds(t.tv_sec * 1000 + t.tv_nsec / 1'000'000);
}

/// Wakes the test when any transport has something.
class Notifier {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      rung_ = true;
    }
    changed_.notify_one();
  }
  void wait(milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;
};

class Node {
 public:
  Node(LinkSettings settings, Disk& disk, Transport& transport, Notifier& bell)
      : peer_(settings.own_side == core::LogSide::edge ? std::string(kHubPeer)
                                                       : std::string(settings.site.code())),
        disk_(disk),
        transport_(transport),
        link_(std::move(settings), random_) {
    transport_.set_wakeup([&bell] { bell.ring(); });
  }
  ~Node() { transport_.set_wakeup({}); }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  void run() {
    const auto now = boot_now();
    link_.step(now, disk_.state(core::Instant(milliseconds(1'747'700'000'000) + now)));
    while (auto in = transport_.poll()) {
      if (in->peer != peer_) continue;
      if (in->what == Incoming::What::frame) link_.on_frame(in->bytes, now);
      if (in->what == Incoming::What::disconnected) link_.on_disconnected(now);
    }
    for (auto outputs = link_.take_outputs(); !outputs.empty(); outputs = link_.take_outputs())
      for (auto& output : outputs) carry_out(output, now);
  }
  LinkStatus status() const { return link_.status(); }
  std::vector<Alarm> alarms;
  std::size_t stored = 0;
  int connections_dropped = 0;

 private:
  void carry_out(Output& output, milliseconds now) {
    if (auto* f = std::get_if<SendFrame>(&output)) std::ignore = transport_.send(peer_, f->bytes);
    if (auto* n = std::get_if<NeedEvents>(&output)) link_.on_events(disk_.read(*n, 500), now);
    if (auto* b = std::get_if<StoreBatch>(&output)) {
      stored += b->events.size();
      if (const auto wrong = disk_.store(b->events); wrong.empty())
        link_.on_stored(position_of(b->events.back()), now);
      else
        link_.on_store_refused({core::Code::log_fork, wrong}, now);
    }
    if (auto* a = std::get_if<Alarm>(&output)) alarms.push_back(*a);
    if (std::holds_alternative<DropConnection>(output)) {
      ++connections_dropped;
      transport_.disconnect(peer_);
    }
  }

  std::string peer_;
  Disk& disk_;
  Transport& transport_;
  config::SystemRandom random_;
  Link link_;
};

/// Runs the nodes until `done`, at most 30 s.
inline bool run_until(Notifier& bell, const std::vector<Node*>& nodes,
                      const std::function<bool()>& done) {
  for (const auto until = boot_now() + milliseconds(30'000); boot_now() < until;) {
    for (Node* node : nodes) node->run();
    if (done()) return true;
    bell.wait(milliseconds(50));
  }
  return done();
}

}  // namespace otkel::sync
