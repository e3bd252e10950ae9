// The USB path against the printer model: a child process with the daemon's printing code, a cable
// that umockdev pretends. What may be called confirmed, and what must not.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "printer/escpos/printer_profile.hpp"
#include "printer/job/prepare.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/usb_printer_model.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using support::ChildProcess;
using support::TemporaryFolder;
using usb_model::Fault;
using usb_model::UsbPrinter;
using usb_model::UsbPrinterOptions;

const PreparedJob& page_of_attempt(int attempt) {
  static const auto make = [](int number) {
    auto print = printer_test::sample_print();
    print.attempt = number;
    return prepare(print, printer_test::sample_key(), Paper::mm80).value();
  };
  static const std::array<PreparedJob, 2> jobs{make(1), make(2)};
  return jobs.at(static_cast<std::size_t>(attempt - 1));
}

/// "confirmed content internal 154000 2135 ..."
struct Answer {
  std::string kind, grade, cause, detail;
  std::int64_t bytes = 0, rows = 0;
};

Answer read_answer(const std::string& line) {
  Answer answer;
  std::istringstream words(line);
  words >> answer.kind >> answer.grade >> answer.cause >> answer.bytes >> answer.rows;
  std::getline(words, answer.detail);
  return answer;
}

/// Whether a technician measured its head.
enum class Head { measured, unmeasured };

/// The model and a child with the pages ready.
class Usb {
 public:
  explicit Usb(const UsbPrinterOptions& options = {},
               const std::string& device = "usb:", Head head = Head::measured)
      : printer(options),
        child({OTKEL_PRINT_ONCE, device, folder / "print.journal",
               "profiles=" + (folder / "known")}) {
    EXPECT_EQ(child.hear().value_or(""), "pages ready");
    PrinterHabits habits;
    if (head == Head::measured) habits.head_dots = 576;
    for (const std::string serial : {"SN0001", "SN0002"})
      EXPECT_TRUE(save_profile(folder / "known", {"usb-1209-0001-" + serial, ""}, {}, habits));
    start();
  }
  void start() { EXPECT_TRUE(child.ask("start").starts_with("process ")) << "no process"; }
  Answer print(int job, int attempt) {
    return read_answer(child.ask("print " + std::to_string(job) + " " + std::to_string(attempt)));
  }
  /// Takes the paper out of the printer to look at it: rows of the n-th piece, counted from 0.
  escpos_model::Bytes bits_of_piece(std::size_t number) {
    escpos_model::Bytes bits;
    printer.with_printer([&](escpos_model::Printer& model) {
      if (number >= model.pieces().size()) return;
      for (const auto& row : model.pieces()[number].rows)
        bits.insert(bits.end(), row.begin(), row.end());
    });
    return bits;
  }
  int whole_pages() {
    int pages = 0;
    printer.with_printer([&](escpos_model::Printer& model) { pages = model.whole_pages(); });
    return pages;
  }
  /// How often the printer was asked for a process number.
  std::ptrdiff_t numbers_asked() {
    std::ptrdiff_t count = 0;
    printer.with_printer([&](escpos_model::Printer& model) {
      count = std::ranges::count(model.commands(), "GS ( H");
    });
    return count;
  }
  void restart() {
    child.say("end");
    EXPECT_EQ(child.hear().value_or(""), "ended");
    start();
  }
  std::size_t pieces() {
    std::size_t count = 0;
    printer.with_printer([&](escpos_model::Printer& model) { count = model.pieces().size(); });
    return count;
  }

  TemporaryFolder folder;
  UsbPrinter printer;
  ChildProcess child;
};

UsbPrinterOptions small_buffer() {
  UsbPrinterOptions options;
  options.habits.buffer = 4096;
  return options;
}

TEST(DeviceUsb, IsConfirmedByTheEchoAndPrintsThePageDotForDot) {
  Usb usb(small_buffer());
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "confirmed") << answer.detail;
  EXPECT_EQ(answer.grade, "content");
  EXPECT_EQ(answer.bytes, static_cast<std::int64_t>(page_of_attempt(1).escpos.size()));
  EXPECT_EQ(answer.rows, page_of_attempt(1).page.height);
  EXPECT_EQ(usb.print(2, 2).grade, "content");
  ASSERT_EQ(usb.whole_pages(), 2);
  EXPECT_EQ(usb.bits_of_piece(0), page_of_attempt(1).page.bits);
  EXPECT_EQ(usb.bits_of_piece(1), page_of_attempt(2).page.bits);
  EXPECT_EQ(usb.printer.count_of("claim"), 1) << "the interface is kept between two jobs";
  EXPECT_EQ(usb.printer.count_of("detach"), 1) << "taken from usblp";
  usb.child.say("end");
  EXPECT_EQ(usb.child.hear().value_or(""), "ended");
  EXPECT_EQ(usb.printer.count_of("attach"), 1) << "and given back";
  EXPECT_EQ(usb.printer.count_of("reset"), 0);
}

TEST(DeviceUsb, ProvesTheOrderAloneIfTheHeadIsOfUnknownWidth) {
  Usb stranger(small_buffer(), "usb:", Head::unmeasured);
  EXPECT_EQ(stranger.print(1, 1).grade, "order");
  auto options = small_buffer();
  options.device_id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;";
  Usb epson(options, "usb:", Head::unmeasured);
  EXPECT_EQ(epson.print(1, 1).grade, "content") << "its manual says 576 dots";
}

TEST(DeviceUsb, IsConfirmedWithLessProofByACloneWithoutProcessNumbers) {
  auto options = small_buffer();
  options.habits.answers_process_id = false;
  Usb usb(options);
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "confirmed") << answer.detail;
  EXPECT_EQ(answer.grade, "order");
  EXPECT_EQ(usb.bits_of_piece(0), page_of_attempt(1).page.bits);
}

TEST(DeviceUsb, RemembersOverARestartWhatThePrinterCannotDo) {
  auto options = small_buffer();
  options.habits.answers_process_id = false;
  Usb usb(options);
  EXPECT_EQ(usb.print(1, 1).grade, "order");
  const auto asked = usb.numbers_asked();
  EXPECT_GT(asked, 0);
  usb.restart();
  EXPECT_EQ(usb.print(2, 2).grade, "order");
  EXPECT_EQ(usb.numbers_asked(), asked) << "it was asked again";
}

TEST(DeviceUsb, IdentifiesEachPrinterByItsSerialNumber) {
  auto clone = small_buffer();
  clone.habits.answers_process_id = false;
  Usb usb(clone);
  EXPECT_EQ(usb.print(1, 1).grade, "order");
  usb.printer.unplug();
  auto better = small_buffer();
  better.serial = "SN0002";
  usb.printer.exchange(better);
  usb.printer.plug();
  EXPECT_TRUE(usb.child.ask("status").starts_with("not_ready ")) << "the old cable's end is seen";
  EXPECT_EQ(usb.print(2, 2).grade, "content") << "what the clone could not do was held against it";
  EXPECT_EQ(usb.bits_of_piece(usb.pieces() - 1), page_of_attempt(2).page.bits);
  usb.restart();
  EXPECT_EQ(usb.print(3, 1).grade, "content");
}

// The cable goes from one printer to another and back: a piece of the first job hangs in the first.
TEST(DeviceUsb, CutsOffARemainderInAPrinterThatReturns) {
  Usb usb(small_buffer());
  usb.printer.arm(Fault::unplug, 60'000, 0);
  EXPECT_EQ(usb.print(1, 1).kind, "unknown");
  escpos_model::Printer first;
  usb.printer.with_printer([&](escpos_model::Printer& model) { first = model; });
  EXPECT_FALSE(first.hanging().rows.empty());
  auto other = small_buffer();
  other.serial = "SN0002";
  usb.printer.exchange(other);
  usb.printer.plug();
  EXPECT_EQ(usb.print(2, 2).grade, "content");
  usb.printer.unplug();
  usb.printer.exchange(small_buffer());
  usb.printer.with_printer([&](escpos_model::Printer& model) { model = first; });
  usb.printer.plug();
  EXPECT_TRUE(usb.child.ask("status").starts_with("not_ready ")) << "the old cable's end is seen";
  EXPECT_EQ(usb.print(3, 2).grade, "content");
  EXPECT_EQ(usb.bits_of_piece(usb.pieces() - 1), page_of_attempt(2).page.bits);
}

TEST(DeviceUsb, AsksADocumentedPrinterBeforeTheCutOnItsFirstPage) {
  auto options = small_buffer();
  options.device_id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;";
  Usb epson(options), stranger(small_buffer());
  EXPECT_EQ(epson.print(1, 1).grade, "content");
  EXPECT_EQ(stranger.print(1, 1).grade, "content");
  EXPECT_EQ(epson.numbers_asked(), stranger.numbers_asked() + 1);
}

TEST(DeviceUsb, IsUnknownWithAHintIfThePrinterCannotAnswer) {
  auto options = small_buffer();
  options.has_way_back = false;
  Usb usb(options);
  EXPECT_TRUE(usb.child.ask("status").starts_with("ready "));
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "unknown");
  EXPECT_EQ(answer.grade, "taken") << "all bytes taken, the port is clean";
  EXPECT_EQ(answer.rows, page_of_attempt(1).page.height);
}

// Paper, cover and overheating during the job: what was taken is known, nothing is confirmed, and
// the next page is whole and alone on its piece.
TEST(DeviceUsb, IsUnknownWithTheRowsIfTheJobIsInterruptedAndRecovers) {
  struct Case {
    Fault fault;
    const char* cause;
  };
  Usb usb(small_buffer());
  EXPECT_EQ(usb.print(1, 1).grade, "content");
  for (const auto& [fault, cause] :
       {Case{Fault::paper_out, "printer_paper_out"}, Case{Fault::open_cover, "printer_cover_open"},
        Case{Fault::unplug, "printer_absent"}, Case{Fault::stall, "printer_fault"}}) {
    usb.printer.arm(fault, 50'000, 0);
    const auto answer = usb.print(2, 1);
    EXPECT_EQ(answer.kind, "unknown") << cause;
    EXPECT_EQ(answer.cause, cause);
    EXPECT_GT(answer.rows, 600) << cause;
    EXPECT_LT(answer.rows, 800) << cause;
    EXPECT_NE(answer.detail.find("of " + std::to_string(page_of_attempt(1).page.height) +
                                 " rows can be on the paper"),
              std::string::npos)
        << answer.detail;
    if (!usb.printer.plugged()) usb.printer.plug();
    usb.printer.with_printer([](escpos_model::Printer& model) {
      model.habits.cover_open = false;
      if (!model.has_paper()) (void)model.load_paper(100'000);
    });
    const auto next = usb.print(3, 2);
    EXPECT_EQ(next.grade, "content") << cause << ": " << next.detail;
    EXPECT_EQ(usb.bits_of_piece(usb.pieces() - 1), page_of_attempt(2).page.bits) << cause;
  }
  EXPECT_EQ(usb.printer.count_of("reset"), 0) << "never resets the device";
}

TEST(DeviceUsb, IsUnknownIfTheCutterJamsAfterThePage) {
  Usb usb(small_buffer());
  usb.printer.with_printer(
      [](escpos_model::Printer& model) { model.habits.cutter_jams_at_cut = true; });
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "unknown") << answer.detail;
  EXPECT_EQ(answer.cause, "printer_cutter");
}

TEST(DeviceUsb, FailsSafeAndReportsWhyIfThePrinterIsNotReady) {
  Usb usb(small_buffer());
  const auto with = [&](auto change) {
    usb.printer.with_printer([&](escpos_model::Printer& model) { change(model); });
  };
  with([](auto& model) { model.habits.cover_open = true; });
  EXPECT_EQ(usb.print(1, 1).cause, "printer_cover_open");
  with([](auto& model) {
    model.habits.cover_open = false;
    model.habits.overheated = true;
  });
  EXPECT_EQ(usb.print(1, 1).cause, "printer_overheated");
  with([](auto& model) {
    model.habits.overheated = false;
    model.remove_paper();
  });
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "failed_safe");
  EXPECT_EQ(answer.cause, "printer_paper_out");
  EXPECT_EQ(answer.bytes, 0);
  with([](auto& model) { (void)model.load_paper(300); });
  EXPECT_EQ(usb.child.ask("status").substr(0, 23), "ready internal near_end") << "300 rows left";
  EXPECT_EQ(usb.pieces(), 0U) << "not one row was printed";
}

TEST(DeviceUsb, ReconnectsUnderANewDeviceNumber) {
  Usb usb(small_buffer());
  EXPECT_TRUE(usb.child.ask("status").starts_with("ready "));
  usb.printer.unplug();
  EXPECT_TRUE(usb.child.ask("status").starts_with("not_ready printer_absent"));
  const auto gone = usb.print(1, 1);
  EXPECT_EQ(gone.kind, "failed_safe");
  EXPECT_NE(gone.detail.find("no USB printer"), std::string::npos) << gone.detail;
  usb.printer.plug();
  EXPECT_EQ(usb.print(1, 1).grade, "content");
}

TEST(DeviceUsb, IsFoundOnlyByItsSerialNumberOrPort) {
  for (const char* address : {"usb:serial=SN0001", "usb:path=1-2"}) {
    Usb usb(small_buffer(), address);
    EXPECT_TRUE(usb.child.ask("status").starts_with("ready ")) << address;
  }
  Usb other(small_buffer(), "usb:serial=SN0002");
  EXPECT_NE(other.child.ask("status").find("no USB printer with serial number SN0002"),
            std::string::npos);
}

TEST(DeviceUsb, ReportsThatAnotherProgramHoldsThePrinter) {
  auto options = small_buffer();
  options.held = true;
  Usb usb(options);
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.kind, "failed_safe");
  EXPECT_EQ(answer.cause, "printer_held");
  EXPECT_NE(answer.detail.find("held by"), std::string::npos) << answer.detail;
}

/// The words that run a program which may open only what its modes allow, as root too.
std::vector<std::string> without_privileges(std::vector<std::string> words) {
  if (::geteuid() == 0)
    words.insert(words.begin(), {OTKEL_SETPRIV, "--bounding-set=-dac_override,-dac_read_search"});
  return words;
}

TEST(DeviceUsb, NamesTheUdevRuleIfTheDeviceMayNotBeOpened) {
  const UsbPrinter printer(small_buffer());
  const TemporaryFolder folder;
  const auto node = std::getenv("UMOCKDEV_DIR") + printer.device_node();
  ASSERT_EQ(::chmod(node.c_str(), 0), 0) << node;
  ChildProcess child(without_privileges({OTKEL_PRINT_ONCE, "usb:", folder / "print.journal"}));
  EXPECT_EQ(child.hear().value_or(""), "pages ready");
  EXPECT_TRUE(child.ask("start").starts_with("process "));
  const auto answer = read_answer(child.ask("print 1 1"));
  EXPECT_EQ(answer.kind, "failed_safe");
  EXPECT_EQ(answer.cause, "printer_forbidden");
  EXPECT_NE(answer.detail.find(printer.device_node()), std::string::npos) << answer.detail;
  EXPECT_NE(answer.detail.find("70-otkel-printer.rules"), std::string::npos) << answer.detail;
}

// kill -9 with the band open: the next process knows from the journal that the printer holds a part
// of a page, ends it, and cuts it off.
TEST(DeviceUsb, RecoversFromAKillInTheMiddleOfABand) {
  Usb usb(small_buffer());
  EXPECT_EQ(usb.print(1, 1).grade, "content");
  usb.child.say("end");
  EXPECT_EQ(usb.child.hear().value_or(""), "ended");
  const auto started = usb.child.ask("start");
  usb.printer.arm(Fault::kill, 60'000, static_cast<pid_t>(std::stol(started.substr(8))));
  EXPECT_EQ(usb.child.ask("print 2 1"), "ended");
  usb.start();
  const auto known = read_answer(usb.child.ask("recover"));
  EXPECT_EQ(known.kind, "unknown");
  EXPECT_GT(known.rows, 600);
  const auto next = usb.print(3, 2);
  EXPECT_EQ(next.grade, "content") << next.detail;
  EXPECT_EQ(usb.whole_pages(), 3) << "the first page, the part that was cut off, the duplicate";
  EXPECT_EQ(usb.bits_of_piece(usb.pieces() - 1), page_of_attempt(2).page.bits);
}

// A head of 150 mm/s behind a small buffer: the cable waits for the paper and not the other way
// round, and the time is the paper's.
TEST(DeviceUsb, WaitsForThePrintHead) {
  auto options = small_buffer();
  options.rows_a_tick = 12;  // 10 ms at 8 rows/mm
  Usb usb(options);
  const auto answer = usb.print(1, 1);
  EXPECT_EQ(answer.grade, "content") << answer.detail;
  EXPECT_EQ(usb.bits_of_piece(0), page_of_attempt(1).page.bits);
}

}  // namespace
}  // namespace otkel::printer
