#pragma once
// The port to the printer: hands over one job, asks how far it is and how it ended. It decides
// nothing: what to print was committed before, what became of it is written down by the poller.
#include <cstdint>
#include <optional>
#include <string>

#include "core/fact/document.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

struct Done {
  std::int64_t job_id = 0;
  Outcome outcome;  ///< failed_safe if `error` is set
  std::string page_hash;
  std::string qr_text;
  std::optional<core::Error> error;  ///< the page could not be made or kept; nothing was sent
};

/// One job in flight; the next is taken when poll() has handed out the last. Two exist:
/// PrintThread, and in the stepped world of the tests a queue that prints when it is stepped. None
/// blocks.
class PrintQueue {
 public:
  virtual ~PrintQueue() = default;
  /// Errors: busy while a job is in flight or its Done was not polled yet.
  virtual core::Result<void> submit(core::Document document, std::int64_t job_id) = 0;
  virtual std::optional<Done> poll() = 0;
  /// Nothing before the first look.
  virtual std::optional<DeviceStatus> last_status() const = 0;
  /// Of the job in flight; nothing while its page is being made or if there is none.
  virtual std::optional<Stage> stage() const = 0;
};

}  // namespace otkel::printer
