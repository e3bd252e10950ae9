// Messages that tell the same look at a vehicle count once.
#include "core/plate/visit_reads.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

PlateRead reported(const char* plate, const char* event) {
  PlateRead read;
  read.plate = plate;
  read.event_id = event;
  return read;
}

VisitReads reads_of(const std::vector<PlateRead>& reads) {
  return reads_of_visit(reads, [](const std::string&) { return false; });
}

TEST(VisitReads, CountsACaptureOnceWithItsLastReport) {
  const auto reads = reads_of({reported("123ABC02", "e1"), reported("123ABD02", "e1")});
  ASSERT_EQ(reads.captures.size(), 1U);
  EXPECT_EQ(reads.captures[0].main().folded, "123ABD02");
  EXPECT_EQ(reads_of({reported("123ABC02", "e1"), reported("123ABC02", "e2")}).captures.size(), 2U);
}

TEST(VisitReads, NeverReplacesALiveReportByALateOne) {
  auto late = reported("777XYZ05", "e1");
  late.retransmitted = true;
  const auto reads = reads_of({reported("123ABC02", "e1"), late});
  ASSERT_EQ(reads.captures.size(), 1U);
  EXPECT_EQ(reads.captures[0].main().folded, "123ABC02");
  EXPECT_FALSE(reads.captures[0].late);
}

TEST(VisitReads, KeepsTextsThatAreNoPlateForTheRecord) {
  const auto reads = reads_of({reported("STOP", "e1")});
  EXPECT_TRUE(reads.captures.empty());
  EXPECT_TRUE(reads.read_something);
  EXPECT_EQ(reads.raw, "STOP");
  EXPECT_FALSE(reads_of({reported("", "e1")}).read_something);
}

TEST(VisitReads, TreatsACardsPlateAsAPlateWhateverItsShape) {
  const auto listed = [](const std::string& text) { return text == "STOP"; };
  EXPECT_EQ(reads_of_visit({reported("STOP", "e1")}, listed).captures.size(), 1U);
}

PlateRead at(const char* plate, std::optional<int> second) {
  auto read = reported(plate, "");
  if (second) read.camera_time = Instant{std::chrono::seconds{*second}};
  return read;
}

TEST(VisitReads, DistinguishesCapturesWithoutAnIdByCameraTimeAndText) {
  const auto captures = [](std::vector<PlateRead> reads) {
    return reads_of(reads).captures.size();
  };
  EXPECT_EQ(captures({at("123ABC02", 1), at("123ABC02", 1)}), 1U);
  EXPECT_EQ(captures({at("123ABC02", 1), at("123ABC02", 2)}), 2U);
  EXPECT_EQ(captures({at("123ABC02", 1), at("128ABC02", 1)}), 2U);
  EXPECT_EQ(captures({at("123ABC02", {}), at("123ABC02", {})}), 2U) << "no time: two looks";
  auto named = at("123ABC02", 1);
  named.event_id = "e1";
  EXPECT_EQ(captures({at("123ABC02", 1), named}), 2U) << "only one has an id";
  EXPECT_EQ(captures({named, at("123ABC02", 1)}), 2U);
  auto other_camera = named;
  other_camera.camera = "b";
  EXPECT_EQ(captures({named, other_camera}), 2U) << "two cameras count their own ids";
  auto behind = named;
  behind.view = View::rear;
  EXPECT_EQ(captures({named, behind}), 2U);
  EXPECT_TRUE(reads_of({behind}).captures[0].rear);
  EXPECT_FALSE(reads_of({named}).captures[0].rear);
}

TEST(VisitReads, BelievesALiveReportAndOneThatReadSomething) {
  auto late = reported("777XYZ05", "e1");
  late.retransmitted = true;
  auto later = reported("123ABC02", "e1");
  later.retransmitted = true;
  const auto main = [](std::vector<PlateRead> reads) {
    return reads_of(reads).captures.at(0).main().folded;
  };
  EXPECT_EQ(main({late, reported("123ABC02", "e1")}), "123ABC02");
  EXPECT_EQ(main({late, later}), "123ABC02") << "both are late: the last";
  EXPECT_EQ(main({reported("123ABC02", "e1"), reported("", "e1")}), "123ABC02");
  EXPECT_TRUE(reads_of({late}).captures[0].late);
}

TEST(VisitReads, DoubtsALookThatTheCameraGaveLessThanHalf) {
  const auto doubtful = [](std::optional<double> confidence) {
    auto read = reported("123ABC02", "e1");
    read.confidence = confidence;
    return reads_of({read}).captures.at(0).doubtful;
  };
  EXPECT_FALSE(doubtful({})) << "the camera does not tell";
  EXPECT_FALSE(doubtful(0.5));
  EXPECT_TRUE(doubtful(0.499));
}

TEST(VisitReads, KeepsTheConfidenceOfEachCharacterIfItBelongsToTheTextAsItIs) {
  auto read = reported("123ABC02", "e1");
  read.character_confidence = std::vector<double>(8, 0.9);
  EXPECT_EQ(reads_of({read}).captures[0].main().confidence.size(), 8U);
  read.plate = "123-ABC02";
  EXPECT_EQ(reads_of({read}).captures[0].main().confidence.size(), 8U);
  read.character_confidence.push_back(0.9);
  EXPECT_TRUE(reads_of({read}).captures[0].main().confidence.empty()) << "one is the hyphen's";
  read.plate = "12302ABC";
  read.character_confidence.pop_back();
  const auto capture = reads_of({read}).captures[0];
  ASSERT_EQ(capture.texts.size(), 2U);
  EXPECT_EQ(capture.texts[0].confidence.size(), 8U);
  EXPECT_TRUE(capture.texts[1].confidence.empty()) << "another order";
}

TEST(VisitReads, OffersTheCamerasOtherTextsAsAlternatives) {
  auto read = reported("123ABC02", "e1");
  read.others = {{"123-ABC-02", 0.9}, {"128ABC02", 0.5}, {"STOP", 0.4}, {"12302ABC", {}}};
  const auto capture = reads_of({read}).captures.at(0);
  std::vector<std::pair<std::string, KeyForm>> texts;
  for (const auto& text : capture.texts) texts.emplace_back(text.form.text, text.form.form);
  EXPECT_EQ(texts, (std::vector<std::pair<std::string, KeyForm>>{{"123ABC02", KeyForm::as_written},
                                                                 {"128ABC02", KeyForm::alternative},
                                                                 {"12302ABC", KeyForm::alternative},
                                                                 {"123ABC02", KeyForm::two_line}}))
      << "the same text once, no text that is no plate";
  EXPECT_TRUE(capture.whole());
  read.plate = "STOP";
  EXPECT_FALSE(reads_of({read}).captures.at(0).whole()) << "an alternative only";
  EXPECT_FALSE(reads_of({reported("12?ABC02", "e1")}).captures.at(0).whole())
      << "an open character";
}

TEST(VisitReads, NamesTheFirstTextThatWasReadAndElseTheFirstThatWasWritten) {
  const auto reads = reads_of({reported("", "e1"), reported("-", "e2"), reported("STOP", "e3"),
                               reported("123ABC02", "e4")});
  EXPECT_EQ(reads.raw, "STOP");
  EXPECT_EQ(reads.folded, "STOP");
  EXPECT_EQ(reads_of({reported("", "e1"), reported("-", "e2"), reported("unknown", "e3")}).raw,
            "-");
  EXPECT_FALSE(VisitReads{}.read_something);
  const Capture fresh{};
  EXPECT_FALSE(fresh.rear || fresh.late || fresh.doubtful);
}

TEST(VisitReads, TakesNoEmptyTextForACard) {
  const auto anything = [](const std::string&) { return true; };
  EXPECT_TRUE(reads_of_visit({reported("", "e1")}, anything).captures.empty());
}

TEST(VisitReads, KeepsTheDoubtAndTheCountriesOfEveryReportOfACapture) {
  const auto with = [](const char* plate, bool doubt, const char* country) {
    auto read = reported(plate, "e1");
    if (doubt) read.doubt = ReadDoubt::age_unknown;
    read.country = country;
    return read;
  };
  using Countries = std::vector<std::string>;
  const auto plain = reads_of({with("123ABC02", false, "")}).captures.at(0);
  EXPECT_FALSE(plain.uncertain);
  EXPECT_EQ(plain.countries, Countries{});
  const auto one = reads_of({with("123ABC02", true, "kz")}).captures.at(0);
  EXPECT_TRUE(one.uncertain);
  EXPECT_EQ(one.countries, Countries{"KZ"});
  const auto later = reads_of({with("123ABC02", true, "KG"), with("123ABD02", false, "")});
  EXPECT_TRUE(later.captures.at(0).uncertain) << "a clean repetition lifts no doubt";
  EXPECT_EQ(later.captures.at(0).countries, Countries{"KG"});
  EXPECT_EQ(later.captures.at(0).main().folded, "123ABD02");
  const auto then = reads_of({with("123ABC02", false, "KZ"), with("", true, "RU")});
  EXPECT_TRUE(then.captures.at(0).uncertain) << "nor is one forgotten that read nothing";
  EXPECT_EQ(then.captures.at(0).countries, (Countries{"KZ", "RU"}));
  EXPECT_EQ(then.captures.at(0).main().folded, "123ABC02");
  auto another = with("123ABC02", true, "RU");
  another.event_id = "e2";
  const auto two = reads_of({with("123ABC02", false, "KZ"), another});
  ASSERT_EQ(two.captures.size(), 2U);
  EXPECT_FALSE(two.captures[0].uncertain) << "each capture has its own";
  EXPECT_EQ(two.captures[0].countries, Countries{"KZ"});
}

TEST(VisitReads, TakesTheWordsOfTheMakersForNoRead) {
  for (const char* word :
       {"unlicensed", "unrecognised", "N/A", "_无_", "无牌车", "未识别", "0000000"}) {
    const auto reads = reads_of({reported(word, "e1")});
    EXPECT_TRUE(reads.captures.empty()) << word;
    EXPECT_FALSE(reads.read_something) << word;
  }
}

}  // namespace
}  // namespace otkel::core
