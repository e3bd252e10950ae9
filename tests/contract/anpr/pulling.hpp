#pragma once
// A bridge with one camera that it asks, running in a thread of its own.
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "anpr-bridge/pull/mqtt.hpp"
#include "anpr-bridge/pull/puller.hpp"
#include "config/clock.hpp"
#include "config/system_random.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr::test {

class Pulling {
 public:
  Pulling(core::CameraProtocol protocol, const std::string& url,
          std::optional<std::chrono::milliseconds> silence = {},
          const std::string& password = "secret")
      : settings_(with(protocol, url, password)) {
    context_.changed = [this](const CameraState& state) { noticed(state); };
    context_.silence = silence;
    auto& camera = *intake_.camera("gate-in");
    if (protocol == core::CameraProtocol::mqtt)
      subscription_ = MqttSubscription::open(context_, camera).value();
    else
      start_pulling(context_, camera).value();
    thread_ = std::thread([this] { server_.run(); });
  }
  Pulling(const Pulling&) = delete;
  Pulling& operator=(const Pulling&) = delete;
  ~Pulling() { end(); }

  /// Looks again and again, for at most ten seconds.
  template <class Condition>
  bool until(Condition condition) {
    const auto last = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (std::chrono::steady_clock::now() < last) {
      std::promise<bool> answer;
      server_.post([&] { answer.set_value(condition(*intake_.camera("gate-in"))); });
      if (answer.get_future().get()) return true;
      std::promise<void> nobody;
      nobody.get_future().wait_for(std::chrono::milliseconds{10});
    }
    return false;
  }
  /// Ends the bridge; its camera as it was then.
  CameraState end() {
    if (thread_.joinable()) {
      server_.stop();
      thread_.join();
    }
    subscription_.reset();
    return *intake_.camera("gate-in");
  }
  /// How often the connection came into that state.
  int seen(core::CameraHealth health) {
    const std::scoped_lock lock(mutex_);
    return seen_[health];
  }
  std::string last_trouble() {
    const std::scoped_lock lock(mutex_);
    return trouble_;
  }
  Journal& journal() { return journal_; }  ///< after end()

 private:
  BridgeSettings with(core::CameraProtocol protocol, const std::string& url,
                      const std::string& password) {
    auto settings = bridge_in(folder_);
    auto& camera = settings.cameras[0];
    camera.protocol = protocol;
    camera.url = url;
    camera.user = "admin";
    camera.password = password;
    return settings;
  }
  void noticed(const CameraState& state) {
    const std::scoped_lock lock(mutex_);
    ++seen_[state.pull.health];
    if (!state.pull.trouble.empty()) trouble_ = state.pull.trouble;
  }

  TempFolder folder_;
  BridgeSettings settings_;
  std::unique_ptr<core::Clock> clock_ = config::make_clock({}).value();
  Journal journal_ = Journal::open(settings_.journal_path, 64 * 1024, 10).value();
  Pictures pictures_ = Pictures::open(settings_.pictures_dir).value();
  Intake intake_ = Intake::open(settings_, journal_, pictures_, clock_->now()).value();
  web::Server server_;
  Reception reception_{
      intake_, [this] { server_.post([this] { reception_.take_waiting(clock_->now()); }); }, {}};
  std::mutex mutex_;
  std::map<core::CameraHealth, int> seen_;
  std::string trouble_;
  config::SystemRandom random_;
  PullContext context_{server_, reception_, journal_, *clock_, random_};
  std::unique_ptr<MqttSubscription> subscription_;
  std::thread thread_;
};

}  // namespace otkel::anpr::test
