// The index gives what comparing the read with every card gives, whatever was put and erased.
#include "core/plate/card_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/plate/confusion_lesson.hpp"

namespace otkel::core {
namespace {

using Cards = std::set<std::string>;

/// The definition: every form of every card, one by one.
std::vector<NearCard> by_brute_force(const Cards& cards, const ReadCosts& read, Cost limit,
                                     CardForms forms = CardForms::all) {
  std::vector<NearCard> near;
  for (const auto& card : cards) {
    NearCard best{card, limit, KeyForm::as_written};
    const auto look = [&](const std::string& text, KeyForm form) {
      const Cost cost = read.to(encode_plate(text).value(), limit);
      if (cost < best.cost) best = {card, cost, form};
    };
    look(card, KeyForm::as_written);
    if (forms == CardForms::all)
      for (const auto& short_form : short_forms(card)) look(short_form.text, short_form.form);
    if (best.cost < limit) near.push_back(best);
  }
  std::sort(near.begin(), near.end(), [](const NearCard& a, const NearCard& b) {
    return std::tie(a.cost, a.plate) < std::tie(b.cost, b.plate);
  });
  return near;
}

std::string characters(std::string_view from, int least, int most) {
  return *rc::gen::container<std::string>(
      static_cast<std::size_t>(*rc::gen::inRange(least, most + 1)),
      rc::gen::elementOf(std::string(from)));
}

/// Dense on purpose: few letters, so that most plates have neighbours.
std::string any_card() {
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return characters("0O8B3DQ", 4, 10);
    case 1:
      return "0" + characters("12", 1, 1) + "KG" + characters("012", 3, 3) + characters("AB", 2, 3);
    case 2:
      return "新A" + characters("0123", 5, 5);
    case 3:
      return characters("0123456789", 3, 3) + characters("ABC", 2, 3) + "02";
    default:
      return characters("12", 4, 4) + "ӨҮА";
  }
}

std::string misread(std::string plate) {
  for (int changes = *rc::gen::inRange(0, 4); changes > 0; --changes) {
    if (plate.size() < 2) break;
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(plate.size())));
    if (static_cast<unsigned char>(plate[at]) > 127) continue;
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        plate.erase(at, 1);
        break;
      case 1:
        plate.insert(at, 1, plate[at]);
        break;
      case 2:
        plate[at] = '?';
        break;
      default:
        plate[at] = characters("0O8B3DQ1I2Z5S", 1, 1).front();
    }
  }
  return plate;
}

Confusions some_lessons() {
  Confusions lessons;
  for (int n = *rc::gen::inRange(0, 30); n > 0; --n) {
    const std::string truth = characters("0123456789", 3, 3) + "ABC02";
    learn(lessons, misread(truth), truth);
  }
  return lessons;
}

RC_GTEST_PROP(CardIndex, GivesWhatComparingWithEveryCardGives, ()) {
  CardIndex index;
  Cards cards;
  for (int n = *rc::gen::inRange(1, 700); n > 0; --n) {
    const std::string card = any_card();
    index.put(card);
    cards.insert(card);
    if (*rc::gen::inRange(0, 4) != 0) continue;
    const auto gone = cards.lower_bound(any_card());
    if (gone == cards.end()) continue;
    index.erase(*gone);
    cards.erase(gone);
  }
  RC_ASSERT(index.size() == cards.size());
  const Confusions lessons = some_lessons();
  for (int n = 0; n < 10; ++n) {
    const auto card = cards.lower_bound(any_card());
    const auto code = encode_plate(misread(card == cards.end() ? any_card() : *card));
    if (!code) continue;
    std::vector<double> confidence;
    for (int i = *rc::gen::inRange(0, 2) * code->size; i > 0; --i)
      confidence.push_back(*rc::gen::inRange(0, 101) / 100.0);
    const ReadCosts read(*code, confidence, lessons);
    const Cost limit = *rc::gen::inRange(1, 1800);
    RC_ASSERT(index.near(read, limit) == by_brute_force(cards, read, limit));
    const auto whole = by_brute_force(cards, read, limit, CardForms::whole);
    RC_ASSERT(index.near(read, limit, CardForms::whole) == whole);
  }
}

TEST(CardIndex, HoldsEachCardOnceAndForgetsItWhole) {
  CardIndex index;
  index.put("01KG123ABC");
  index.put("01KG123ABC");
  index.put("新A12345");
  EXPECT_EQ(index.size(), 2U);
  const auto near = [&](const char* text) {
    return index.near(ReadCosts(*encode_plate(text), {}, {}), 1);
  };
  ASSERT_EQ(near("01123ABC").size(), 1U);
  EXPECT_EQ(near("01123ABC").front(), (NearCard{"01KG123ABC", 0, KeyForm::without_kg}));
  EXPECT_EQ(near("A12345").front(), (NearCard{"新A12345", 0, KeyForm::without_province}));
  EXPECT_TRUE(index.near(ReadCosts(*encode_plate("A12345"), {}, {}), 1, CardForms::whole).empty());
  index.erase("01KG123ABC");
  index.erase("01KG123ABC");
  EXPECT_TRUE(near("01123ABC").empty());
  EXPECT_FALSE(index.contains("01KG123ABC"));
  index.erase("新A12345");
  EXPECT_EQ(index.size(), 0U);
  EXPECT_TRUE(near("A12345").empty());
}

TEST(CardIndex, StartsAgainAfterItsLastCardWasErased) {
  CardIndex index;
  index.put("123ABC02");
  index.erase("123ABC02");
  for (const char* plate : {"777XYZ05", "222ABC02", "999ZZZ19"}) index.put(plate);
  for (const char* plate : {"777XYZ05", "222ABC02", "999ZZZ19"}) {
    const auto near = index.near(ReadCosts(*encode_plate(plate), {}, {}), 1);
    ASSERT_EQ(near.size(), 1U) << plate;
    EXPECT_EQ(near.front(), (NearCard{plate, 0, KeyForm::as_written}));
  }
  index.clear();
  EXPECT_EQ(index.size(), 0U);
  EXPECT_FALSE(index.contains("777XYZ05"));
}

TEST(CardIndex, TakesNoTextThatIsNoPlate) {
  CardIndex index;
  index.put("");
  index.put("1234567890123");
  EXPECT_EQ(index.size(), 0U);
  EXPECT_FALSE(index.contains(""));
  index.erase("");
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(NearCard{}.cost, 0);
}

TEST(CardIndex, FindsPlatesOfEveryProvinceAndDistinguishesThem) {
  CardIndex index;
  for (const char* plate : {"津A12345", "贵A12345", "粤A12345", "青A12345", "琼A12345"})
    index.put(plate);
  for (const char* plate : {"津A12345", "贵A12345", "粤A12345", "青A12345", "琼A12345"}) {
    const auto near = index.near(ReadCosts(*encode_plate(plate), {}, {}), 1);
    ASSERT_EQ(near.size(), 1U) << plate;
    EXPECT_EQ(near.front().plate, plate);
  }
  EXPECT_EQ(index.near(ReadCosts(*encode_plate("A12345"), {}, {}), 1).size(), 5U);
}

TEST(CardIndex, KeepsAHundredThousandCardsInLessThanFortyBytesEach) {
  CardIndex index;
  for (int n = 0; n < 100'000; ++n) {
    // A walk over all numbers in no order: blocks split in the middle.
    const int mixed = static_cast<int>((n * 7919LL) % 100'000);
    std::string digits = std::to_string(100'000 + mixed).substr(1);
    index.put(digits.substr(0, 3) + "A" + std::string(1, static_cast<char>('A' + mixed % 26)) +
              "C" + digits.substr(3));
  }
  ASSERT_GT(index.size(), 90'000U);
  EXPECT_LT(index.bytes() / index.size(), 40U);
}

}  // namespace
}  // namespace otkel::core
