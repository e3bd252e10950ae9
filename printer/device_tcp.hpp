#pragma once
// A network printer on port 9100, with proof of the end of each job.
#include <chrono>
#include <cstdint>
#include <string>

#include "printer/device.hpp"

namespace otkel::printer {

struct DeviceTcpTimes {
  std::chrono::milliseconds connect{3000};
  std::chrono::milliseconds preflight{2000};  ///< for each status question
  std::chrono::milliseconds stall{15000};     ///< the printer takes no byte for so long
  std::chrono::milliseconds finish{30000};    ///< from the last byte to an answer in order
  std::chrono::milliseconds echo{3000};       ///< from that answer to the job's number
  std::chrono::milliseconds ask{1000};        ///< how often paper is asked for while waiting
};

/// failed_safe: no connection, no answer to the questions before the job, or an answer that names a
/// trouble. Anything that breaks after the job's first byte was taken: unknown.
class DeviceTcp final : public Device {
 public:
  DeviceTcp(std::string host, std::string port, DeviceTcpTimes times = {});
  DeviceStatus status() override;
  Outcome print(const PreparedJob& job, const OnStage& on_stage) override;

 private:
  /// Everything one connection needs, so that nothing of it outlives the attempt.
  struct Talk;
  core::Result<DeviceStatus> preflight(Talk& talk);
  core::Result<void> send(Talk& talk, const Bytes& bytes, std::int64_t& sent);
  core::Result<void> ask_all(Talk& talk);
  Outcome prove(Talk& talk);
  std::string next_process_id();

  std::string host_;
  std::string port_;
  DeviceTcpTimes times_;
  int last_process_ = 0;
  /// After anything but a confirmed job the printer may still wait for the rest of a band.
  bool band_may_be_open_ = true;
};

}  // namespace otkel::printer
