#pragma once
// Stretches in which a truck could not come whatever it did: the road, the blanks or the check-in
// did not work. The clocks of lateness and no-show stand still in them (ADR 0065).
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class BlockedKind {
  road_closed_kz,  ///< by the Kazakh side
  road_closed_cn,  ///< by the Chinese side
  no_blanks,
  no_check_in,   ///< the machine was down, or its clock could not decide
  ordered_stop,  ///< an order of an authority
};
template <>
struct EnumWords<BlockedKind> {
  static constexpr std::array<std::string_view, 5> words{
      "road_closed_kz", "road_closed_cn", "no_blanks", "no_check_in", "ordered_stop"};
};

/// Nobody passes: what an officer says and takes back.
inline bool closes_road(BlockedKind kind) {
  return kind == BlockedKind::road_closed_kz || kind == BlockedKind::road_closed_cn ||
         kind == BlockedKind::ordered_stop;
}

/// One of a kind at a time; kind and begin name the span.
struct BlockedBegan {
  static constexpr std::string_view type = "blocked_began";
  BlockedKind kind = BlockedKind::road_closed_kz;
  Instant began{};     ///< may lie before the fact
  std::string reason;  ///< an officer's words, or those of the machine
  static constexpr auto fields() {
    using F = BlockedBegan;
    return std::tuple{field("kind", &F::kind), field("began", &F::began),
                      field("reason", &F::reason)};
  }
};

struct BlockedEnded {
  static constexpr std::string_view type = "blocked_ended";
  BlockedKind kind = BlockedKind::road_closed_kz;
  Instant began{}, ended{};
  std::string reason;
  static constexpr auto fields() {
    using F = BlockedEnded;
    return std::tuple{field("kind", &F::kind), field("began", &F::began), field("ended", &F::ended),
                      field("reason", &F::reason)};
  }
};

/// What a place is worth, fixed at check-in and never computed again.
enum class Quality { in_time, late };
template <>
struct EnumWords<Quality> {
  static constexpr std::array<std::string_view, 2> words{"in_time", "late"};
};

}  // namespace otkel::core
