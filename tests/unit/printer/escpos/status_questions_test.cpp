// One question at a time, and which answer is its own.
#include "printer/escpos/status_questions.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace otkel::printer {
namespace {

constexpr StatusAnswers kTruth{0x16, 0x12, 0x1a, 0x72};

/// Plays a round against a printer that says to each question what `answer` gives.
template <class Answer>
std::optional<StatusAnswers> round_with(Answer answer) {
  StatusQuestions questions;
  std::vector<std::uint8_t> said;
  questions.begin(said.size());
  while (questions.under_way()) {
    const auto bytes = questions.next();
    for (std::size_t i = 2; i < bytes.size(); i += 3) answer(bytes[i], said);
    if (const auto round = questions.take(said)) return round;
  }
  return std::nullopt;
}

TEST(StatusQuestions, GetTheAnswersOfAPrinterThatKeepsTheOrder) {
  EXPECT_EQ(round_with([](std::uint8_t number, auto& said) { said.push_back(kTruth[number - 1]); }),
            kTruth);
}

// c08: each question is answered with what was true of the one before.
TEST(StatusQuestions, GetTheAnswersOfAPrinterThatIsOneQuestionLate) {
  std::uint8_t before = 0x12;
  EXPECT_EQ(round_with([&](std::uint8_t number, auto& said) {
              said.push_back(std::exchange(before, kTruth[number - 1]));
            }),
            kTruth);
}

TEST(StatusQuestions, GetTheAnswersOfAPrinterThatAnswersARepeatedQuestionOnce) {
  std::uint8_t last = 0;
  EXPECT_EQ(round_with([&](std::uint8_t number, auto& said) {
              if (std::exchange(last, number) != number) said.push_back(kTruth[number - 1]);
            }),
            kTruth);
}

TEST(StatusQuestions, WaitForTheAnswerBeforeTheNextQuestion) {
  StatusQuestions questions;
  std::vector<std::uint8_t> said{0x12};  // of an earlier round
  questions.begin(said.size());
  EXPECT_EQ(questions.next(), (Bytes{0x10, 4, 1, 0x10, 4, 1}));
  EXPECT_FALSE(questions.take(said).has_value());
  EXPECT_TRUE(questions.next().empty());
  said.insert(said.end(), {0x16, 0x16});
  EXPECT_FALSE(questions.take(said).has_value()) << "three to go";
  EXPECT_EQ(questions.next(), (Bytes{0x10, 4, 2, 0x10, 4, 2}));
}

}  // namespace
}  // namespace otkel::printer
