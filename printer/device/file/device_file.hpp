#pragma once
// A folder as a printer: the demonstration's paper, and the sink if no printer is wanted.
#include <string>

#include "printer/port/device.hpp"

namespace otkel::printer {

/// Confirmed (grade on_disk) once the three files are synced to disk.
class DeviceFile final : public Device {
 public:
  explicit DeviceFile(std::string folder) : folder_(std::move(folder)) {}
  DeviceStatus status() override;
  Outcome print(const PreparedJob& job, const OnStage& on_stage) override;

 private:
  std::string folder_;
};

}  // namespace otkel::printer
