// What does not fit is refused, and the words name the numbers.
#include "core/permit/receipt.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace otkel::core {
namespace {

BlankNumber number(const char* text) { return BlankNumber::parse(text).value(); }

/// Ten numbers in three packs that lie in no order, with an act.
CountedDelivery delivery() {
  return {"B-7",
          number("C100"),
          10,
          "17/3",
          number("C109"),
          {{number("C104"), number("C108")},
           {number("C100"), number("C103")},
           {number("C109"), number("C109")}}};
}

TEST(Receipt, TakesWhatIsCountedAsItsActHasIt) {
  const auto numbers = check_delivery(delivery(), std::nullopt);
  ASSERT_TRUE(numbers) << numbers.error().detail;
  EXPECT_EQ(numbers->size(), 10U);
  EXPECT_EQ(numbers->back().str(), "C109");
  EXPECT_TRUE(check_delivery(delivery(), AnnouncedDelivery{"C100", 10}));
  auto announced = delivery();
  announced.act.reset();
  announced.last.reset();
  announced.packs.clear();
  EXPECT_TRUE(check_delivery(announced, AnnouncedDelivery{"C100", 10}))
      << "the announcement says what had to come";
}

struct Refusal {
  const char* name;
  Code code;
  const char* words;
  std::function<void(CountedDelivery&)> change;
  std::optional<AnnouncedDelivery> announced = std::nullopt;
};

TEST(Receipt, RefusesWithTheNumbersThatDoNotFit) {
  const auto refusals = {
      Refusal{"one too few by the act", Code::value_malformed,
              "$.count: C100 to C109 are 10 blanks, 9 were counted: 1 blank missing",
              [](auto& d) { d.count = 9; }},
      Refusal{"two too many by the act", Code::value_malformed,
              "12 were counted: 2 blanks too many", [](auto& d) { d.count = 12; }},
      Refusal{"an act of another series", Code::value_malformed,
              "$.last: D109 does not come after C100", [](auto& d) { d.last = number("D109"); }},
      Refusal{"an act that runs backwards", Code::value_malformed,
              "$.last: C099 does not come after C100", [](auto& d) { d.last = number("C099"); }},
      Refusal{"a gap between packs", Code::value_malformed,
              "$.packs: C100 to C103 in no pack: 4 blanks missing",
              [](auto& d) { d.packs.erase(d.packs.begin() + 1); }},
      Refusal{"a gap at the end", Code::value_malformed,
              "$.packs: C109 in no pack: 1 blank missing", [](auto& d) { d.packs.pop_back(); }},
      Refusal{"packs that overlap", Code::batch_overlaps, "$.packs: C104 to C105 in two packs",
              [](auto& d) { d.packs[1].last = number("C105"); }},
      Refusal{"a pack within another", Code::batch_overlaps, "$.packs: C105 in two packs",
              [](auto& d) { d.packs.push_back({number("C105"), number("C105")}); }},
      Refusal{"a pack that runs backwards", Code::value_malformed,
              "$.packs[0]: C104 does not come after C108",
              [](auto& d) { std::swap(d.packs[0].first, d.packs[0].last); }},
      Refusal{"a pack outside", Code::value_malformed,
              "$.packs[2]: C109 to C110 lies outside the batch, C100 to C109",
              [](auto& d) { d.packs[2].last = number("C110"); }},
      Refusal{"nobody says what had to come", Code::value_malformed,
              "$.act: the centre did not announce batch B-7", [](auto& d) { d.act.reset(); }},
      Refusal{"an act without its last number", Code::value_malformed, "and its last number",
              [](auto& d) { d.last.reset(); }},
      Refusal{"fewer than announced", Code::version_conflict,
              "the centre announced 12 blanks, C100 to C111, as batch B-7; 10 blanks, C100 to "
              "C109, were counted: 2 blanks missing",
              [](auto&) {}, AnnouncedDelivery{"C100", 12}},
      Refusal{"more than announced", Code::version_conflict, ": 1 blank too many", [](auto&) {},
              AnnouncedDelivery{"C100", 9}},
      Refusal{"others than announced", Code::version_conflict,
              "announced 10 blanks, C200 to C209, as batch B-7; 10 blanks, C100 to C109, were "
              "counted; count again or ask",
              [](auto&) {}, AnnouncedDelivery{"C200", 10}},
      Refusal{"no blank at all", Code::value_malformed, "a delivery has 1 to 100000",
              [](auto& d) { d.count = 0; }},
      Refusal{"the digits run out", Code::blank_number_malformed, "",
              [](auto& d) { d.first = number("C995"); }},
  };
  for (const auto& one : refusals) {
    auto changed = delivery();
    one.change(changed);
    const auto refused = check_delivery(changed, one.announced);
    ASSERT_FALSE(refused) << one.name;
    EXPECT_EQ(refused.error().code, one.code) << one.name << ": " << refused.error().detail;
    EXPECT_NE(refused.error().detail.find(one.words), std::string::npos)
        << one.name << ": " << refused.error().detail;
  }
}

}  // namespace
}  // namespace otkel::core
