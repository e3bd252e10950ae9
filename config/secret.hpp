#pragma once
// Secrets come from files, so that they stand in no process list, print or backup of a config.
#include <filesystem>
#include <string>

#include "config/settings.hpp"
#include "core/value/result.hpp"

namespace otkel::config {

/// The file's text without the line end. Errors: config_invalid if the file cannot be read, is
/// empty, or may be read by everybody (repair: chmod 0400).
core::Result<std::string> read_secret(const std::filesystem::path& file);

/// The cameras' secret path part: from `bridge.secret_file`, in a demonstration also from
/// `bridge.secret`. Errors: as read_secret; config_invalid if neither is set.
core::Result<std::string> bridge_secret(const BridgeSettings& settings);

}  // namespace otkel::config
