// CLI11 behind the shared options.
#include "config/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace otkel::config {
namespace {

constexpr int kExitUsage = 64;

std::unexpected<int> refuse(const core::Error& error) {
  std::fprintf(stderr, "the settings do not hold:\n%s\n", error.detail.c_str());
  return std::unexpected(kExitConfig);
}

template <class S>
std::expected<S, int> settle(const CommandLine& line, core::Result<Loaded<S>> loaded) {
  if (!loaded) return refuse(loaded.error());
  if (line.print_config) std::fputs(print(*loaded).c_str(), stdout);
  if (line.check_config && !line.print_config) std::puts("the settings hold");
  if (line.print_config || line.check_config) return std::unexpected(0);
  return std::move(loaded->settings);
}

template <class Settle>
auto start(int argc, const char* const* argv, const std::string& about, const Settle& settle_with)
    -> decltype(settle_with(CommandLine{})) {
  CLI::App app(about);
  CommandLine line;
  add_common_options(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return std::unexpected(app.exit(error) == 0 ? 0 : kExitUsage);
  }
  return settle_with(line);
}

}  // namespace

void add_common_options(CLI::App& app, CommandLine& into) {
  app.add_option_function<std::vector<std::string>>(
         "--config",
         [&into](const std::vector<std::string>& files) {
           into.request.files.assign(files.begin(), files.end());
         },
         "a TOML file over the defaults; again for more, the later wins")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option_function<std::string>(
         "--site",
         [&into](const std::string& name) {
           into.request.site = core::Site::parse(name);
           if (!into.request.site)
             throw CLI::ValidationError("--site", "expected the code of a site (" +
                                                      std::string(core::kSiteCodeShape) +
                                                      "), found " + name);
         },
         "the checkpoint; beats the config files")
      ->type_name("NAME");
  app.add_option_function<std::string>(
         "--config-root", [&into](const std::string& dir) { into.request.root = dir; },
         "where defaults/ and rule_pack/ stand, instead of the shipped ones")
      ->type_name("DIR");
  app.add_flag("--check-config", into.check_config,
               "list what is wrong with the settings, and end");
  app.add_flag("--print-config", into.print_config,
               "print every value and where it comes from, and end");
  app.set_version_flag("--version", std::string("otkel ") + OTKEL_VERSION);
}

std::expected<EdgeSettings, int> settle_edge(const CommandLine& line, const CheckEdge& check) {
  auto loaded = load_edge(line.request);
  if (loaded && check)
    if (const auto held = check(loaded->settings); !held) return refuse(held.error());
  return settle(line, std::move(loaded));
}

std::expected<HubSettings, int> settle_hub(const CommandLine& line) {
  return settle(line, load_hub(line.request));
}

std::expected<EdgeSettings, int> start_edge(int argc, const char* const* argv,
                                            const std::string& about, const CheckEdge& check) {
  return start(argc, argv, about,
               [&](const CommandLine& line) { return settle_edge(line, check); });
}

std::expected<HubSettings, int> start_hub(int argc, const char* const* argv,
                                          const std::string& about) {
  return start(argc, argv, about, settle_hub);
}

}  // namespace otkel::config
