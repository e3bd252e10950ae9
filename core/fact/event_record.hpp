#pragma once
// One row of an append-only log: the envelope that both logs, the link and the auditors share.
#include <cstdint>
#include <string>
#include <string_view>

#include "core/fact/actor.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::core {

/// Which of a checkpoint's two logs; each has exactly one writer.
enum class LogSide { edge, hub };
template <>
struct EnumWords<LogSide> {
  static constexpr std::array<std::string_view, 2> words{"edge", "hub"};
};

/// Identity is (side, site, epoch, seq): seq counts 1, 2, 3, ... without gap inside an epoch, and
/// an epoch is a new id whenever a database is created or restored.
struct EventRecord {
  LogSide side = LogSide::edge;
  Site site;
  std::string epoch;     ///< 32 hex digits
  std::int64_t seq = 0;  ///< from 1
  std::string event_id;  ///< 32 hex digits, derived from (side, site, epoch, seq)
  Instant at{};
  Actor actor;            ///< who did it (I9)
  std::string rule_pack;  ///< version of the rule pack that decided (I9)
  std::string type;       ///< word of the fact, e.g. "number_allocated"
  std::string body;       ///< the fact as JSON, byte for byte as its writer wrote it
  std::string prev_hash;  ///< 64 hex digits; 64 zeros before the first
  std::string hash;       ///< BLAKE2b-256 of chain_input(), 64 hex digits
  static constexpr auto fields() {
    using R = EventRecord;
    return std::tuple{
        field("side", &R::side),   field("site", &R::site),           field("epoch", &R::epoch),
        field("seq", &R::seq),     field("event_id", &R::event_id),   field("at", &R::at),
        field("actor", &R::actor), field("rule_pack", &R::rule_pack), field("type", &R::type),
        field("body", &R::body),   field("prev_hash", &R::prev_hash), field("hash", &R::hash)};
  }
};

inline constexpr std::size_t kHashHexDigits = 64;

/// What stands in prev_hash before the first event of every epoch.
inline constexpr std::string_view kNoHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What the hash is taken of: every field but the hash itself, each with its length before it, so
/// no two records have the same input.
std::string chain_input(const EventRecord& record);

/// What event_id is taken of (BLAKE2b-128 by whoever appends).
std::string event_id_input(const EventRecord& record);

}  // namespace otkel::core
