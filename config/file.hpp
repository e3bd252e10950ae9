#pragma once
// One TOML file from the disk. Internal to this folder.
#include <toml++/toml.h>

#include <filesystem>
#include <optional>

#include "config/table.hpp"

namespace otkel::config {

/// Nothing, and a mistake noted, if the file cannot be read or is not TOML.
std::optional<toml::table> parse_file(const std::filesystem::path& file, Diagnostics& diagnostics);

/// All mistakes, one per line.
std::string joined(const std::vector<std::string>& lines);

}  // namespace otkel::config
