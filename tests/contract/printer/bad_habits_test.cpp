// Network printers, and what stands in front of them, with habits that bug reports tell of. Each
// page is judged by its paper: no proof may say more than what came out.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "config/system_random.hpp"
#include "printer/device/make_device.hpp"
#include "printer/device/tcp/tcp_channel.hpp"
#include "printer/escpos/device_escpos.hpp"
#include "printer/escpos/printer_profile.hpp"
#include "printer/job/prepare.hpp"
#include "tests/sim/network_printer.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using escpos_model::Printer;
using sim::NetworkFault;
using sim::NetworkPrinter;
using sim::NetworkPrinterOptions;
using std::chrono::milliseconds;
using support::TemporaryFolder;

const PreparedJob& page_of_attempt(int attempt) {
  static const auto make = [](int number) {
    auto print = printer_test::sample_print();
    print.attempt = number;
    return prepare(print, printer_test::sample_key(), Paper::mm80).value();
  };
  static const std::array<PreparedJob, 2> jobs{make(1), make(2)};
  return jobs.at(static_cast<std::size_t>(attempt - 1));
}

/// As make_device gives them, but for the waits that would make the test long.
DialogueTimes real_times() {
  DialogueTimes times;
  times.stall = milliseconds(2000);
  times.finish = milliseconds(8000);
  times.head = FastestHead{};
  return times;
}

/// As a technician sets one up who measured its head.
PrinterHabits measured(std::int64_t dots = 576) {
  PrinterHabits habits;
  habits.head_dots = dots;
  return habits;
}

/// The product's device and a network printer.
struct NetworkSetup {
  explicit NetworkSetup(const NetworkPrinterOptions& options = {},
                        DialogueTimes times = real_times(), PrinterHabits habits = measured())
      : printer(options),
        device(tcp_channel("127.0.0.1", printer.port(), milliseconds(2000)), Keep::closed,
               {random, folder.path(), [this](const std::string& text) { news += text + "\n"; }},
               times) {
    EXPECT_TRUE(save_profile(folder.path(), {"tcp-127.0.0.1-" + printer.port(), ""}, {}, habits));
  }
  Outcome print(int attempt) { return device.print(page_of_attempt(attempt), {}); }

  TemporaryFolder folder;
  config::SystemRandom random;
  std::string news;
  NetworkPrinter printer;
  DeviceEscpos device;
};

NetworkPrinterOptions real_head(std::int64_t rows_per_second = 2400) {
  NetworkPrinterOptions options;
  options.rows_per_second = rows_per_second;
  options.habits.buffer = 4096;
  return options;
}

/// Rows of the page, in their order from its top, with which the piece begins.
std::int64_t rows_of_page(const escpos_model::Piece& piece, const Page& page) {
  std::int64_t rows = 0;
  for (const auto& row : piece.rows) {
    const auto from = static_cast<std::size_t>(rows) * page.row_bytes();
    if (from >= page.bits.size() ||
        !std::equal(row.begin(), row.end(), page.bits.begin() + static_cast<std::ptrdiff_t>(from)))
      break;
    ++rows;
  }
  return rows;
}

/// Of the paper that came out last, cut off or hanging.
std::int64_t rows_on_paper(NetworkSetup& setup, int attempt) {
  std::int64_t rows = 0;
  setup.printer.with_printer([&](Printer& model) {
    const auto& page = page_of_attempt(attempt).page;
    rows = rows_of_page(model.hanging(), page);
    for (const auto& piece : model.pieces()) rows = std::max(rows, rows_of_page(piece, page));
  });
  return rows;
}

/// Whether the last piece is this page from its first row to its last, and nothing else.
bool last_piece_is(NetworkSetup& setup, int attempt) {
  bool alone = false;
  setup.printer.with_printer([&](Printer& model) {
    const auto& page = page_of_attempt(attempt).page;
    if (model.pieces().empty()) return;
    const auto& piece = model.pieces().back();
    alone = piece.whole && piece.rows.size() == static_cast<std::size_t>(page.height) &&
            rows_of_page(piece, page) == page.height;
  });
  return alone;
}

TEST(BadHabits, AHealthyPrinterIsConfirmedAtTheSpeedOfItsHead) {
  NetworkSetup setup(real_head());
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.kind, OutcomeKind::confirmed) << outcome.detail;
  EXPECT_EQ(outcome.grade, "content");
  EXPECT_TRUE(last_piece_is(setup, 1));
}

// c01: the system's buffer took the rest of the page, which is not the printer's having it.
TEST(BadHabits, AResetConnectionLeavesAPieceThatIsCutOffBeforeTheNextPage) {
  NetworkSetup setup(real_head());
  setup.printer.arm(NetworkFault::reset, 25'000, 0);
  const auto torn = setup.print(1);
  EXPECT_TRUE(setup.printer.fault_happened());
  EXPECT_EQ(torn.kind, OutcomeKind::unknown);
  EXPECT_EQ(torn.cause, core::Code::printer_absent);
  const auto on_paper = rows_on_paper(setup, 1);
  EXPECT_GT(on_paper, 0);
  EXPECT_GE(torn.rows_sent, on_paper);
  EXPECT_LE(torn.rows_sent, on_paper + 2 * 4096 / 72 + 24)
      << "what the system held is not on the paper";
  EXPECT_NE(torn.detail.find("at least "), std::string::npos) << torn.detail;
  const auto next = setup.print(2);
  EXPECT_EQ(next.grade, "content") << next.detail;
  EXPECT_TRUE(last_piece_is(setup, 2)) << "the next driver's page alone";
}

// The same, with a printer that never echoes: nothing but the count of what was sent.
TEST(BadHabits, WhatTheSystemOnlyHoldsIsNotCountedAsSent) {
  auto options = real_head(400);
  options.habits.answers_process_id = false;
  NetworkSetup setup(options);
  setup.printer.arm(NetworkFault::reset, 25'000, 0);
  const auto torn = setup.print(1);
  EXPECT_EQ(torn.kind, OutcomeKind::unknown);
  EXPECT_LT(torn.rows_sent, 800) << "of " << page_of_attempt(1).page.height << ": " << torn.detail;
  EXPECT_LT(torn.bytes_sent, 60'000);
  EXPECT_GE(torn.rows_sent, rows_on_paper(setup, 1));
}

// A printer that loses its power between the last band and the number behind the cut forgets the
// cut as well.
TEST(BadHabits, AnUnprovenCutIsMadeAgain) {
  NetworkSetup setup(real_head(4000));
  EXPECT_EQ(setup.print(1).grade, "content");
  setup.printer.arm(NetworkFault::none, 0, 0);
  EXPECT_EQ(setup.print(1).grade, "content");
  const auto whole = static_cast<std::int64_t>(setup.printer.taken().size());
  for (const std::int64_t before_end : {65, 50, 40, 30}) {
    setup.printer.arm(NetworkFault::power, whole - before_end, 0);
    (void)setup.print(1);
    EXPECT_TRUE(setup.printer.fault_happened());
    const auto next = setup.print(2);
    EXPECT_EQ(next.grade, "content") << next.detail;
    EXPECT_TRUE(last_piece_is(setup, 2)) << before_end;
  }
}

// c05
TEST(BadHabits, AnEchoBeforeThePaperMovedProvesNothing) {
  auto options = real_head(100);
  options.habits.buffer = 1 << 20;
  options.habits.answers_process_id = false;
  options.habits.answers_queued = false;
  options.echoes_on_receipt = true;
  options.paper_rows = 200;
  NetworkSetup setup(options);
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_EQ(outcome.cause, core::Code::printer_paper_out) << outcome.detail;
  EXPECT_NE(outcome.grade, "content");
  EXPECT_NE(outcome.grade, "order");
}

TEST(BadHabits, AnEchoBeforeThePaperMovedIsDoubtedEvenIfAllGoesWell) {
  auto options = real_head(2400);
  options.habits.buffer = 1 << 20;
  options.habits.answers_process_id = false;
  options.habits.answers_queued = false;
  options.echoes_on_receipt = true;
  NetworkSetup setup(options);
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(outcome.grade, "taken");
  EXPECT_NE(outcome.detail.find("sooner than paper moves"), std::string::npos) << outcome.detail;
  EXPECT_EQ(outcome.detail.find("at least"), std::string::npos) << "and proves no row";
}

// c06: nothing is printed, and something says a byte now and then.
TEST(BadHabits, AByteThatNobodyAskedForProvesNothing) {
  for (const std::uint8_t byte : std::array<std::uint8_t, 2>{0x0a, 0x00}) {
    auto options = real_head(1);
    options.habits.buffer = 1 << 20;
    options.habits.answers_process_id = false;
    options.habits.answers_queued = false;
    options.unasked = byte;
    options.unasked_first = milliseconds(1500);
    options.unasked_every = milliseconds(3500);
    NetworkSetup setup(options);
    const auto outcome = setup.print(1);
    EXPECT_EQ(outcome.kind, OutcomeKind::unknown)
        << static_cast<int>(byte) << ": " << outcome.detail;
  }
}

// c07
TEST(BadHabits, APresenterHandsEachPageToItsOwnDriver) {
  auto options = real_head();
  options.habits.presents = true;
  options.habits.tells_presented = false;
  PrinterHabits habits = measured();
  habits.presenter = Presenter::custom;
  NetworkSetup setup(options, real_times(), habits);
  for (const int attempt : {1, 2}) {
    const auto outcome = setup.print(attempt);
    EXPECT_EQ(outcome.grade, "content") << outcome.detail;
    setup.printer.with_printer([&](Printer& model) {
      EXPECT_EQ(model.inside(), 0);
      EXPECT_EQ(model.handed_out(), attempt);
    });
  }
}

TEST(BadHabits, APageThatNobodyTakesIsDrawnBackAndUnknown) {
  auto options = real_head();
  options.habits.presents = true;
  auto times = real_times();
  times.take = milliseconds(1500);
  PrinterHabits habits = measured();
  habits.presenter = Presenter::custom;
  NetworkSetup setup(options, times, habits);
  const auto left = setup.print(1);
  EXPECT_EQ(left.kind, OutcomeKind::unknown);
  EXPECT_NE(left.detail.find("drawn back"), std::string::npos) << left.detail;
  setup.printer.with_printer([](Printer& model) { EXPECT_EQ(model.drawn_back(), 1); });
  std::thread driver([&] {
    for (bool taken = false; !taken;) {
      Countdown(milliseconds(20)).wait();
      setup.printer.with_printer([&](Printer& model) {
        taken = model.handed_out() == 1;
        if (taken) model.take_page();
      });
    }
  });
  const auto taken = setup.print(2);
  driver.join();
  EXPECT_EQ(taken.kind, OutcomeKind::confirmed) << taken.detail;
}

// c08
TEST(BadHabits, AnswersThatComeOneQuestionLateAreUnderstood) {
  auto options = real_head();
  options.habits.answers_late = true;
  NetworkSetup setup(options);
  EXPECT_TRUE(setup.device.status().ready);
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.grade, "content") << outcome.detail;
  setup.printer.with_printer([](Printer& model) { model.habits.cover_open = true; });
  EXPECT_EQ(setup.print(2).cause, core::Code::printer_cover_open);
  setup.printer.with_printer([](Printer& model) { model.habits.cover_open = false; });
  EXPECT_EQ(setup.print(2).grade, "content") << "not a wrong cause for ever";
}

// c09
TEST(BadHabits, BytesLostOnTheWayAreMissed) {
  NetworkSetup healthy(real_head());
  ASSERT_EQ(healthy.print(1).grade, "content");
  auto options = real_head();
  const std::int64_t band = 8 + 24 * 72 + 11;
  options.lose_from = 30'000;
  options.lose_to = options.lose_from + 3 * band;
  NetworkSetup setup(options);
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_NE(outcome.detail.find("at least "), std::string::npos) << outcome.detail;
  EXPECT_GE(outcome.rows_sent, rows_on_paper(setup, 1));
  const auto next = setup.print(2);
  EXPECT_EQ(next.grade, "content") << next.detail;
  EXPECT_TRUE(last_piece_is(setup, 2));
}

// One band and its number: the rest of the picture fits together again.
TEST(BadHabits, OneBandLostOnTheWayIsMissed) {
  auto options = real_head();
  const std::int64_t band = 8 + 24 * 72 + 11;
  options.lose_from = 30'000;
  options.lose_to = options.lose_from + band;
  NetworkSetup setup(options);
  EXPECT_EQ(setup.print(1).kind, OutcomeKind::unknown);
}

// c09b
TEST(BadHabits, ASmallBufferThatDropsWhatDoesNotFitPrintsThePageWhole) {
  auto options = real_head(1200);
  options.drops_overflow = true;
  NetworkSetup setup(options);
  const auto outcome = setup.print(1);
  EXPECT_EQ(outcome.grade, "content") << outcome.detail;
  EXPECT_TRUE(last_piece_is(setup, 1));
}

// Epson's manual allows it: of two numbers that wait the printer may echo the newer only.
TEST(BadHabits, APrinterThatEchoesTheNewestNumberOnlyIsAskedOneAtATime) {
  auto options = real_head();
  options.habits.echoes_newest_only = true;
  NetworkSetup setup(options);
  const auto first = setup.print(1);
  EXPECT_EQ(first.kind, OutcomeKind::unknown) << "it might be a band that was lost";
  EXPECT_EQ(load_profile(setup.folder.path(), {"tcp-127.0.0.1-" + setup.printer.port(), ""})
                .habits.each_number,
            Known::absent);
  const auto second = setup.print(2);
  EXPECT_EQ(second.grade, "content") << second.detail;
  EXPECT_TRUE(last_piece_is(setup, 2));
}

// c10
TEST(BadHabits, APrinterThatRefusesConnectionsInSuccessionIsWaitedForAndThenKept) {
  auto options = real_head();
  options.refuses_within = milliseconds(8000);
  NetworkSetup setup(options);
  EXPECT_TRUE(setup.device.status().ready);
  for (int look = 0; look < 2; ++look)
    EXPECT_EQ(setup.device.status().cause, core::Code::printer_absent);
  EXPECT_EQ(setup.printer.connections(), 2) << "not one at every look";
  const auto first = setup.print(1);
  EXPECT_EQ(first.grade, "content") << first.detail;
  EXPECT_TRUE(setup.device.status().ready) << "by what it said a moment ago";
  EXPECT_EQ(setup.printer.connections(), 3);
  const auto second = setup.print(2);
  EXPECT_EQ(second.grade, "content") << second.detail;
  EXPECT_TRUE(last_piece_is(setup, 2));
  const auto connections = setup.printer.connections();
  Countdown(milliseconds(3100)).wait();
  for (int look = 0; look < 3; ++look) EXPECT_TRUE(setup.device.status().ready);
  EXPECT_EQ(setup.printer.connections(), connections) << "one is kept";
  EXPECT_NE(setup.news.find("keeps one connection"), std::string::npos) << setup.news;
}

// c03, c03b: by its model's manual, or by what the technician entered.
TEST(BadHabits, ANarrowHeadGetsNoPageThatIsWiderThanIt) {
  for (const std::int64_t dots : {512, 384}) {
    auto options = real_head();
    options.habits.head_bytes = static_cast<int>(dots / 8);
    NetworkSetup setup(options, real_times(), measured(dots));
    const auto outcome = setup.print(1);
    EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
    EXPECT_EQ(outcome.cause, core::Code::config_invalid);
    EXPECT_NE(outcome.detail.find("576"), std::string::npos) << outcome.detail;
    EXPECT_EQ(rows_on_paper(setup, 1), 0);
    const auto narrow =
        prepare(printer_test::sample_print(), printer_test::sample_key(), Paper::mm58).value();
    EXPECT_EQ(setup.device.print(narrow, {}).grade, "content") << "384 dots fit both";
    EXPECT_NE(outcome.detail.find(dots == 512 ? "mm80_512" : "mm58"), std::string::npos)
        << outcome.detail;
  }
}

TEST(BadHabits, AHeadOf512DotsPrintsThePageOf512DotsWhole) {
  auto options = real_head();
  options.habits.head_bytes = 512 / 8;
  NetworkSetup setup(options, real_times(), measured(512));
  const auto job =
      prepare(printer_test::sample_print(), printer_test::sample_key(), Paper::mm80_512).value();
  const auto outcome = setup.device.print(job, {});
  EXPECT_EQ(outcome.grade, "content") << outcome.detail;
  setup.printer.with_printer([&](Printer& model) {
    ASSERT_EQ(model.pieces().size(), 1U);
    EXPECT_EQ(rows_of_page(model.pieces().back(), job.page), job.page.height);
  });
}

// The same heads on a network printer that nobody measured: it has no model to go by.
TEST(BadHabits, AHeadThatNobodyMeasuredNeverProvesTheContent) {
  for (const int dots : {576, 512, 384}) {
    auto options = real_head();
    options.habits.head_bytes = dots / 8;
    NetworkSetup setup(options, real_times(), PrinterHabits{});
    for (const int attempt : {1, 2}) EXPECT_EQ(setup.print(attempt).grade, "order") << dots;
    setup.printer.with_printer([&](Printer& model) {
      EXPECT_EQ(model.pieces().back().rows.front().size() * 8, static_cast<std::size_t>(dots))
          << "nothing reports what is missing of the page's 576";
    });
    ASSERT_TRUE(setup.device.set_up({576, false}));
    EXPECT_EQ(setup.print(1).grade, "content");
  }
}

// c15: no answer of ESC/POS tells of it. The test holds the documentation to the truth.
TEST(BadHabits, ABluntKnifeIsNotNoticed) {
  auto options = real_head();
  options.habits.blunt_knife = true;
  NetworkSetup setup(options);
  EXPECT_EQ(setup.print(1).grade, "content");
  EXPECT_EQ(setup.print(2).grade, "content");
  setup.printer.with_printer([](Printer& model) { EXPECT_TRUE(model.pieces().empty()); });
}

}  // namespace
}  // namespace otkel::printer
