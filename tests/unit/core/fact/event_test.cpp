// Facts survive their JSON.
#include "core/fact/event.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

template <std::size_t I = 0>
void every_fact_survives() {
  if constexpr (I < std::variant_size_v<Event>) {
    const Event event = std::variant_alternative_t<I, Event>{};
    const std::string body = codec::event_body(event);
    const auto again = codec::decode_event(event_type(event), body);
    ASSERT_TRUE(again) << event_type(event) << ": " << again.error().detail;
    EXPECT_EQ(again->index(), I);
    EXPECT_EQ(codec::event_body(*again), body);
    every_fact_survives<I + 1>();
  }
}

TEST(Event, SurvivesEncodingToJson) { every_fact_survives(); }

TEST(Event, HasAUniqueTypeWord) {
  std::set<std::string_view> types;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (types.insert(std::variant_alternative_t<I, Event>::type), ...);
  }(std::make_index_sequence<std::variant_size_v<Event>>());
  EXPECT_EQ(types.size(), std::variant_size_v<Event>);
}

// An attempt counts from 1, and whoever is recorded as an officer is one; nothing else is said by a
// fact unless somebody says it.
TEST(Event, HasNoValueThatItsWriterLeftOut) {
  EXPECT_EQ(
      set_by_default_in<Event>(),
      (SetFields{"officer_recorded.active=true", "print_queued.attempt=1", "print_ended.attempt=1",
                 "document_queued.attempt=1", "document_ended.attempt=1"}));
}

TEST(Event, IgnoresFieldsOfANewerWriterAndRequiresItsOwn) {
  EXPECT_TRUE(codec::decode_event("intake_rejected",
                                  R"({"application_no":"NZ25-000001","reason":"x","later":1})"));
  const auto missing = codec::decode_event("intake_rejected", R"({"reason":"x"})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::event_malformed);
  EXPECT_NE(missing.error().detail.find("application_no"), std::string::npos);
  EXPECT_EQ(codec::decode_event("from_the_future", "{}").error().code, Code::event_malformed);
  EXPECT_FALSE(codec::is_fact("from_the_future"));
  EXPECT_TRUE(codec::is_fact("intake_rejected"));
}

}  // namespace
}  // namespace otkel::core
