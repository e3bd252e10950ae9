#pragma once
// Some sites, usually two checkpoints, and the hub in one process and one thread, made of what is
// shipped: their nodes, stores on SQLite, and links. Time, lines, cameras, printers and random
// numbers are simulated, so the same seed gives the same logs and rows again.
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "core/value/moment.hpp"
#include "firmware-daemon/node.hpp"
#include "sync/hub/node.hpp"
#include "tests/sim/world/cameras.hpp"
#include "tests/sim/world/network.hpp"
#include "tests/sim/world/printer.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sim {

/// Which sites a world has, and the settings of those that are not shipped.
struct Sites {
  std::vector<core::Site> sites;
  std::vector<std::filesystem::path> hub_files;
  std::map<core::Site, std::vector<std::filesystem::path>> edge_files;
};

/// Nur Zholy and Dostyk, as they are shipped.
Sites two_checkpoints();

class World {
 public:
  /// Begins at 09:00 of a Tuesday of the pilot at the checkpoints: all enrolled at the hub, all
  /// running.
  explicit World(std::uint64_t seed, Sites sites = two_checkpoints());

  /// What stands at one checkpoint.
  struct SiteDevices {
    SiteDevices(core::Random& random, app::Checkpoint here);
    SteppedCameras cameras;
    SteppedPrinter printer;
    app::Checkpoint checkpoint;
    std::unique_ptr<daemon::Edge> edge;
    sync::Transport* line = nullptr;
    milliseconds due{};
    milliseconds clock_ahead{};  ///< of this machine's wall clock, before the true one
  };
  SiteDevices& at(core::Site site) { return *posts_.at(site); }
  /// The other machine with that checkpoint's key, once start_spare() was called.
  SiteDevices& spare(core::Site site) { return *spares_.at(site); }
  Network& network() { return network_; }
  const core::Moment& now() const { return now_; }
  /// As the hub's own clock shows it.
  core::Moment now_at_hub() const { return {now_.wall + hub_clock_ahead_, now_.boot}; }
  core::Moment now_at(const SiteDevices& post) const {
    return {now_.wall + post.clock_ahead, now_.boot};
  }

  /// Called after every step of a checkpoint's machine; one at most.
  void on_step(std::function<void(core::Site, SiteDevices&)> look) { looks_ = std::move(look); }

  /// Sets the wall clock of one machine; its boot clock goes on as before.
  void set_clock_ahead(core::Site site, milliseconds ahead) { at(site).clock_ahead = ahead; }
  void set_hub_clock_ahead(milliseconds ahead) { hub_clock_ahead_ = ahead; }
  /// Of the running hub.
  config::HubSettings& hub_settings() { return hub_settings_; }
  /// Ends the daemon of a checkpoint and starts it on the same database; the machine runs on. What
  /// its cameras and its printer had not told is lost.
  void restart(core::Site site);

  /// A command at a checkpoint, carried out in a step of its own at this moment.
  core::Result<void> as(core::Site site, const std::string& actor,
                        const std::function<core::Result<void>(app::Context&)>& work);
  /// A verb of the hub in one transaction; `work` returns core::Result<something>.
  template <class Work>
  auto at_hub(Work work) {
    return hub_->context().facts.commit([&] { return work(hub_->context()); });
  }

  /// A verb of the hub that makes transactions of its own.
  template <class Work>
  auto hub_verb(Work work) {
    return work(hub_->context());
  }

  /// A copy of a database as `otkelctl backup` makes it; its path.
  std::string back_up(core::Site site);
  std::string back_up_hub();
  /// The machine is off and its database is that copy, or a new one; then it starts again.
  enum class How {
    with_the_tool,       ///< otkelctl restore
    by_hand,             ///< the file was copied, with whatever lay beside it
    without_its_witness  ///< so was the whole folder, or the disk is new
  };
  void put_back(core::Site site, const std::string& copy, How how);
  void lose(core::Site site, How how);
  void put_hub_back(const std::string& copy, How how);
  /// A second machine with the checkpoint's key and an empty database.
  void start_spare(core::Site site);
  void stop_spare(core::Site site);
  void stop(core::Site site);

  void run_for(milliseconds span);
  /// False where the time was not enough.
  bool run_until(const std::function<bool()>& done, milliseconds limit);

  /// Where the tables of the hub or of a checkpoint that runs are not what its logs say, in words.
  std::vector<std::string> differences();
  /// Everything that is durable: the head of each log, and a digest of all rows of each database.
  std::vector<std::string> state();

 private:
  void start(core::Site site, SiteDevices& post, sqlite::Database db, How how);
  void start_hub(sqlite::Database db, How how);
  void stop_hub();
  std::string next_copy();
  /// Steps whoever is due, then lets time pass until somebody is due again.
  void tick();
  void step(core::Site site, SiteDevices& post);

  app::Checkpoint checkpoint_at(core::Site site) const;

  const Sites sites_;
  support::SeededRandom random_;
  core::Moment now_;
  Network network_{random_};
  config::HubSettings hub_settings_;
  support::TemporaryFolder folder_;
  int copies_ = 0;
  std::map<core::Site, std::unique_ptr<SiteDevices>> posts_, spares_;
  std::map<core::Site, sync::Position> witnesses_;
  ledger::Witness hub_witness_;
  std::unique_ptr<hub::Node> hub_;
  std::function<void(core::Site, SiteDevices&)> looks_;
  milliseconds hub_clock_ahead_{};
  milliseconds hub_due_{};
};

}  // namespace otkel::sim
