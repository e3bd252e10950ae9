// otkel-hub: settings, clock, service.
#include <CLI/CLI.hpp>
#include <iostream>

#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/machine.hpp"
#include "config/system_random.hpp"
#include "sync/hub/service.hpp"

namespace {

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file

int fail(const core::Error& error) {
  config::log(config::LogLevel::error, "start_failed",
              {{"code", core::word(error.code)}, {"detail", error.detail}});
  // A person has to repair these, starting again does not.
  if (error.code == core::Code::config_invalid) return config::kExitConfig;
  return error.code == core::Code::database_corrupt || error.code == core::Code::database_newer
             ? config::kExitDatabase
             : 1;
}

}  // namespace

int main(int argc, char** argv) {
  config::guard_memory();
  CLI::App app(
      "The hub of Otkel: applications, payments, the register, and the checkpoints' links");
  config::CommandLine line;
  config::add_common_options(app, line);
  CLI11_PARSE(app, argc, argv);
  const auto settings = config::settle_hub(line);
  if (!settings) return settings.error();
  config::start_logging(settings->common.log_level);
  const auto clock = config::make_clock(settings->common.clock);
  if (!clock) return fail(clock.error());
  config::SystemRandom random;
  auto service = hub::Service::open(*settings, **clock, random);
  if (!service) return fail(service.error());
  service->stop_at_signals();
  config::log(config::LogLevel::info, "hub_ready",
              {{"http", settings->http.address + ":" + std::to_string(service->http_port())},
               {"link", service->link_endpoint()}});
  service->run();
  config::log(config::LogLevel::info, "hub_stopped");
  return 0;
}
