// Facts survive their JSON.
#include "core/fact/event.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/core/fact/unsaid.hpp"

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

TEST(Event, SurvivesItsJsonWhateverItIs) { every_fact_survives(); }

TEST(Event, SaysNothingThatNobodySaid) { expect_each_unsaid<Event>(); }

TEST(Event, HasATypeOfItsOwn) {
  std::set<std::string_view> types;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (types.insert(std::variant_alternative_t<I, Event>::type), ...);
  }(std::make_index_sequence<std::variant_size_v<Event>>());
  EXPECT_EQ(types.size(), std::variant_size_v<Event>);
}

TEST(Event, PassesOverFieldsOfANewerWriterAndMissesNone) {
  EXPECT_TRUE(codec::decode_event("intake_rejected",
                                  R"({"application_no":"NZ25-000001","reason":"x","later":1})"));
  const auto missing = codec::decode_event("intake_rejected", R"({"reason":"x"})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::event_malformed);
  EXPECT_NE(missing.error().detail.find("application_no"), std::string::npos);
  EXPECT_EQ(codec::decode_event("from_the_future", "{}").error().code, Code::event_malformed);
}

}  // namespace
}  // namespace otkel::core
