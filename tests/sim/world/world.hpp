#pragma once
// Two checkpoints and the hub in one process and one thread, made of what is shipped: their nodes,
// stores on SQLite, and links. Time, lines, cameras, printers and random numbers are simulated, so
// the same seed gives the same logs and rows again.
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

class World {
 public:
  /// Begins at 09:00 of a Tuesday of the pilot at the checkpoints: Nur Zholy and Dostyk, enrolled
  /// at the hub, all three running.
  explicit World(std::uint64_t seed);

  /// What stands at one checkpoint.
  struct Post {
    /// `database`: a file, or ":memory:".
    Post(core::Site site, const std::string& database, core::Random& random);
    SteppedCameras cameras;
    SteppedPrinter printer;
    daemon::Edge edge;
    milliseconds due{};
    milliseconds clock_ahead{};  ///< of this machine's wall clock, before the true one
  };
  Post& at(core::Site site) { return *posts_.at(site); }
  Network& network() { return network_; }
  const core::Moment& now() const { return now_; }

  /// Sets the wall clock of one machine; its boot clock goes on as before.
  void set_clock_ahead(core::Site site, milliseconds ahead) { at(site).clock_ahead = ahead; }
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

  void run_for(milliseconds span);
  /// False where the time was not enough.
  bool run_until(const std::function<bool()>& done, milliseconds limit);

  /// Everything that is durable: the head of each log, and a digest of all rows of each database.
  std::vector<std::string> state();

 private:
  /// Steps whoever is due, then lets time pass until somebody is due again.
  void tick();
  void start(core::Site site, const std::string& database);
  core::Moment now_at(const Post& post) const { return {now_.wall + post.clock_ahead, now_.boot}; }

  support::SeededRandom random_;
  core::Moment now_;
  Network network_{random_};
  support::TemporaryFolder folder_;
  int restarts_ = 0;
  config::HubSettings hub_settings_;
  std::map<core::Site, std::unique_ptr<Post>> posts_;
  std::unique_ptr<hub::Node> hub_;
  milliseconds hub_due_{};
};

}  // namespace otkel::sim
