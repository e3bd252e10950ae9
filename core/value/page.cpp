// Marks and limits as text.
#include "core/value/page.hpp"

#include "core/value/text.hpp"

namespace otkel::core {
namespace {

Result<ListPosition> place_in(std::string_view mark) {
  const auto dot = mark.find('.');
  const auto at = number_in<std::int64_t>(mark.substr(0, dot));
  if (dot == std::string_view::npos || !at)
    return fail(Code::value_malformed, "?after=: expected the `next` of the page before, found \"" +
                                           std::string(mark) + "\"");
  return ListPosition{*at, std::string(mark.substr(dot + 1))};
}

}  // namespace

std::string page_mark(const ListPosition& place) {
  return std::to_string(place.at) + "." + place.name;
}

Result<PageRequest> page_request(std::string_view after, std::string_view limit, std::int64_t usual,
                                 std::int64_t largest) {
  PageRequest request;
  request.limit = usual;
  if (!after.empty()) {
    auto place = place_in(after);
    if (!place) return std::unexpected(place.error());
    request.after = *std::move(place);
  }
  if (limit.empty()) return request;
  const auto number = number_in<std::int64_t>(limit);
  if (!number || *number < 1 || *number > largest)
    return fail(Code::value_malformed, "?limit=: expected 1 to " + std::to_string(largest) +
                                           ", found \"" + std::string(limit) + "\"");
  request.limit = *number;
  return request;
}

}  // namespace otkel::core
