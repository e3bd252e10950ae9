// One talk over a channel that answers before the write returns, as a fast USB printer does.
#include "printer/escpos/dialogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "printer/job/prepare.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/printer/escpos/direct_channel.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::DirectChannel;

const PreparedJob& page() {
  static const auto job =
      prepare(printer_test::sample_print(), printer_test::sample_key(), Paper::mm80).value();
  return job;
}

struct DialogueFixture {
  DialogueFixture() { memory.habits.head_dots = page().page.width; }
  Outcome print() {
    return Dialogue(channel, memory, DialogueTimes{}, random).print(page(), {}, {});
  }
  DirectChannel channel;
  PrinterMemory memory;
  support::SeededRandom random{1};
};

TEST(Dialogue, DoesNotWaitForAnAnswerThatHasArrived) {
  DialogueFixture talk;
  EXPECT_EQ(talk.print().grade, "content");
  EXPECT_EQ(talk.channel.waits_in_vain, 0);
}

// What lies beyond a head that is narrower is on no paper, and the printer does not say so.
TEST(Dialogue, ProvesTheOrderAloneIfNobodyMeasuredTheHead) {
  DialogueFixture talk;
  talk.memory.habits.head_dots = 0;
  const auto outcome = talk.print();
  EXPECT_EQ(outcome.kind, OutcomeKind::confirmed) << outcome.detail;
  EXPECT_EQ(outcome.grade, "order");
  EXPECT_NE(outcome.detail.find("--set-up"), std::string::npos) << outcome.detail;
}

// An echo behind the page alone does not say that every band arrived.
TEST(Dialogue, ProvesTheOrderAloneIfABandMayBeLost) {
  DialogueFixture talk;
  talk.channel.loses_bytes = true;
  talk.memory.old_answers = false;  // so no number was echoed before the job
  EXPECT_EQ(talk.print().grade, "order");
  EXPECT_EQ(talk.print().grade, "content") << "now it has echoed one, so each band gets its own";
}

TEST(Dialogue, IsUnknownIfTheCutterFailsAfterTheEchoWithAnImmediateAnswer) {
  DialogueFixture talk;
  talk.channel.model.habits.pushes_status = false;
  talk.memory.old_answers = false;  // so the only echo is the one behind the cut
  talk.channel.jams_after_echo = true;
  const auto outcome = talk.print();
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(outcome.cause, core::Code::printer_cutter);
}

TEST(Dialogue, AsksBeforeTheCutIfTheManualDocumentsIt) {
  DialogueFixture known, stranger;
  known.memory.can.process_id = Known::documented;
  EXPECT_EQ(known.print().grade, "content");
  EXPECT_EQ(stranger.print().grade, "content");
  const auto numbers = [](const DialogueFixture& talk) {
    return std::ranges::count(talk.channel.model.commands(), "GS ( H");
  };
  EXPECT_EQ(numbers(known), numbers(stranger) + 1);
  EXPECT_EQ(known.memory.can.process_id, Known::probed);
}

TEST(Dialogue, PrefersThePrintersBehaviourToItsManual) {
  DialogueFixture talk;
  talk.memory.can.process_id = Known::documented;
  talk.channel.model.habits.answers_process_id = false;
  EXPECT_EQ(talk.print().grade, "order");
  EXPECT_EQ(talk.memory.can.process_id, Known::absent);
}

// Whatever a program that was killed had sent of a band's header or of its dots.
TEST(Dialogue, PrintsAWholePageAfterABandTruncatedAnywhere) {
  const std::string head{"\x1d\x76\x30\x00\x48\x00\x20\x00", 8};
  for (std::size_t sent = 1; sent <= head.size() + 3; ++sent) {
    DialogueFixture talk;
    const auto piece = (head + "\xff\xff\xff").substr(0, sent);
    (void)talk.channel.model.take(Bytes(piece.begin(), piece.end()));
    talk.memory.parser = PrinterMemory::Parser::anywhere;
    talk.memory.scrap = true;
    EXPECT_EQ(talk.print().grade, "content") << sent << " bytes of the band were sent";
    ASSERT_FALSE(talk.channel.model.pieces().empty());
    EXPECT_EQ(talk.channel.model.pieces().back().rows.size(),
              static_cast<std::size_t>(page().page.height))
        << sent << " bytes of the band were sent";
  }
}

}  // namespace
}  // namespace otkel::printer
