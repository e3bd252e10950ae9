#pragma once
// Officers' passwords: argon2id in the encoded form, with one cost for the hub, the daemon and the
// hand tool.
#include <array>
#include <cstdint>
#include <string>

#include "core/value/result.hpp"

namespace otkel::codec {

/// Drawn from core::Random for each password.
using PasswordSalt = std::array<std::uint8_t, 16>;

/// 19 MiB and two passes: dear enough for who steals the register, and within the memory budget of
/// a checkpoint (docs/budget.md). Errors: internal (no memory).
core::Result<std::string> hash_password(const std::string& password, const PasswordSalt& salt);

/// Takes about as long as hashing; any thread.
bool password_fits(const std::string& encoded, const std::string& password);

}  // namespace otkel::codec
