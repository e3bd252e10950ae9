#pragma once
// The stock as two officers count it at the change of their shift, and who may hand it over.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/permit/authority.hpp"
#include "core/value/blank_number.hpp"

namespace otkel::core {

struct StockCount {
  std::int64_t blanks = 0;
  std::optional<BlankNumber> front;  ///< the one that is given next; nothing in an empty stock
  bool operator==(const StockCount&) const = default;
};

/// "57, C00000012", or "0" of an empty stock. Errors: value_malformed.
Result<StockCount> read_count(std::string_view text, const BlankFormat& format);
std::string words_of(const StockCount& count);

/// In words, where what was counted is not what the books have.
std::optional<std::string> count_differs(const StockCount& counted, const StockCount& in_books);

/// Who keeps the stock hands it over; a senior may for one who is not there. `keeper`: nothing
/// before the first hand-over. Errors: forbidden.
Result<void> may_hand_over(const std::optional<std::string>& keeper, const Person& from);

}  // namespace otkel::core
