#pragma once
// The hash chain of a log: what makes a lost, changed or rewritten event visible.
#include <cstdint>
#include <string>
#include <string_view>

#include "core/fact/event_record.hpp"
#include "core/value/result.hpp"

namespace otkel::codec {

/// BLAKE2b-256 of core::chain_input, 64 hex digits. Does not read record.hash.
std::string chain_hash(const core::EventRecord& record);

/// BLAKE2b-128 of core::event_id_input, 32 hex digits.
std::string event_id_of(const core::EventRecord& record);

/// No U+0000 in actor, rule pack, type or body: PostgreSQL stores no such text, so a log that held
/// one could not be taken in there. Errors: event_malformed.
core::Result<void> check_storable(const core::EventRecord& record);

/// Holds one event against its predecessor. `prev_hash` is core::kNoHash before the first event of
/// an epoch. Errors: event_malformed (a field, the id or the hash is not what the record says),
/// sequence_gap (another number than `expected_seq`), log_fork (follows another event).
core::Result<void> verify_follows(std::string_view prev_hash, std::int64_t expected_seq,
                                  const core::EventRecord& record);

}  // namespace otkel::codec
