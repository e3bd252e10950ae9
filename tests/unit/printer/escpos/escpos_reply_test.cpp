// Telling the printer's answers apart, however torn they arrive.
#include "printer/escpos/escpos_reply.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

#include "printer/page/page.hpp"

namespace otkel::printer {
namespace {

using Answers = std::array<std::uint8_t, 4>;

TEST(EscposReplies, AreTheSameHoweverTheyAreSplit) {
  const std::vector<std::uint8_t> talk{0x12, 0x16, 0x37, 0x22, '0',  '0',
                                       '4',  '2',  0x00, 0x12, 0x00, 0x72};
  for (std::size_t cut = 0; cut <= talk.size(); ++cut) {
    EscposReplies replies;
    replies.take(std::span(talk).first(cut));
    replies.take(std::span(talk).subspan(cut));
    EXPECT_EQ(replies.statuses, (std::vector<std::uint8_t>{0x12, 0x16, 0x12, 0x72}));
    EXPECT_EQ(replies.process_ids, std::vector<std::string>{"0042"});
    EXPECT_EQ(replies.queued, std::vector<std::uint8_t>{0x00});
  }
}

TEST(EscposReplies, SurviveAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::vector<std::uint8_t>& noise) {
    EscposReplies replies;
    replies.take(noise);
    // However the noise ended, a whole echo behind a byte that ends any other is heard.
    replies.take(std::vector<std::uint8_t>{0xff, 0x37, 0x22, '9', '9', '9', '9', 0x00});
    RC_ASSERT(!replies.process_ids.empty());
    RC_ASSERT(replies.process_ids.back() == "9999");
  }));
}

// ASB while a question is answered: the one byte among the four is the question's.
TEST(EscposReplies, DistinguishPushedStatusFromWhatIsMixedIntoIt) {
  EscposReplies replies;
  replies.take(Bytes{0x18, 0x00, 0x16, 0x0c, 0x00, 0x00});
  EXPECT_EQ(replies.pushed, (std::vector<PushedStatus>{{0x18, 0x00, 0x0c, 0x00}}));
  EXPECT_EQ(replies.statuses, std::vector<std::uint8_t>{0x16});
  EXPECT_EQ(replies.queued, std::vector<std::uint8_t>{0x00}) << "the answer behind it";
  EXPECT_EQ(trouble_pushed(replies.pushed[0]), core::Code::printer_paper_out);
  replies.reset();
  replies.take(Bytes{0x37, 0x22, 'Q', 0x12, 'Q', 'S', 'S', 0x00});
  EXPECT_EQ(replies.process_ids, std::vector<std::string>{"QQSS"});
  EXPECT_EQ(replies.statuses, std::vector<std::uint8_t>{0x12});
}

// Near end and paper end are pairs of bits; a line feed and flow control are no answer.
TEST(EscposReplies, TakeOnlyWhatCanBeAnAnswerForOne) {
  EscposReplies replies;
  replies.take(Bytes{0x00, 0x03, 0x0c, 0x0f});
  EXPECT_EQ(replies.queued, (std::vector<std::uint8_t>{0x00, 0x03, 0x0c, 0x0f}));
  EXPECT_TRUE(replies.strange.empty());
  replies.take(Bytes{0x0a, 0x01, 0x20, 0xff});
  EXPECT_EQ(replies.queued.size(), 4U);
  EXPECT_EQ(replies.strange, (std::vector<std::uint8_t>{0x0a, 0x01, 0x20, 0xff}));
  replies.take(Bytes{0x11, 0x13});
  EXPECT_EQ(replies.strange.size(), 4U);
}

// An echo that lost its head must read as nothing at all.
TEST(EscposReplies, ConfuseNoProcessLetterWithAnotherAnswer) {
  EscposReplies replies;
  for (const char letter : kProcessLetters) replies.take(Bytes{static_cast<std::uint8_t>(letter)});
  EXPECT_TRUE(replies.statuses.empty() && replies.pushed.empty() && replies.queued.empty() &&
              replies.process_ids.empty());
}

TEST(EscposReplies, NameThePushedProblem) {
  using core::Code;
  EXPECT_EQ(trouble_pushed(PushedStatus{0x10, 0, 0x03, 0}), std::nullopt) << "near the end prints";
  EXPECT_EQ(trouble_pushed(PushedStatus{0x38, 0, 0, 0}), Code::printer_cover_open);
  EXPECT_EQ(trouble_pushed(PushedStatus{0x18, 0x08, 0, 0}), Code::printer_cutter);
  EXPECT_EQ(trouble_pushed(PushedStatus{0x18, 0x40, 0, 0}), Code::printer_overheated);
  EXPECT_EQ(trouble_pushed(PushedStatus{0x18, 0x20, 0, 0}), Code::printer_fault);
  EXPECT_EQ(trouble_pushed(PushedStatus{0x18, 0, 0, 0}), Code::printer_offline);
}

TEST(EscposReplies, NameTheFirstProblemThatAPersonCanFix) {
  using core::Code;
  EXPECT_EQ(trouble_in(Answers{0x12, 0x12, 0x12, 0x12}), std::nullopt);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x32, 0x12, 0x72}), Code::printer_paper_out);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x16, 0x12, 0x12}), Code::printer_cover_open);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x52, 0x1a, 0x12}), Code::printer_cutter);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x52, 0x52, 0x12}), Code::printer_overheated);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x52, 0x32, 0x12}), Code::printer_fault);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x52, 0x12, 0x12}), Code::printer_fault);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x12, 0x12, 0x12}), Code::printer_offline);
  EXPECT_TRUE(paper_near_end(0x1e));
  EXPECT_EQ(trouble_in(Answers{0x12, 0x12, 0x12, 0x1e}), std::nullopt) << "near the end prints";
}

}  // namespace
}  // namespace otkel::printer
