#pragma once
// A profile in a file of its own, for trying one out before it goes into the settings.
#include "anpr-bridge/decode/profile.hpp"

namespace otkel::anpr {

/// A JSON object with the keys of [[bridge.profiles]]. Errors: config_invalid, io_failed.
core::Result<Profile> read_profile(const std::string& path);

}  // namespace otkel::anpr
