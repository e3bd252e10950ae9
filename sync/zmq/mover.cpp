// An eventfd beside the sockets, because they may not be touched from two threads.
#include "sync/zmq/mover.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdlib>

namespace otkel::sync {

Mover::Mover() : wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wake_fd_ < 0) std::abort();
}

Mover::~Mover() {
  ending_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
  ::close(wake_fd_);
}

void Mover::start(std::function<void()> turn) {
  thread_ = std::thread([this, turn = std::move(turn)] {
    while (!ending_) turn();
  });
}

void Mover::wake() {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it is awake already.
  [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
}

void Mover::wait(std::vector<zmq::pollitem_t> items, std::chrono::milliseconds longest) {
  items.push_back({nullptr, wake_fd_, ZMQ_POLLIN, 0});
  // Not zmq::poll, which throws where a signal comes.
  zmq_poll(items.data(), static_cast<int>(items.size()), longest.count());
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(wake_fd_, &count, sizeof count);
}

}  // namespace otkel::sync
