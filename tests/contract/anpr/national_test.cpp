// The bridge and the national queue over real sockets: outages, wrong answers, certificates, and a
// process that is killed.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "anpr-bridge/bridge.hpp"
#include "anpr-bridge/national/connection.hpp"
#include "base/web/client.hpp"
#include "config/clock.hpp"
#include "config/system_random.hpp"
#include "tests/contract/anpr/certificate.hpp"
#include "tests/contract/anpr/fake_national.hpp"
#include "tests/unit/anpr-bridge/recording_sink.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::milliseconds;
using test::FakeNational;
using test::soon;

/// The real clock, which a test may push ahead.
struct PushedClock final : core::Clock {
  std::unique_ptr<core::Clock> real = config::make_clock({}).value();
  std::atomic<std::int64_t> ahead_ms{0};
  core::Instant now() const override { return real->now() + milliseconds{ahead_ms}; }
  milliseconds boot() const override { return real->boot() + milliseconds{ahead_ms}; }
};

/// A bridge that reports to a national queue, in a thread of its own.
class Reporting {
 public:
  explicit Reporting(const std::string& url, const std::string& ca_file = "") {
    auto& s = setup_.settings;
    s.url = url;
    s.ca_file = ca_file;
    s.user = "checkpoint";
    setup_.password = "national-password";
    s.checkpoint = "KZ-NZ";
    s.settle_after = std::chrono::seconds{0};
    s.timeout = std::chrono::seconds{1};
    setup_.zone = core::kKazakhstanOffset;
  }
  Reporting(const Reporting&) = delete;
  Reporting& operator=(const Reporting&) = delete;
  ~Reporting() { stop(); }

  core::NationalQueueSettings& settings() { return setup_.settings; }
  void start() {
    journal_.emplace(Journal::open(bridge_settings_.journal_path, 1024, 10).value());
    pictures_.emplace(Pictures::open(bridge_settings_.pictures_dir).value());
    server_.emplace();
    const auto at = moment_of(clock);
    client_ = NationalClient::open(setup_, {*journal_, *pictures_, random_}, at).value();
    bridge_ = Bridge::open(
                  bridge_settings_, {*journal_, *pictures_, sink_, client_.get()},
                  [this] { server_->post([this] { bridge_->step(moment_of(clock)); }); }, at)
                  .value();
    ASSERT_TRUE(start_national({*server_, *client_, clock}, setup_.settings));
    thread_ = std::thread([this] { server_->run(); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
    server_.reset();
    bridge_.reset();
    client_.reset();
    journal_.reset();
  }

  /// Posts like a camera and waits for its answer.
  bool see(const std::string& plate, const std::string& camera = "gate-in",
           std::size_t picture_bytes = 40) {
    auto answered = std::make_shared<std::promise<bool>>();
    const std::string picture =
        "\xFF\xD8\xFF" + std::string(picture_bytes - 5, 'p') + std::string("\xFF\xD9");
    const std::string body = "--cut\r\nContent-Type: text/xml\r\n\r\n" + test::alert(plate) +
                             "\r\n--cut\r\nContent-Type: image/jpeg\r\n\r\n" + picture +
                             "\r\n--cut--\r\n";
    server_->post([this, body, camera, answered] {
      bridge_->reception().submit(
          {bridge_->intake().camera(camera), "", body, false,
           [answered](const core::Result<Outcome>& o) { answered->set_value(o.has_value()); }});
    });
    auto future = answered->get_future();
    return future.wait_for(std::chrono::seconds{5}) == std::future_status::ready && future.get();
  }
  core::NationalStatus status() {
    std::promise<core::NationalStatus> answer;
    server_->post([&] {
      answer.set_value(
          bridge_->status(clock.now()).value().national.value_or(core::NationalStatus{}));
    });
    return answer.get_future().get();
  }
  /// Whether so many events were taken, and nothing waits.
  bool settled(std::int64_t posted) {
    return soon([&] {
      const auto now = status();
      return now.posted == posted && now.waiting == 0;
    });
  }
  bool has_waiting(std::int64_t events) {
    return soon([&] { return status().waiting == events; });
  }

  test::TempFolder folder;
  PushedClock clock;

 private:
  NationalSetup setup_;
  BridgeSettings bridge_settings_ = test::bridge_in(folder);
  config::SystemRandom random_;
  test::RecordingSink sink_;
  std::optional<Journal> journal_;
  std::optional<Pictures> pictures_;
  std::unique_ptr<NationalClient> client_;
  std::unique_ptr<Bridge> bridge_;
  std::optional<web::Server> server_;
  std::thread thread_;
};

std::string plate(int number) { return std::to_string(100 + number) + "ABC02"; }

/// The plates that arrived are those of the first `count` trucks, each once and in order.
void expect_trucks(const test::TakenAll& taken, int count) {
  ASSERT_EQ(taken.events.size(), static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    EXPECT_EQ(taken.events[static_cast<std::size_t>(i)].plate, plate(i));
}

TEST(NationalQueue, ReceivesEveryVisitWithItsPictureAndTheListOfTheDay) {
  FakeNational queue;
  queue.obey(R"({"do":"plates","plates":["100ABC02","no plate at all!"]})");
  Reporting bridge(queue.url());
  bridge.start();
  ASSERT_TRUE(soon([&] { return bridge.status().plates_fetched.has_value(); }));
  EXPECT_TRUE(bridge.see(plate(0)));
  EXPECT_TRUE(bridge.see(plate(1), "exit"));
  ASSERT_TRUE(queue.takes(2));
  ASSERT_TRUE(bridge.settled(2));
  const auto taken = queue.command("look");
  expect_trucks(taken, 2);
  EXPECT_EQ(taken.authorised, 1) << "once";
  EXPECT_EQ(taken.repeated, 0);
  EXPECT_EQ(taken.events[0].picture, 40);
  EXPECT_EQ(taken.events[0].direction, "in");
  EXPECT_EQ(taken.events[0].listed, "listed");
  EXPECT_EQ(taken.events[1].direction, "out");
  EXPECT_EQ(taken.events[1].listed, "unlisted");
  const auto status = bridge.status();
  EXPECT_EQ(status.posted, 2);
  EXPECT_EQ(status.plates, 1);
  EXPECT_EQ(status.plates_malformed, 1);
  EXPECT_EQ(status.trouble, "");
}

TEST(NationalQueue, GetsEverythingOnceAndInOrderAfterAnOutage) {
  FakeNational queue;
  queue.command("down");
  Reporting bridge(queue.url());
  bridge.start();
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(bridge.see(plate(i))) << "cameras do not notice";
  ASSERT_TRUE(soon([&] { return bridge.status().trouble.contains("connecting"); }));
  EXPECT_TRUE(bridge.has_waiting(6));
  EXPECT_FALSE(bridge.status().connected);
  queue.command("up");
  bridge.clock.ahead_ms += 60'000;  // the longest pause
  ASSERT_TRUE(queue.takes(6));
  ASSERT_TRUE(bridge.settled(6));
  expect_trucks(queue.command("look"), 6);
  EXPECT_EQ(queue.command("look").repeated, 0);
}

TEST(NationalQueue, GetsEverythingOnceWhateverItAnswersInBetween) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.start();
  int trucks = 0;
  for (const char* how : {"500", "429", "404", "401", "garbage", "hang", "html", "302"}) {
    queue.behave(how);
    const auto before = queue.command("look").asked.size();
    EXPECT_TRUE(bridge.see(plate(trucks++))) << how;
    bridge.clock.ahead_ms += 300'000;
    ASSERT_TRUE(soon([&] { return queue.command("look").asked.size() > before; })) << how;
    queue.behave("ok");
    EXPECT_TRUE(soon([&] {
      bridge.clock.ahead_ms += 60'000;
      return queue.command("look").events.size() >= static_cast<std::size_t>(trucks);
    })) << how;
  }
  ASSERT_TRUE(bridge.settled(trucks));
  expect_trucks(queue.command("look"), trucks);
}

TEST(NationalQueue, ReceivesAnEventAgainUnderTheSameKeyIfItsAnswerWasCutOff) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.start();
  ASSERT_TRUE(soon([&] { return bridge.status().plates_fetched.has_value(); }));
  queue.behave("cut");
  EXPECT_TRUE(bridge.see(plate(0)));
  ASSERT_TRUE(queue.takes(1));
  EXPECT_TRUE(bridge.has_waiting(1)) << "nobody said that it was taken";
  queue.behave("ok");
  bridge.clock.ahead_ms += 60'000;
  ASSERT_TRUE(bridge.settled(1));
  expect_trucks(queue.command("look"), 1);
  EXPECT_GE(queue.command("look").repeated, 1);
}

TEST(NationalQueue, MayAnswerAtAnyLengthWithoutBeingReadToItsEnd) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.start();
  ASSERT_TRUE(soon([&] { return bridge.status().plates_fetched.has_value(); }));
  queue.behave("huge");
  EXPECT_TRUE(bridge.see(plate(0)));
  ASSERT_TRUE(bridge.settled(1)) << "the status is enough";
  expect_trucks(queue.command("look"), 1);
  bridge.clock.ahead_ms += 600'000;
  ASSERT_TRUE(soon([&] { return bridge.status().trouble.contains("plates"); }))
      << "a list of 6 MiB is none";
}

TEST(NationalQueue, IsAskedForANewTokenIfTheOldOneHasExpired) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.start();
  EXPECT_TRUE(bridge.see(plate(0)));
  ASSERT_TRUE(queue.takes(1));
  queue.command("expire");
  EXPECT_TRUE(bridge.see(plate(1)));
  ASSERT_TRUE(queue.takes(2));
  EXPECT_EQ(queue.command("look").authorised, 2);
  expect_trucks(queue.command("look"), 2);
}

TEST(NationalQueue, GetsALargePictureWholeAndThePlateAloneIfThatIsTooMuch) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.settings().timeout = std::chrono::seconds{20};
  bridge.start();
  constexpr std::size_t kLarge = 4'000'000, kOverOurLimit = 4'500'000;
  EXPECT_TRUE(bridge.see(plate(0), "gate-in", kLarge));
  EXPECT_TRUE(bridge.see(plate(1), "gate-in", kOverOurLimit));
  ASSERT_TRUE(queue.takes(2));
  queue.obey(R"({"do":"limit","bytes":1000000})");
  EXPECT_TRUE(bridge.see(plate(2), "gate-in", kLarge));
  ASSERT_TRUE(queue.takes(3));
  const auto taken = queue.command("look");
  expect_trucks(taken, 3);
  EXPECT_EQ(taken.events[0].picture, static_cast<std::int64_t>(kLarge));
  EXPECT_EQ(taken.events[1].picture, 0);
  EXPECT_EQ(taken.events[2].picture, 0) << "answered 413 with the picture";
}

TEST(NationalQueue, HoldsNoReadUpWhileItHangs) {
  FakeNational queue;
  queue.behave("hang");
  Reporting bridge(queue.url());
  bridge.settings().timeout = std::chrono::seconds{20};
  bridge.start();
  ASSERT_TRUE(soon([&] { return !queue.command("look").asked.empty(); }));
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(bridge.see(plate(i)));
  EXPECT_EQ(bridge.status().posted, 0);
}

TEST(NationalQueue, GetsTheRestAfterARestartInTheMiddle) {
  FakeNational queue;
  Reporting bridge(queue.url());
  bridge.start();
  ASSERT_TRUE(soon([&] { return bridge.status().plates_fetched.has_value(); }));
  queue.command("down");
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(bridge.see(plate(i)));
  bridge.stop();
  queue.command("up");
  bridge.start();
  ASSERT_TRUE(queue.takes(4));
  ASSERT_TRUE(bridge.settled(4));
  expect_trucks(queue.command("look"), 4);
}

struct Certificate {
  test::TempFolder folder;
  std::string file = folder / "server.pem", key = folder / "server.key";
  explicit Certificate(const std::string& names, int days = 1) {
    test::write_certificate(file, key, names, days);
  }
};

TEST(NationalQueue, IsReachedOverTlsIfItsCertificateIsTrusted) {
  const Certificate certificate("IP:127.0.0.1");
  FakeNational queue({"--certificate", certificate.file, "--key", certificate.key});
  Reporting bridge("https://127.0.0.1:" + queue.port(), certificate.file);
  bridge.settings().timeout = std::chrono::seconds{10};
  bridge.start();
  EXPECT_TRUE(bridge.see(plate(0)));
  ASSERT_TRUE(queue.takes(1));
  expect_trucks(queue.command("look"), 1);
}

/// Nothing of ours, not even the password, may reach it.
void expect_nothing_said(const Certificate& certificate, const std::string& ca_file) {
  FakeNational queue({"--certificate", certificate.file, "--key", certificate.key});
  Reporting bridge("https://127.0.0.1:" + queue.port(), ca_file);
  bridge.settings().timeout = std::chrono::seconds{10};
  bridge.start();
  EXPECT_TRUE(bridge.see(plate(0)));
  ASSERT_TRUE(soon([&] { return bridge.status().trouble.contains("TLS"); }))
      << bridge.status().trouble;
  EXPECT_TRUE(queue.command("look").asked.empty());
  EXPECT_TRUE(bridge.has_waiting(1));
}

TEST(NationalQueue, ReceivesNothingIfItsCertificateIsNotTrusted) {
  expect_nothing_said(Certificate("IP:127.0.0.1"), "");
}

TEST(NationalQueue, ReceivesNothingIfItsCertificateIsForAnotherName) {
  const Certificate certificate("DNS:elsewhere.example");
  expect_nothing_said(certificate, certificate.file);
}

TEST(NationalQueue, ReceivesNothingIfItsCertificateHasExpired) {
  const Certificate certificate("IP:127.0.0.1", -1);
  expect_nothing_said(certificate, certificate.file);
}

TEST(NationalQueue, IsNotBegunWithACaFileThatHoldsNoCertificate) {
  web::Server server;
  test::TempFolder folder;
  std::ofstream(folder / "ca.pem") << "no certificate\n";
  Reporting bridge("");
  core::NationalQueueSettings settings;
  settings.url = "https://127.0.0.1:1";
  settings.ca_file = folder / "ca.pem";
  auto journal = Journal::open(folder / "journal.db", 1024, 10).value();
  auto pictures = Pictures::open(folder / "pictures").value();
  config::SystemRandom random;
  const auto client =
      NationalClient::open({settings, "", {}}, {journal, pictures, random}, moment_of(bridge.clock))
          .value();
  const auto begun = start_national({server, *client, bridge.clock}, settings);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().code, core::Code::config_invalid);
  EXPECT_TRUE(begun.error().detail.contains("bridge.national.ca_file")) << begun.error().detail;
}

/// otkel-anpr itself, as a checkpoint starts it.
class Process {
 public:
  Process(const FakeNational& queue, const test::TempFolder& folder) : folder_(&folder) {
    const std::string password = folder / "password";
    std::ofstream(password) << "national-password\n";
    std::filesystem::permissions(password, std::filesystem::perms::owner_read);
    std::ofstream(folder / "edge.toml")
        << "profile = 'demonstration'\n[log]\nlevel = 'info'\n[bridge]\nport = 0\n"
        << "secret = 'demonstration-only-secret'\njournal = '" << (folder / "journal.db")
        << "'\npictures_dir = '" << (folder / "pictures") << "'\nendpoint = 'ipc://"
        << (folder / "a.sock") << "'\n[bridge.national]\nenabled = true\nurl = '" << queue.url()
        << "'\nuser = 'checkpoint'\npassword_file = '" << password
        << "'\ncheckpoint = 'KZ-NZ'\nsettle_after = '1s'\n[[bridge.cameras]]\nname = 'gate-in'\n"
        << "role = 'gate_in'\n";
  }
  /// Its port, from the line in which it says that it is ready.
  std::uint16_t start() {
    const std::string command =
        "exec " OTKEL_ANPR " --site nur-zholy --config " + (*folder_ / "edge.toml") + " 2>&1";
    process_.emplace(std::vector<std::string>{"/bin/sh", "-c", command});
    while (const auto line = process_->hear(30)) {
      const auto at = line->find(" port=");
      if (line->contains("ready") && at != line->npos)
        return static_cast<std::uint16_t>(std::stoul(line->substr(at + 6)));
    }
    return 0;
  }
  void kill() {
    process_->kill();
    process_.reset();
  }
  ~Process() {
    if (process_) process_->kill();
  }

 private:
  const test::TempFolder* folder_;
  std::optional<support::ChildProcess> process_;
};

TEST(NationalQueue, LosesNothingIfTheBridgeIsKilled) {
  FakeNational queue;
  const test::TempFolder folder;
  Process bridge(queue, folder);
  int trucks = 0;
  for (int round = 0; round < 3; ++round) {
    if (round == 1) queue.command("down");
    const auto port = bridge.start();
    ASSERT_NE(port, 0);
    for (int i = 0; i < 2; ++i) {
      const auto answer = web::fetch({.method = "POST",
                                      .port = port,
                                      .target = "/anpr/v1/demonstration-only-secret/gate-in",
                                      .headers = {{"Content-Type", "text/xml"}},
                                      .body = test::alert(plate(trucks++))});
      ASSERT_TRUE(answer);
      ASSERT_EQ(answer->status, 200);
    }
    if (round == 1) queue.command("up");
    if (round < 2) bridge.kill();
  }
  ASSERT_TRUE(queue.takes(static_cast<std::size_t>(trucks)));
  expect_trucks(queue.command("look"), trucks);
}

}  // namespace
}  // namespace otkel::anpr
