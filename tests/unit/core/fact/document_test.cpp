// The words of the sheets.
#include "core/fact/document.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

template <std::size_t... I>
std::set<std::string_view> words_of(std::index_sequence<I...>) {
  return {type_of(Document{std::variant_alternative_t<I, Document>{}})...};
}

// 1 is the original; only 2, 3, ... are marked as duplicates.
TEST(Document, IsAnOriginalWithZeroInEveryFigureByDefault) {
  const auto found = set_by_default_in<Document>();
  EXPECT_EQ(found.size(), std::variant_size_v<Document>) << "an attempt each";
  for (const auto& line : found) EXPECT_TRUE(line.ends_with("attempt=1")) << line;
}

TEST(Document, HasAUniqueTypeWord) {
  constexpr auto kCount = std::variant_size_v<Document>;
  EXPECT_EQ(words_of(std::make_index_sequence<kCount>()).size(), kCount);
  EXPECT_EQ(type_of(QueueTicket{}), "queue_ticket");
}

}  // namespace
}  // namespace otkel::core
