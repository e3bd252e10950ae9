#pragma once
// From files to settings: built-in defaults, then config/defaults/<site>.toml, then each file
// given, in order; what comes later wins. Strict: what is not understood stops the start.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "core/value/result.hpp"

namespace otkel::config {

struct LoadRequest {
  std::filesystem::path root;  ///< holds defaults/ and rule_pack/; empty: the shipped one
  std::vector<std::filesystem::path> files;
  std::optional<core::Site> site;  ///< from the command line; beats the files
};

/// Key -> where its value comes from: "FILE:LINE" or "--site". A key that is not in it has its
/// built-in default.
using Origins = std::map<std::string, std::string>;

template <class Settings>
struct Loaded {
  Settings settings;
  Origins origins;
};

/// Errors: config_invalid (rule_pack_invalid if the rule pack is at fault). The detail lists
/// every mistake, one per line: `FILE:LINE: KEY: expected ..., found ...`. A list of tables
/// (capacity, timetable, cameras) is replaced as a whole by a later file.
core::Result<Loaded<EdgeSettings>> load_edge(const LoadRequest& request);
core::Result<Loaded<HubSettings>> load_hub(const LoadRequest& request);

/// One line per key, `KEY = VALUE  # ORIGIN`, in the order of docs/config.md; secrets masked.
std::string print(const Loaded<EdgeSettings>& loaded);
std::string print(const Loaded<HubSettings>& loaded);

/// <prefix>/share/otkel/config beside the running program's <prefix>/bin, else the source tree's.
std::filesystem::path shipped_root();

/// docs/config.md, generated from the tables that the loader reads by.
std::string reference();

}  // namespace otkel::config
