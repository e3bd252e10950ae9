// One job at a time: prepared as the print thread prepares it, confirmed two seconds later.
#include "tests/sim/world/printer.hpp"

#include <utility>

#include "printer/job/prepare.hpp"

namespace otkel::sim {

using printer::Done;
using printer::OutcomeKind;

core::Result<void> SteppedPrinter::submit(core::Document document, std::int64_t job_id) {
  constexpr milliseconds kPage{2000};
  if (taken_) return core::fail(core::Code::busy, "a print job is in flight");
  taken_ = true;
  document_ = std::move(document);
  job_id_ = job_id;
  ends_ = now_ + kPage;
  return {};
}

std::optional<Done> SteppedPrinter::poll() {
  auto done = std::exchange(done_, std::nullopt);
  if (done) taken_ = false;
  return done;
}

std::optional<printer::DeviceStatus> SteppedPrinter::last_status() const {
  printer::DeviceStatus status;
  status.ready = true;
  return status;
}

std::optional<printer::Stage> SteppedPrinter::stage() const {
  if (!document_) return std::nullopt;
  return printer::Stage::awaiting_echo;
}

void SteppedPrinter::advance(milliseconds now) {
  now_ = now;
  if (!ends_ || now < *ends_) return;
  const auto page = printer::prepare(*document_, key_, printer::Paper::mm80);
  Done done{.job_id = job_id_, .outcome = {}, .page_hash = {}, .qr_text = {}, .error = {}};
  if (page) {
    done.outcome = {OutcomeKind::confirmed,
                    core::PrintGrade::content,
                    core::Code::internal,
                    static_cast<std::int64_t>(page->escpos.size()),
                    "",
                    page->page.height};
    done.page_hash = page->page_hash;
    done.qr_text = page->qr_text;
    printed_.push_back(done);
  } else {
    done.outcome = printer::not_started(page.error());
    done.error = page.error();
  }
  document_.reset();
  ends_.reset();
  done_ = std::move(done);
  if (wakeup_) wakeup_();
}

}  // namespace otkel::sim
