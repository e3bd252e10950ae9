// otkeld: reads its settings, opens everything, reports that it is ready, serves until it has to
// end.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/machine.hpp"
#include "firmware-daemon/compose.hpp"

namespace otkel {
namespace {

/// Informs the service manager, if one listens, that the ports are open.
void notify_ready() {
  const char* where = std::getenv("NOTIFY_SOCKET");  // NOLINT(concurrency-mt-unsafe)
  if (where == nullptr) return;
  const std::string_view path(where);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return;
  std::ranges::copy(path, address.sun_path);
  if (path.front() == '@') address.sun_path[0] = '\0';
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  constexpr std::string_view kReady = "READY=1";
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  (void)::sendto(fd, kReady.data(), kReady.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), size);
  ::close(fd);
}

int give_up(const core::Error& error) {
  std::fprintf(stderr, "otkeld does not start: %s: %s\n",
               std::string(core::word(error.code)).c_str(), error.detail.c_str());
  return daemon::exit_code(error.code);
}

int run(int argc, char** argv) {
  const auto settings = config::start_edge(
      argc, argv, "The daemon of one checkpoint: queue, permits, printing, API, link.");
  if (!settings) return settings.error();
  config::start_logging(settings->common.log_level);
  auto opened = daemon::Daemon::open(*settings);
  if (!opened) return give_up(opened.error());
  auto& checkpoint = **opened;
  checkpoint.end_on_signals();
  config::log(config::LogLevel::info, "ready",
              {{"site", settings->checkpoint.site.code()},
               {"profile", core::word(settings->common.profile)},
               {"kiosk_port", checkpoint.kiosk_port()},
               {"console_port", checkpoint.console_port()},
               {"database", settings->storage.database}});
  notify_ready();
  checkpoint.run();
  config::log(config::LogLevel::info, "stopped");
  return 0;
}

}  // namespace
}  // namespace otkel

int main(int argc, char** argv) {
  otkel::config::guard_memory();
  return otkel::run(argc, argv);
}
