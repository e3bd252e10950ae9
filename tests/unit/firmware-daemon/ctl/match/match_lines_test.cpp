// Lines of text in, decisions out; what cannot be read is named and skipped.
#include "firmware-daemon/ctl/match/match_lines.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "base/codec/json.hpp"

namespace otkel::ctl {
namespace {

TEST(MatchLines, ReadCardsAsTextCsvAndJson) {
  for (const char* line : {"123 ABC 02", "123ABC02,DAF,XF 480", "123ABC02;DAF", "\"123ABC02\"",
                           R"({"plate": "123abc02", "make": "DAF"})"})
    EXPECT_EQ(card_in_line(line).value().str(), "123ABC02") << line;
  for (const char* line : {"plate,make", "123*BC02", "{\"card\": 1}", "{broken", "[1]"})
    EXPECT_FALSE(card_in_line(line)) << line;
}

TEST(MatchLines, ReadReadsAsTextReadListAndVisit) {
  EXPECT_EQ(reads_in_line("123ABC02").value().size(), 1U);
  const auto read = reads_in_line(R"({"plate": "123ABC02", "confidence": 0.9})").value();
  EXPECT_DOUBLE_EQ(read.front().confidence.value(), 0.9);
  const auto list = reads_in_line(R"(["123ABC02", {"plate": "12?ABC02"}])").value();
  EXPECT_EQ(list[1].plate, "12?ABC02");
  const auto late =
      reads_in_line(R"({"reads": ["123ABC02"], "live": false, "camera": "gate"})").value();
  EXPECT_TRUE(late.front().retransmitted);
  EXPECT_EQ(late.front().camera, "gate");
}

TEST(MatchLines, RefuseUnknownFieldsWithTheirPosition) {
  const auto read = reads_in_line(R"({"plate": "123ABC02", "confidense": 0.9})");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().detail.find("confidense"), std::string::npos);
  EXPECT_FALSE(reads_in_line(R"(["123ABC02", 7])"));
  EXPECT_FALSE(reads_in_line(R"({"reads": 7})"));
}

TEST(MatchLines, MatchTheValidLinesAndCountTheInvalid) {
  std::istringstream cards("123ABC02\n\nno plate here\n777XYZ05\r\n");
  std::istringstream reads("123ABC02\n{broken\n888QQQ16\nunknown\n");
  std::ostringstream out, trouble;
  core::CardIndex index;
  const auto loaded = load_cards(cards, "cards.txt", index, trouble);
  EXPECT_EQ(loaded.good, 2U);
  EXPECT_EQ(loaded.bad, 1U);
  const auto matched = match_reads(reads, "reads.txt", index, out, trouble);
  EXPECT_EQ(matched.good, 3U);
  EXPECT_EQ(matched.bad, 1U);
  EXPECT_NE(trouble.str().find("cards.txt:3: "), std::string::npos) << trouble.str();
  EXPECT_NE(trouble.str().find("reads.txt:2: "), std::string::npos) << trouble.str();

  std::istringstream lines(out.str());
  std::string line;
  std::getline(lines, line);
  const auto first = codec::parse(line).value().as_object();
  EXPECT_EQ(first.at("line").to_number<int>(), 1);
  EXPECT_EQ(first.at("kind").as_string(), "exact");
  EXPECT_FALSE(first.at("may_act").as_bool()) << "no record says that it is expected";
  EXPECT_EQ(first.at("why").as_string(), "one_witness");
  EXPECT_EQ(first.at("matched").as_string(), "123ABC02");
  EXPECT_EQ(first.at("normalised").as_string(), "123ABC02");
  EXPECT_TRUE(first.at("runner_up").is_null());
  EXPECT_EQ(first.at("version").as_string(), core::kMatcherVersion);
  std::getline(lines, line);
  EXPECT_EQ(codec::parse(line).value().at("kind").as_string(), "none");
  std::getline(lines, line);
  EXPECT_EQ(codec::parse(line).value().at("kind").as_string(), "no_read");
}

}  // namespace
}  // namespace otkel::ctl
