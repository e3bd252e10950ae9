// The words of the sheets.
#include "core/fact/document.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/core/fact/unsaid.hpp"

namespace otkel::core {
namespace {

template <std::size_t... I>
std::set<std::string_view> words_of(std::index_sequence<I...>) {
  return {type_of(Document{std::variant_alternative_t<I, Document>{}})...};
}

TEST(Document, HasAWordOfItsOwn) {
  constexpr auto kCount = std::variant_size_v<Document>;
  EXPECT_EQ(words_of(std::make_index_sequence<kCount>()).size(), kCount);
  EXPECT_EQ(type_of(QueueTicket{}), "queue_ticket");
}

TEST(Document, SaysNothingThatNobodySaid) { expect_each_unsaid<Document>(); }

}  // namespace
}  // namespace otkel::core
