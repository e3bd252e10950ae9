// How a daemon starts, does not start, and ends.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "firmware-daemon/ctl/commands.hpp"
#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

core::Code refusal_of(const config::EdgeSettings& settings) {
  const auto opened = daemon::Daemon::open(settings);
  EXPECT_FALSE(opened);
  return opened ? core::Code::internal : opened.error().code;
}

TEST(Start, NamesTheHolderOfTheDatabaseToASecondDaemon) {
  Rig rig;
  const auto opened = daemon::Daemon::open(settings_in(rig.folder()));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, core::Code::already_running);
  EXPECT_NE(opened.error().detail.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_EQ(daemon::exit_code(opened.error().code), 75);
  EXPECT_EQ(rig.kiosk().get("/healthz").status, 200);
}

TEST(Start, NamesAPortInUse) {
  Rig rig;
  Folder other;
  auto settings = settings_in(other);
  settings.console.listen.port = rig.console().port();
  const auto opened = daemon::Daemon::open(settings);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, core::Code::port_in_use);
  EXPECT_NE(opened.error().detail.find(std::to_string(rig.console().port())), std::string::npos);
}

TEST(Start, RefusesADatabaseOfAnotherCheckpoint) {
  Folder folder;
  auto settings = settings_in(folder);
  ASSERT_TRUE(daemon::Daemon::open(settings));
  settings.checkpoint.site = core::Site{"dostyk"};
  EXPECT_EQ(refusal_of(settings), core::Code::config_invalid);
}

TEST(Start, RefusesACorruptedDatabaseAndRecommendsARestore) {
  Folder folder;
  const auto settings = settings_in(folder);
  ASSERT_TRUE(daemon::Daemon::open(settings));
  std::fstream file(folder / "edge.db", std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(4096);
  file << std::string(3 * 4096, 'x');
  file.close();
  const auto opened = daemon::Daemon::open(settings);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, core::Code::database_corrupt) << opened.error().detail;
  EXPECT_NE(opened.error().detail.find("restore"), std::string::npos) << opened.error().detail;
  EXPECT_EQ(daemon::exit_code(opened.error().code), 65);
}

TEST(Start, WritesTheSameLogForTheSameSeed) {
  std::string hashes[2];
  for (auto& hash : hashes) {
    Rig rig;
    rig.people();
    rig.registered();
    rig.paid();
    rig.kiosk().post("/api/v1/kiosk/check-in", R"({"booking_no":"NZ25-H000001"})");
    hash = rig.kiosk().get("/api/v1/status")["edge"].at("hash").as_string();
  }
  EXPECT_EQ(hashes[0], hashes[1]);
}

TEST(Start, KeepsWhatWasCommittedWithAnIntactChain) {
  const auto folder = std::make_shared<Folder>();
  const auto settings = settings_in(*folder);
  {
    Rig rig(folder, settings);
    rig.people();
    rig.registered();
    rig.paid();
    rig.blanks();
    rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
    ASSERT_EQ(rig.officer().post("/api/v1/applications/NZ25-000001/permit").status, 202);
  }
  Rig rig(folder, settings);
  const auto file = rig.officer().get("/api/v1/applications/NZ25-000001");
  EXPECT_EQ(file.str("blank"), "C00000001");
  // Ended by word of the printer, or never begun; a stop that left it unknown would be a bug.
  const auto& print = file["print_jobs"].as_array().at(0).at("state");
  EXPECT_TRUE(print == "confirmed" || print == "failed_safe") << print;
  EXPECT_EQ(ctl::verify_log(*folder / "edge.db"), 0);
  EXPECT_EQ(ctl::backup(*folder / "edge.db", *folder / "copy.db"), 0);
  EXPECT_EQ(ctl::verify_log(*folder / "copy.db"), 0);
  EXPECT_EQ(ctl::backup(*folder / "edge.db", *folder / "copy.db"), 1);
}

/// otkeld itself, as a child.
class Child {
 public:
  Child(const std::string& config, const std::string& errors, const std::string& notify = {}) {
    pid_ = ::fork();
    if (pid_ != 0) return;
    const int fd = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(fd, STDERR_FILENO);
    if (!notify.empty()) ::setenv("NOTIFY_SOCKET", notify.c_str(), 1);
    ::execl(OTKELD, OTKELD, "--config", config.c_str(), nullptr);
    ::_exit(127);
  }
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  void terminate() const { ::kill(pid_, SIGTERM); }
  int status() {
    int raw = 0;
    ::waitpid(pid_, &raw, 0);
    pid_ = -1;
    return WIFEXITED(raw) ? WEXITSTATUS(raw) : 1000 + raw;
  }

 private:
  pid_t pid_ = -1;
};

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Otkeld, ReportsReadinessAndExitsCleanlyOnSigterm) {
  Folder folder;
  settings_in(folder);
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder / "notify";
  std::snprintf(address.sun_path, sizeof address.sun_path, "%s", path.c_str());
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const timeval limit{10, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  Child child(folder / "edge.toml", folder / "stderr", path);
  char text[32] = {};
  ASSERT_GT(::recv(fd, text, sizeof text - 1, 0), 0) << text_of(folder / "stderr");
  EXPECT_STREQ(text, "READY=1");
  ::close(fd);
  child.terminate();
  EXPECT_EQ(child.status(), 0);
  EXPECT_NE(text_of(folder / "stderr").find("stopped"), std::string::npos);
}

TEST(Otkeld, ExitsWith78IfTheSettingsAreInvalid) {
  Folder folder;
  std::ofstream(folder / "edge.toml") << "site = \"atlantis\"\n";
  Child child(folder / "edge.toml", folder / "stderr");
  EXPECT_EQ(child.status(), 78);
  EXPECT_NE(text_of(folder / "stderr").find("edge.toml:1"), std::string::npos);
}

TEST(Otkeld, ExitsWith75AndOneLineIfTheDatabaseIsInUse) {
  Rig rig;
  Child child(rig.folder() / "edge.toml", rig.folder() / "stderr");
  EXPECT_EQ(child.status(), 75);
  const auto text = text_of(rig.folder() / "stderr");
  EXPECT_NE(text.find("already_running"), std::string::npos) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

}  // namespace
}  // namespace otkel::http::test
