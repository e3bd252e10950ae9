// Both ends of the connection between camera bridge and daemon over a real socket.
#include <dirent.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>

#include "sync/bridge/bridge_port.hpp"
#include "sync/bridge/visit_sink_zmq.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sync {
namespace {

const std::string kId(32, 'a');

class BridgeToDaemon : public testing::Test {
 protected:
  BridgeToDaemon() { open(); }

  void open() {
    port = BridgePort::open(endpoint, [this] { ring(); }).value();
  }
  void ring() {
    {
      const std::lock_guard lock(mutex);
      rung = true;
    }
    bell.notify_one();
  }

  /// Looks at both ends until `done`, at most ten seconds.
  bool until(const std::function<bool()>& done) {
    for (int i = 0; i < 1000; ++i) {
      while (auto event = sink->poll()) events.push_back(std::move(*event));
      if (done()) return true;
      std::unique_lock lock(mutex);
      bell.wait_for(lock, std::chrono::milliseconds{10}, [this] { return rung; });
      rung = false;
    }
    return false;
  }
  template <class Event>
  bool until_event() {
    return until([this] { return !events.empty() && holds<Event>(events.back()); });
  }
  template <class Event>
  static bool holds(const SinkEvent& event) {
    return std::holds_alternative<Event>(event);
  }
  BridgePort::Message next_visit() {
    std::vector<BridgePort::Message> taken;
    EXPECT_TRUE(until([&] { return !(taken = port->take(1)).empty(); }));
    return taken.empty() ? BridgePort::Message{} : taken.front();
  }

  const support::TemporaryFolder folder;
  const std::string endpoint = "ipc://" + (folder / "anpr.sock");
  std::mutex mutex;
  std::condition_variable bell;
  bool rung = false;
  std::unique_ptr<BridgePort> port;
  std::unique_ptr<VisitSinkZmq> sink = VisitSinkZmq::connect(endpoint).value();
  std::vector<SinkEvent> events;
};

TEST_F(BridgeToDaemon, CarriesAVisitAndItsAcknowledgement) {
  ASSERT_TRUE(until_event<Connected>());
  EXPECT_FALSE(sink->ready());
  ASSERT_TRUE(sink->send(VisitMessage{kId, 7, R"({"a":1})"}));
  const auto visit = next_visit();
  EXPECT_EQ(visit.visit_id, kId);
  EXPECT_EQ(visit.revision, 7);
  EXPECT_EQ(visit.json, R"({"a":1})");
  port->acknowledge(visit);
  ASSERT_TRUE(until_event<Acknowledgement>());
  EXPECT_EQ(std::get<Acknowledgement>(events.back()).visit_id, kId);
  EXPECT_EQ(std::get<Acknowledgement>(events.back()).revision, 7);
}

TEST_F(BridgeToDaemon, KeepsOnlyTheNewestStatus) {
  ASSERT_TRUE(until_event<Connected>());
  for (const char* status : {"1", "2", "3"}) ASSERT_TRUE(sink->send(StatusMessage{status}));
  ASSERT_TRUE(sink->send(VisitMessage{kId, 1, ""}));
  next_visit();
  EXPECT_EQ(port->take_status(), "3");
  EXPECT_EQ(port->take_status(), std::nullopt);
}

TEST_F(BridgeToDaemon, ReportsThatTheDaemonWentAndSendsNothingMeanwhile) {
  ASSERT_TRUE(until_event<Connected>());
  port.reset();
  ASSERT_TRUE(until_event<Disconnected>());
  EXPECT_FALSE(sink->send(VisitMessage{kId, 1, "{}"}));
  open();
  ASSERT_TRUE(until_event<Connected>());
  EXPECT_TRUE(sink->send(VisitMessage{kId, 1, "{}"}));
  EXPECT_EQ(next_visit().visit_id, kId);
}

TEST_F(BridgeToDaemon, RefusesASecondDaemonAtTheSameAddress) {
  const auto tcp = BridgePort::open("tcp://nowhere", [] {});
  ASSERT_FALSE(tcp);
  EXPECT_EQ(tcp.error().code, core::Code::config_invalid);
}

/// The daemon's signals may come to any of its threads.
TEST_F(BridgeToDaemon, ContinuesAfterASignalToEachOfItsThreads) {
  struct sigaction ignore{};
  ignore.sa_handler = [](int) {};
  ASSERT_EQ(::sigaction(SIGUSR1, &ignore, nullptr), 0);
  ASSERT_TRUE(until_event<Connected>());
  for (int round = 0; round < 20; ++round) {
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task"))
      ::syscall(SYS_tgkill, ::getpid(), std::atoi(thread.path().filename().c_str()), SIGUSR1);
    ASSERT_TRUE(sink->send(VisitMessage{kId, round + 1, "{}"}));
    const auto visit = next_visit();
    EXPECT_EQ(visit.revision, round + 1);
    port->acknowledge(visit);
    ASSERT_TRUE(until([&] {
      const auto* said = std::get_if<Acknowledgement>(&events.back());
      return said != nullptr && said->revision == round + 1;
    }));
  }
}

}  // namespace
}  // namespace otkel::sync
