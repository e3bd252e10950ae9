#pragma once
// The IPP requests that printing needs, over libcups.
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "printer/device/cups/cups_address.hpp"
#include "printer/device/cups/cups_verdict.hpp"

namespace otkel::printer {

struct CupsClientTimes {
  std::chrono::milliseconds connect{3000};
  /// A peer that is silent for so long after the request began is left.
  std::chrono::milliseconds answer{5000};
};

/// One queue, or one printer asked directly. Each call is one request on a connection of its own;
/// it is never repeated, neither here nor in libcups, because a request whose answer was lost may
/// have been obeyed. Errors of all calls: printer_absent (nobody there), printer_timeout,
/// printer_wrong_queue (no such queue, or not for such documents), printer_forbidden,
/// printer_offline (takes no jobs now), printer_fault with the peer's words.
class CupsClient {
 public:
  explicit CupsClient(CupsAddress address, CupsClientTimes times = {})
      : address_(std::move(address)), times_(times) {}

  core::Result<PrinterFacts> printer() const;
  /// Of any state, as far back as the server remembers.
  core::Result<std::vector<JobFacts>> jobs_named(const std::string& name) const;
  /// A job without a document prints nothing. A queue is asked to cancel it when it has been
  /// processed for longer than `longest`, so that it ends even if we end before it.
  core::Result<int> create_job(const std::string& name, std::chrono::seconds longest) const;
  /// `sent` counts the document's bytes that the system took, also if it fails.
  core::Result<void> send_document(int job_id, const Bytes& pwg, std::int64_t& sent) const;
  core::Result<JobFacts> job(int job_id) const;
  core::Result<void> cancel(int job_id) const;

  const CupsAddress& address() const { return address_; }

 private:
  CupsAddress address_;
  CupsClientTimes times_;
};

}  // namespace otkel::printer
