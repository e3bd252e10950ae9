#pragma once
// A long list is given in pages: where the last page ended, and how many rows are wanted.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/instant.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

inline constexpr std::int64_t kUsualPage = 50;
inline constexpr std::int64_t kLargestPage = 200;

/// A row's place in a list that is sorted by a time (or another number) and then by a name. Rows
/// that come or go before it move no row from behind it to before it.
struct ListPosition {
  std::int64_t at = 0;  ///< UTC milliseconds where the list is sorted by time
  std::string name;
  bool operator==(const ListPosition&) const = default;
};

struct PageRequest {
  std::optional<ListPosition> after;  ///< nothing: from the beginning
  std::int64_t limit = kUsualPage;
};

/// The text of a `next`, for the next question's ?after=: "1747710245678.V-17".
std::string page_mark(const ListPosition& place);
/// From the texts of ?after= and ?limit=; empty ones mean the beginning and the usual size. Errors:
/// value_malformed (no mark of ours, or a limit outside 1 to `largest`).
Result<PageRequest> page_request(std::string_view after, std::string_view limit,
                                 std::int64_t usual = kUsualPage,
                                 std::int64_t largest = kLargestPage);

/// `rows` were asked for with one more than `limit`. Takes that one off, and says where the next
/// page goes on; nothing if this was the last. `place_of(row)` is a ListPosition.
template <class Row, class PlaceOf>
std::optional<std::string> cut_page(std::vector<Row>& rows, std::int64_t limit, PlaceOf place_of) {
  const auto most = static_cast<std::size_t>(limit);
  if (rows.size() <= most) return std::nullopt;
  rows.resize(most);
  return page_mark(place_of(rows.back()));
}

inline std::int64_t place_in_time(Instant at) { return at.time_since_epoch().count(); }

}  // namespace otkel::core
