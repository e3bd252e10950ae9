#pragma once
// The cameras of a checkpoint as its bridge would tell of them: visits until they are acknowledged.
// One thread.
#include <deque>
#include <functional>
#include <string>

#include "core/plate/plate_read.hpp"
#include "sync/bridge/visit_source.hpp"

namespace otkel::sim {

class SteppedCameras final : public sync::VisitSource {
 public:
  std::vector<Message> take(std::size_t most) override;
  std::optional<std::string> take_status() override { return std::nullopt; }
  void acknowledge(const Message& message) override;

  void set_wakeup(std::function<void()> wakeup) { wakeup_ = std::move(wakeup); }

  /// A camera of that role reads the plate twice, clearly, at this moment. `make`: empty where it
  /// does not tell it.
  void see(core::CameraRole role, const std::string& plate, core::Instant now,
           const std::string& make = {});
  /// Visits that the checkpoint has not acknowledged.
  std::size_t backlog() const { return waiting_.size(); }

 private:
  std::deque<Message> waiting_;
  std::function<void()> wakeup_;
  int visits_ = 0;
};

}  // namespace otkel::sim
