// otkel-printer-sim: a network receipt printer that needs no paper.
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "tests/sim/printer_sim_server.hpp"

namespace {

using otkel::sim::PrinterServer;
using otkel::sim::PrinterServerOptions;

constexpr const char* kUsage =
    "usage: otkel-printer-sim --port P --control-port Q --out DIR [--paper-rows N]\n"
    "  Port 0 takes a free one. The control port takes lines: paper N, paper out, status.\n";

PrinterServer* running = nullptr;

void end(int) {
  if (running != nullptr) running->stop();
}

std::optional<long> number_in(const std::string& text, long most) {
  long value = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || stop != text.data() + text.size() || value < 0 || value > most)
    return std::nullopt;
  return value;
}

std::optional<PrinterServerOptions> options_of(int count, char** words) {
  std::map<std::string, std::string> given{{"--paper-rows", "0"}};
  for (int i = 1; i + 1 < count; i += 2) given[words[i]] = words[i + 1];
  if (count % 2 == 0 || given.size() != 4 || !given.contains("--out")) return std::nullopt;
  const auto port = number_in(given["--port"], 65535);
  const auto control = number_in(given["--control-port"], 65535);
  const auto rows = number_in(given["--paper-rows"], 1'000'000'000);
  if (!port || !control || !rows) return std::nullopt;
  PrinterServerOptions options;
  options.port = static_cast<std::uint16_t>(*port);
  options.control_port = static_cast<std::uint16_t>(*control);
  options.paper_rows = *rows;
  options.rows_per_second = 2400;  // 300 mm/s
  options.out_folder = given["--out"];
  return options;
}

}  // namespace

int main(int count, char** words) {
  const auto options = options_of(count, words);
  if (!options) {
    std::fputs(kUsage, stderr);
    return 64;
  }
  std::error_code failed;
  std::filesystem::create_directories(options->out_folder, failed);
  if (failed) {
    std::fprintf(stderr, "otkel-printer-sim: cannot make %s: %s\n", options->out_folder.c_str(),
                 failed.message().c_str());
    return 73;
  }
  auto server = PrinterServer::open(*options);
  if (!server) {
    std::fprintf(stderr, "otkel-printer-sim: %s\n", server.error().detail.c_str());
    return 69;
  }
  running = &*server;
  std::signal(SIGTERM, end);
  std::signal(SIGINT, end);
  std::printf("port %u control %u\n", server->port(), server->control_port());
  std::fflush(stdout);
  server->run();
  return 0;
}
