// The workers of a checkpoint in the order in which they are stepped, and its first transaction.
#include "firmware-daemon/node.hpp"

#include "firmware-daemon/app/calendar_worker.hpp"
#include "firmware-daemon/app/history.hpp"
#include "firmware-daemon/app/link_worker.hpp"
#include "firmware-daemon/app/print_worker.hpp"
#include "firmware-daemon/app/visit_worker.hpp"

namespace otkel::daemon {
namespace {

core::Result<void> remember_site(sqlite::Database& db, core::Site site) {
  const std::string here(site.code());
  auto known = db.prepare("SELECT value FROM meta WHERE key = 'site'");
  if (known.step()) {
    const std::string of = known.text(0);
    if (of == here) return {};
    return core::fail(
        core::Code::config_invalid,
        db.path() + " belongs to " + of + ", the settings say " + here +
            "; correct `site` or `storage.database`: a log has one checkpoint for ever");
  }
  db.run("INSERT INTO meta (key, value) VALUES ('site', ?)", here);
  return {};
}

}  // namespace

Edge::Edge(sqlite::Database db, app::Checkpoint checkpoint, core::Random& random, Time time)
    : db_(std::move(db)),
      stores_(db_, checkpoint.site),
      checkpoint_(std::move(checkpoint)),
      random_(random),
      time_(time),
      loop_({stores_, checkpoint_, random_, time == Time::driven}) {}

core::Result<void> Edge::begin(const EdgeStart& start, core::Instant now) {
  return db_.transact([&]() -> core::Result<void> {
    if (auto ok = remember_site(db_, checkpoint_.site); !ok) return ok;
    app::Context context{stores_, checkpoint_, loop_.around(), random_, now, core::Actor::system()};
    auto begun = app::begin_history(
        context, {start.epoch, start.profile, start.witness, start.asks_hub}, start.prints);
    if (begun) loop_.around().history = app::history_view(context);
    return begun;
  });
}

void Edge::attach(const EdgePorts& ports) {
  const bool real = time_ == Time::real;
  checkpoint_.claim_keys = ports.claim_keys;
  loop_.add(app::print_worker(ports.printer, ports.printer_name));
  if (ports.hub != nullptr) loop_.add(app::link_worker(*ports.hub, checkpoint_.site, random_));
  loop_.add(
      app::visit_worker(ports.cameras, real ? app::CameraAlarms::on : app::CameraAlarms::off));
  loop_.add(app::calendar_worker(real ? app::ClockWatch::on : app::ClockWatch::off, ports.boot_id));
  loop_.add(app::machine_worker(ports.machine));
}

}  // namespace otkel::daemon
