// Lists of facts, joined, and visited whole.
#include "core/fact/fact_list.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

struct Sun {
  int hours = 0;
};
struct Rain {};
struct Snow {};

template <class Fact, class List>
constexpr bool in = OneOf<Fact, List>;

TEST(FactList, HasEachOfItsFactsAndNoOther) {
  using Wet = FactList<Rain, Snow>;
  EXPECT_TRUE((in<Rain, Wet>));
  EXPECT_TRUE((in<Snow, Wet>));
  EXPECT_FALSE((in<Sun, Wet>));
  EXPECT_FALSE((in<Sun, FactList<>>));
}

TEST(FactList, IsJoinedInOrder) {
  EXPECT_TRUE((std::is_same_v<Joined<FactList<Sun>, FactList<>, FactList<Rain, Snow>>,
                              FactList<Sun, Rain, Snow>>));
  EXPECT_TRUE((std::is_same_v<VariantOf<FactList<Sun, Rain>>, std::variant<Sun, Rain>>));
}

TEST(VisitFact, AsksTheVisitorUnlessTheFactIsLeftOut) {
  using Weather = VariantOf<FactList<Sun, Rain, Snow>>;
  const auto hours = [](const Weather& weather) {
    return visit_fact<int, FactList<Rain, Snow>>([](const Sun& sun) { return sun.hours; }, weather);
  };
  EXPECT_EQ(hours(Sun{7}), 7);
  EXPECT_EQ(hours(Rain{}), 0);
  EXPECT_EQ(hours(Snow{}), 0);
}

}  // namespace
}  // namespace otkel::core
