// Reading a count and holding it against the books.
#include "core/permit/stock_count.hpp"

#include "core/value/text.hpp"
#include "core/value/words.hpp"

namespace otkel::core {

Result<StockCount> read_count(std::string_view text, const BlankFormat& format) {
  const auto comma = text.find(',');
  const auto blanks = number_in<std::int64_t>(trimmed(text.substr(0, comma)));
  const bool named = comma != std::string_view::npos;
  if (!blanks || *blanks < 0 || *blanks > 1'000'000 || named != (*blanks > 0))
    return fail(Code::value_malformed,
                "$.subject: how many blanks lie in stock, a comma, and the number of the one in "
                "front, e.g. \"57, C00000012\"; \"0\" if there is none");
  StockCount count{*blanks, {}};
  if (!named) return count;
  auto front = format.number(trimmed(text.substr(comma + 1)));
  if (!front) return std::unexpected(front.error());
  count.front = *std::move(front);
  return count;
}

std::string words_of(const StockCount& count) {
  const auto blanks = std::to_string(count.blanks);
  return count.front ? blanks + ", " + count.front->str() : blanks;
}

std::optional<std::string> count_differs(const StockCount& counted, const StockCount& in_books) {
  if (counted == in_books) return std::nullopt;
  const auto of = [](const StockCount& count) {
    return std::to_string(count.blanks) +
           (count.front ? " from " + count.front->str() : std::string());
  };
  return "counted: " + of(counted) + "; in the books: " + of(in_books);
}

Result<void> may_hand_over(const std::optional<std::string>& keeper, const Person& from) {
  if (!keeper || *keeper == from.login || from.role == OfficerRole::senior) return {};
  return fail(Code::forbidden, "the stock is with " + *keeper +
                                   ", who hands it over; a senior does for one who is not there");
}

}  // namespace otkel::core
