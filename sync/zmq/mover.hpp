#pragma once
// The thread that owns a ZeroMQ socket, moves bytes between it and queues, and decides nothing.
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "sync/zmq/socket.hpp"

namespace otkel::sync {

/// Declare it last: its thread uses the members beside it until it is destroyed.
class Mover {
 public:
  Mover();
  /// Waits for the turn under way.
  ~Mover();
  Mover(const Mover&) = delete;
  Mover& operator=(const Mover&) = delete;

  /// Calls `turn` again and again on a thread of its own. Once.
  void start(std::function<void()> turn);
  /// Ends the wait of the turn under way, or of the next one. Any thread.
  void wake();
  /// For a turn: waits until one of `items` is ready, wake() was called or `longest` has passed; a
  /// signal to the thread ends it too.
  void wait(std::vector<zmq::pollitem_t> items, std::chrono::milliseconds longest);

 private:
  int wake_fd_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

/// What to wait for at a socket.
inline zmq::pollitem_t readable(zmq::socket_t& socket) {
  return {socket.handle(), 0, ZMQ_POLLIN, 0};
}

}  // namespace otkel::sync
