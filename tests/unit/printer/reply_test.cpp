// Telling the printer's answers apart, however torn they arrive.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

#include "printer/escpos_reply.hpp"

namespace otkel::printer {
namespace {

using Answers = std::array<std::uint8_t, 4>;

TEST(EscposReplies, AreTheSameWhereverTheyAreTorn) {
  const std::vector<std::uint8_t> talk{0x12, 0x16, 0x37, 0x22, '0',  '0',
                                       '4',  '2',  0x00, 0x12, 0x00, 0x72};
  for (std::size_t cut = 0; cut <= talk.size(); ++cut) {
    EscposReplies replies;
    replies.take(std::span(talk).first(cut));
    replies.take(std::span(talk).subspan(cut));
    EXPECT_EQ(replies.statuses, (std::vector<std::uint8_t>{0x12, 0x16, 0x12, 0x72}));
    EXPECT_EQ(replies.process_ids, std::vector<std::string>{"0042"});
    EXPECT_EQ(replies.queued, 0x00);
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

TEST(EscposReplies, NameTheFirstTroubleAPersonCanMend) {
  using core::Code;
  EXPECT_EQ(trouble_in(Answers{0x12, 0x12, 0x12, 0x12}), std::nullopt);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x32, 0x12, 0x72}), Code::printer_paper_out);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x16, 0x12, 0x12}), Code::printer_cover_open);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x52, 0x1a, 0x12}), Code::printer_fault);
  EXPECT_EQ(trouble_in(Answers{0x1a, 0x12, 0x12, 0x12}), Code::printer_fault);
  EXPECT_TRUE(paper_near_end(0x1e));
  EXPECT_EQ(trouble_in(Answers{0x12, 0x12, 0x12, 0x1e}), std::nullopt) << "near the end prints";
}

}  // namespace
}  // namespace otkel::printer
