#pragma once
// What is written down of a call: the list that it was made on, who was passed and why, and the
// ground of a call out of turn.
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// The legal grounds for a passage out of turn. Accelerated passage is not among them: it buys an
/// interval, not the head of the queue.
enum class CallGround {
  post,
  animals,
  perishables,
  dangerous,
  domestic_export,
  humanitarian,
  military,
  diplomatic,
};
template <>
struct EnumWords<CallGround> {
  static constexpr std::array<std::string_view, 8> words{
      "post",         "animals",  "perishables", "dangerous", "domestic_export",
      "humanitarian", "military", "diplomatic"};
};

/// Why a truck was passed by a call of one behind it. It keeps its place.
enum class WhyPassed { not_ready, lane_cannot, parked };
template <>
struct EnumWords<WhyPassed> {
  static constexpr std::array<std::string_view, 3> words{"not_ready", "lane_cannot", "parked"};
};
struct PassedTruck {
  std::string booking_no;
  WhyPassed why = WhyPassed::not_ready;
  static constexpr auto fields() {
    return std::tuple{field("booking_no", &PassedTruck::booking_no),
                      field("why", &PassedTruck::why)};
  }
  bool operator==(const PassedTruck&) const = default;
};

/// A ground that was granted: what it rests on, and which of the day's it was.
struct CallGrant {
  CallGround ground = CallGround::post;
  std::string words;  ///< what stands behind it
  std::string document_no;
  LocalDate document_date{};
  LocalDate day{};        ///< of the checkpoint, to whose number it counts
  std::int64_t used = 1;  ///< of its group on that day, with this one
  std::optional<std::int64_t> limit = std::nullopt;  ///< nothing: the rule pack sets none
  static constexpr auto fields() {
    using G = CallGrant;
    return std::tuple{field("ground", &G::ground),
                      field("words", &G::words),
                      field("document_no", &G::document_no),
                      field("document_date", &G::document_date),
                      field("day", &G::day),
                      field("used", &G::used),
                      field("limit", &G::limit)};
  }
  bool operator==(const CallGrant&) const = default;
};

struct CallRecord {
  std::string lane;
  std::int64_t count = 1;  ///< which call of this truck it is
  /// Of the list that it was called from, the called truck in it (core::order_hash_input). Empty if
  /// it was called already: then nobody was passed.
  std::string order_hash;
  std::vector<PassedTruck> passed;                ///< in order
  std::optional<CallGrant> grant = std::nullopt;  ///< set exactly if it was out of turn
  static constexpr auto fields() {
    using R = CallRecord;
    return std::tuple{field("lane", &R::lane), field("count", &R::count),
                      field("order_hash", &R::order_hash), field("passed", &R::passed),
                      field("grant", &R::grant)};
  }
  bool operator==(const CallRecord&) const = default;
};

}  // namespace otkel::core
