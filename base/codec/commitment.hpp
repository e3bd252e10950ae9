#pragma once
// The commitment by which a log names a hash that lies beside it (ADR 0052).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/fact/officer_secret.hpp"

namespace otkel::codec {

/// Drawn from core::Random for each commitment: without it a commitment could be tried out like
/// the hash itself, long after the hash was erased.
using CommitmentSalt = std::array<std::uint8_t, 32>;

/// `hash`: argon2id, encoded.
core::OfficerSecret commit_to(const std::string& hash, const CommitmentSalt& salt);

/// Whether `text` has the form of a commitment.
bool is_whole_commitment(std::string_view text);

/// Whether salt and hash are those that the commitment was made of.
bool opens(const core::OfficerSecret& secret);

}  // namespace otkel::codec
