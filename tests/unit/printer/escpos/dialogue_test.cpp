// One talk over a channel that answers before the write returns, as a fast USB printer does.
#include "printer/escpos/dialogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "printer/job/prepare.hpp"
#include "tests/support/escpos_model.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

/// The printer model without a cable. It never waits: who would have to wait is counted.
class DirectChannel final : public Channel {
 public:
  Written write_some(std::span<const std::uint8_t> bytes, milliseconds) override {
    return {printer.take_some(bytes), std::nullopt};
  }
  core::Result<Bytes> read(milliseconds most) override {
    auto said = printer.answers();
    constexpr std::array<std::uint8_t, 2> kEcho{0x37, 0x22};
    if (jams_after_echo && !std::ranges::search(said, kEcho).empty())
      printer.habits.cutter_jammed = true;
    if (said.empty() && most > milliseconds(100)) ++waits_in_vain;
    return said;
  }
  bool counts_at_printer() const override { return true; }

  escpos_model::Printer printer;
  int waits_in_vain = 0;
  bool jams_after_echo = false;
};

const PreparedJob& page() {
  static const auto job =
      prepare(printer_test::sample_print(), printer_test::sample_key(), Paper::mm80).value();
  return job;
}

struct Talk {
  Outcome print() { return Dialogue(channel, memory, DialogueTimes{}).print(page(), {}, {}); }
  DirectChannel channel;
  PrinterMemory memory;
};

TEST(Dialogue, WaitsForNoAnswerThatHasCome) {
  Talk talk;
  EXPECT_EQ(talk.print().grade, "A");
  EXPECT_EQ(talk.channel.waits_in_vain, 0);
}

TEST(Dialogue, IsUnknownWhereTheCutterFailsBehindTheEchoAndTheAnswerComesAtOnce) {
  Talk talk;
  talk.channel.printer.habits.pushes_status = false;
  talk.memory.old_answers = false;  // so the only echo is the one behind the cut
  talk.channel.jams_after_echo = true;
  const auto outcome = talk.print();
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(outcome.cause, core::Code::printer_cutter);
}

TEST(Dialogue, AsksInFrontOfTheCutWhereTheManualSaysThatItIsUnderstood) {
  Talk known, stranger;
  known.memory.can.process_id = Known::documented;
  EXPECT_EQ(known.print().grade, "A");
  EXPECT_EQ(stranger.print().grade, "A");
  const auto numbers = [](const Talk& talk) {
    return std::ranges::count(talk.channel.printer.commands(), "GS ( H");
  };
  EXPECT_EQ(numbers(known), numbers(stranger) + 1);
  EXPECT_EQ(known.memory.can.process_id, Known::probed);
}

TEST(Dialogue, BelievesWhatAPrinterDoesMoreThanItsManual) {
  Talk talk;
  talk.memory.can.process_id = Known::documented;
  talk.channel.printer.habits.answers_process_id = false;
  EXPECT_EQ(talk.print().grade, "B");
  EXPECT_EQ(talk.memory.can.process_id, Known::absent);
}

// Whatever a program that was killed had sent of a band's header or of its dots.
TEST(Dialogue, PrintsAWholePageBehindABandThatWasCutOffAnywhere) {
  const std::string head{"\x1d\x76\x30\x00\x48\x00\x20\x00", 8};
  for (std::size_t sent = 1; sent <= head.size() + 3; ++sent) {
    Talk talk;
    const auto piece = (head + "\xff\xff\xff").substr(0, sent);
    (void)talk.channel.printer.take(Bytes(piece.begin(), piece.end()));
    talk.memory.parser = PrinterMemory::Parser::anywhere;
    talk.memory.scrap = true;
    EXPECT_EQ(talk.print().grade, "A") << sent << " bytes of the band were sent";
    ASSERT_FALSE(talk.channel.printer.pieces().empty());
    EXPECT_EQ(talk.channel.printer.pieces().back().rows.size(),
              static_cast<std::size_t>(page().page.height))
        << sent << " bytes of the band were sent";
  }
}

}  // namespace
}  // namespace otkel::printer
