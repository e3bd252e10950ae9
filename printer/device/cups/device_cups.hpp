#pragma once
// A spooler's queue, or an IPP printer, as a device: hands over, and never claims more (ADR 0026).
#include <optional>
#include <string>
#include <vector>

#include "printer/device/cups/cups_client.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

struct DeviceCupsTimes {
  CupsClientTimes request{};
  std::chrono::milliseconds finish{60000};  ///< from the whole document to the end of its job
  std::chrono::milliseconds silence{5000};  ///< nobody says how the job stands
  std::chrono::milliseconds cancel{5000};   ///< from a cancellation to the end of the job
  std::chrono::milliseconds look{250};      ///< how often the job is asked for
  std::chrono::milliseconds ask{1000};      ///< how often the printer is asked for paper meanwhile
};

/// The job's name is PreparedJob::name, permit and attempt: where the server remembers a job of
/// that name which may have printed, nothing is submitted. Never confirmed. failed_safe: no job, or
/// a job that is over and never was processed. unknown otherwise; with grade handed_over and
/// print_handed_over if the spooler calls the job completed.
class DeviceCups final : public Device {
 public:
  explicit DeviceCups(CupsAddress address, DeviceCupsTimes times = {});
  /// Not ready with printer_wrong_queue if the queue would print twice or redraw the page.
  DeviceStatus status() override;
  Outcome print(const PreparedJob& job, const OnStage& on_stage) override;

 private:
  core::Result<PrinterFacts> look();
  std::optional<core::Code> printer_trouble() const;
  core::Result<std::vector<JobFacts>> earlier_jobs(const std::string& name) const;
  Outcome submit(const std::string& name, const Bytes& pwg, const OnStage& on_stage) const;
  struct Submitted;
  core::Result<JobFacts> ask_for(Submitted& job) const;
  Outcome follow(Submitted job) const;
  Outcome give_up(Submitted job) const;

  CupsClient queue_;
  /// Who knows of paper and cover now: a queue only remembers what its last job met.
  std::optional<CupsClient> printer_;
  DeviceCupsTimes times_;
};

}  // namespace otkel::printer
