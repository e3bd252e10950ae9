#pragma once
// Who may be called, and how many out of turn on one day.
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/fact/call_record.hpp"
#include "core/value/result.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// The one place where a ground is taken: a word of the list. Errors: reason_missing if nothing
/// is given, value_malformed if the list has no such word.
Result<CallGround> read_ground(std::string_view text);

/// Why a truck is called out of turn: the ground of the law, what the officer says of it, and the
/// document that it rests on.
struct StatedGround {
  CallGround ground = CallGround::post;
  std::string words;        ///< trimmed
  std::string document_no;  ///< trimmed
  LocalDate document_date{};
};

struct Turn {
  bool in_turn = true;
  std::optional<StatedGround> said;  ///< set exactly where it is out of turn
};

/// What the officer gives with the call.
struct CallStatement {
  std::optional<std::string> ground, words, document_no, document_date;
};

/// Whether `booking_no` may be called while `next` is the first in order (nothing: nobody waits).
/// In turn nothing is asked for and nothing kept. Errors: reason_missing (out of turn without a
/// ground, words, or a document), value_malformed (a ground that is on no list, a document of
/// after `today`), time_malformed.
Result<Turn> may_call(const std::string& booking_no, const std::optional<std::string>& next,
                      const CallStatement& said, LocalDate today);

/// Grounds that share one number a day.
enum class GroundGroup { post, listed };
template <>
struct EnumWords<GroundGroup> {
  static constexpr std::array<std::string_view, 2> words{"post", "listed"};
};
GroundGroup group_of(CallGround ground);

/// "Not more than" so many per cent: rounded down, so 1 % of 80 is none. Nothing: the pack sets no
/// limit.
std::optional<std::int64_t> grant_limit(const RulePack& pack, GroundGroup group,
                                        std::int64_t trucks_a_day);

/// Whether one more may be granted after `used` on that day. Nobody can override it. Errors:
/// quota_exceeded with both numbers.
Result<void> may_grant(CallGround ground, std::int64_t used, std::optional<std::int64_t> limit);

}  // namespace otkel::core
