#pragma once
// CURVE key pairs on disk. One line of Z85 text (40 characters) per file; the secret file belongs
// to its owner alone.
#include <filesystem>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::sync {

struct CurveKeyPair {
  std::string public_key;  ///< Z85
  std::string secret_key;  ///< Z85; never logged
};

CurveKeyPair generate_keys();

/// Writes `secret_file` (mode 0600) and `secret_file` + ".pub" (0644). Errors:
/// io_failed, also when the secret file exists already: a key is not overwritten.
core::Result<void> store_keys(const CurveKeyPair& keys, const std::filesystem::path& secret_file);

/// Reads the secret and derives the public key. Errors: config_invalid (absent, not a key, or open
/// to others; the detail names the chmod that repairs it).
core::Result<CurveKeyPair> load_keys(const std::filesystem::path& secret_file);

/// Reads a .pub file. Errors: config_invalid.
core::Result<std::string> load_public_key(const std::filesystem::path& public_file);

/// 40 characters of the Z85 alphabet that decode to 32 bytes.
bool is_curve_key(std::string_view text);

/// The Z85 text of a key's 32 bytes; empty if they are not 32.
std::string curve_key_of(std::string_view bytes);

}  // namespace otkel::sync
