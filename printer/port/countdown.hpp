#pragma once
// Waiting time of the machine itself. Not core::Clock: a driven clock cannot hurry a printer.
#include <chrono>

namespace otkel::printer {

/// Runs down from its start; owns a timer of the kernel that counts suspended time as well.
class Countdown {
 public:
  explicit Countdown(std::chrono::milliseconds time);
  Countdown(const Countdown&) = delete;
  Countdown& operator=(const Countdown&) = delete;
  ~Countdown();

  void restart(std::chrono::milliseconds time);
  /// 0 when it is over.
  std::chrono::milliseconds left() const;
  bool over() const { return left() == std::chrono::milliseconds(0); }
  /// Blocks until it is over.
  void wait() const;

 private:
  int timer_;
};

}  // namespace otkel::printer
