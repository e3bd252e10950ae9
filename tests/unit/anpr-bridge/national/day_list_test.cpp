// The plates of a day: one by one, or not at all.
#include "anpr-bridge/national/day_list.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::noon;

core::LocalDate day(unsigned number) {
  return {std::chrono::year{2025}, std::chrono::month{5}, std::chrono::day{number}};
}

std::vector<std::string> texts(const DayPlates& plates) {
  std::vector<std::string> out;
  for (const auto& plate : plates.plates) out.push_back(plate.str());
  return out;
}

TEST(DayPlates, AreTakenInTheFormsThatAListCanHave) {
  const std::vector<std::string> wanted{"123ABC02", "841XYZ13"};
  for (const char* answer :
       {R"(["123ABC02","841 xyz 13"])", R"({"plates":["841XYZ13","123ABC02"],"page":1})",
        R"({"plates":[{"plateNumber":"123ABC02","slot":4},{"plateNumber":"841XYZ13"}]})"}) {
    const auto plates = parse_day_plates(answer, "plates");
    ASSERT_TRUE(plates) << answer;
    EXPECT_EQ(texts(*plates), wanted) << answer;
    EXPECT_EQ(plates->malformed, 0);
  }
  EXPECT_TRUE(parse_day_plates("[]", "plates").value().plates.empty()) << "a day without trucks";
}

TEST(DayPlates, CountAndNameWhatIsNoPlateAndKeepTheRest) {
  const auto plates =
      parse_day_plates(R"(["123ABC02",7,{"plate":"841XYZ13"},"#!","123ABC02",null,[],{},""])", "x");
  ASSERT_TRUE(plates);
  EXPECT_EQ(texts(*plates), std::vector<std::string>{"123ABC02"}) << "and each once";
  EXPECT_EQ(plates->malformed, 7);
  ASSERT_EQ(plates->problems.size(), 5u) << "the first few say enough";
  EXPECT_EQ(plates->problems[0], "entry 2: no text and no plateNumber");
  EXPECT_EQ(plates->problems[2], "entry 4: '#' does not stand on a plate");
}

TEST(DayPlates, RefuseAnAnswerThatIsNoList) {
  for (const char* answer : {"", "<html>", "{}", R"({"plates":7})", R"("123ABC02")", "[\"1\""}) {
    const auto plates = parse_day_plates(answer, "plates");
    ASSERT_FALSE(plates) << answer;
    EXPECT_EQ(plates.error().code, core::Code::payload_malformed);
  }
  std::string many = "[\"123ABC02\"";
  for (int i = 0; i < 20'000; ++i) many += ",\"123ABC02\"";
  EXPECT_FALSE(parse_day_plates(many + "]", "plates"));
}

struct Kept {
  test::TempFolder folder;
  Journal journal = Journal::open(folder / "journal.db", 1024, 3).value();
  DayList list{journal};

  void replace(unsigned number, const char* answer) {
    ASSERT_TRUE(list.replace(day(number), parse_day_plates(answer, "").value(), noon()));
  }
};

TEST(DayList, FindsAPlateAlsoInTheFormsThatCamerasWrite) {
  Kept kept;
  EXPECT_EQ(kept.list.look_up(day(20), "123ABC02").value(), Listed::unknown);
  kept.replace(20, R"(["123ABC02","841XYZ13","bad!"])");
  EXPECT_EQ(kept.list.look_up(day(20), "123ABC02").value(), Listed::listed);
  EXPECT_EQ(kept.list.look_up(day(20), "12302ABC").value(), Listed::listed) << "two lines";
  EXPECT_EQ(kept.list.look_up(day(20), "124ABC02").value(), Listed::unlisted);
  EXPECT_EQ(kept.list.look_up(day(21), "123ABC02").value(), Listed::unknown) << "another day";
  const auto about = kept.list.about(day(20)).value().value();
  EXPECT_EQ(about.plates, 2);
  EXPECT_EQ(about.malformed, 1);
  EXPECT_EQ(about.fetched, noon());
}

TEST(DayList, IsReplacedAsAWholeAndForgetsOlderDays) {
  Kept kept;
  kept.replace(18, R"(["841XYZ13"])");
  kept.replace(20, R"(["123ABC02"])");
  kept.replace(20, "[]");
  EXPECT_EQ(kept.list.look_up(day(20), "123ABC02").value(), Listed::unlisted);
  EXPECT_EQ(kept.list.about(day(20)).value().value().plates, 0);
  EXPECT_FALSE(kept.list.about(day(18)).value());
  kept.replace(21, R"(["123ABC02"])");
  EXPECT_TRUE(kept.list.about(day(20)).value()) << "a visit before midnight is sent after it";
}

}  // namespace
}  // namespace otkel::anpr
