// Asking, and remembering the answer.
#include "firmware-daemon/app/machine_watch.hpp"

#include "base/codec/json.hpp"
#include "ledger/state_compare.hpp"

namespace otkel::app {
namespace {

constexpr milliseconds kAskEvery{5000};

void take_report(Context& c, const std::string& text) {
  const auto report = codec::decode<ledger::StateReport>(text);
  // Half a report of another version is none.
  if (!report || c.around.state_check.checked == report->checked) return;
  if (!report->differences.empty())
    stop_on_storage(c.stores.db.transact([&]() -> Result<void> {
      open_incident(c, core::IncidentKind::state_differs, core::to_iso(report->checked),
                    std::to_string(report->differences.size()) +
                        " differences; the first: " + report->differences.front());
      return {};
    }));
  c.around.state_check = {report->checked, report->differences};
}

}  // namespace

Worker machine_worker(MachineProbe probe) {
  Worker worker;
  worker.name = "machine";
  worker.on_news = false;
  worker.step = [probe = std::move(probe)](Context& c, milliseconds boot) {
    if (probe.disk) c.around.storage.note_space(probe.disk(), boot);
    if (probe.transport) {
      const auto news = probe.transport();
      c.around.link_trouble.transport = news.problem;
      c.around.link_trouble.refused = news.refused;
      c.around.link_trouble.dropped = news.dropped;
      c.around.link_trouble.frames_in = news.frames_in;
      c.around.link_trouble.frames_out = news.frames_out;
    }
    if (probe.state_report)
      if (const auto text = probe.state_report()) take_report(c, *text);
    return boot + kAskEvery;
  };
  return worker;
}

}  // namespace otkel::app
