#pragma once
// In which order waiting trucks are called, and who may be called out of turn.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// What a truck's place in the queue is made of: facts of its own, so nobody's arrival can put
/// others into another order.
struct QueueKey {
  Instant slot_start{};
  std::string booking_no;
  auto operator<=>(const QueueKey&) const = default;
};

/// The places of `waiting` in the order in which they are called: by slot, then by booking number.
/// A truck that came late keeps the place of its slot.
std::vector<std::size_t> order(std::span<const QueueKey> waiting);

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

/// The one place where a ground is taken: a word of the list. Errors: reason_missing if nothing
/// is given, value_malformed if the list has no such word.
Result<CallGround> read_ground(std::string_view text);

/// Why a truck is called out of turn: the ground of the law, and what the officer says of it.
struct StatedGround {
  CallGround ground = CallGround::post;
  std::string words;  ///< trimmed
};

struct Turn {
  bool in_turn = true;
  std::optional<StatedGround> said;  ///< set exactly where it is out of turn
};

/// What the officer gives with the call.
struct CallStatement {
  std::optional<std::string> ground, words;
};

/// Whether `booking_no` may be called while `next` is the first in order (nothing: nobody waits).
/// In turn nothing is asked for and nothing kept. Errors: reason_missing (out of turn without a
/// ground or without words), value_malformed (a ground that is on no list).
Result<Turn> may_call(const std::string& booking_no, const std::optional<std::string>& next,
                      const CallStatement& said);

}  // namespace otkel::core
