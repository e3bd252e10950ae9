#pragma once
// The options that every program has, so that all of them start, check and explain alike.
#include <expected>
#include <functional>
#include <string>

#include "config/load.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's name
class App;
}

namespace otkel::config {

/// EX_CONFIG: the settings do not hold; starting again will not help.
inline constexpr int kExitConfig = 78;
/// EX_DATAERR: the database is corrupt or of a newer version; a person restores or installs.
inline constexpr int kExitDatabase = 65;

struct CommandLine {
  LoadRequest request;
  bool check_config = false;
  bool print_config = false;
};

/// Adds --config FILE (again and again), --site NAME, --config-root DIR, --check-config,
/// --print-config and --version. `into` must outlive the parse.
void add_common_options(CLI::App& app, CommandLine& into);

/// What only the program itself can see of the settings; its error is one of their mistakes.
using CheckEdge = std::function<core::Result<void>(const EdgeSettings&)>;

/// The settings to run with, or the status to exit with at once: 0 after --check-config and
/// --print-config, 78 after the list of mistakes on stderr.
std::expected<EdgeSettings, int> settle_edge(const CommandLine& line, const CheckEdge& check = {});
std::expected<HubSettings, int> settle_hub(const CommandLine& line);

/// For programs without options of their own: parse, then settle.
std::expected<EdgeSettings, int> start_edge(int argc, const char* const* argv,
                                            const std::string& about, const CheckEdge& check = {});
std::expected<HubSettings, int> start_hub(int argc, const char* const* argv,
                                          const std::string& about);

}  // namespace otkel::config
