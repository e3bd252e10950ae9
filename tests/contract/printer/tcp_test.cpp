// The network printer over loopback: what may be called confirmed, and what must not.
#include <gtest/gtest.h>

#include <optional>
#include <thread>
#include <tuple>

#include "config/system_random.hpp"
#include "printer/device/tcp/tcp_channel.hpp"
#include "printer/device/tcp/tcp_socket.hpp"
#include "printer/escpos/device_escpos.hpp"
#include "printer/escpos/printer_profile.hpp"
#include "printer/job/prepare.hpp"
#include "tests/sim/printer_sim_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using sim::PrinterServer;
using sim::PrinterServerOptions;
using std::chrono::milliseconds;

const PreparedJob& sample_job() {
  static const PreparedJob job =
      prepare(printer_test::sample_print(), printer_test::sample_key(), Paper::mm80).value();
  return job;
}

/// A simulator on its own thread; the model may be looked at after end().
class RunningPrinter {
 public:
  explicit RunningPrinter(const PrinterServerOptions& options = {})
      : server_(PrinterServer::open(options).value()), thread_([this] { server_.run(); }) {}
  RunningPrinter(const RunningPrinter&) = delete;
  RunningPrinter& operator=(const RunningPrinter&) = delete;
  ~RunningPrinter() {
    if (thread_.joinable()) end();
  }
  std::string port() const { return std::to_string(server_.port()); }
  /// One line to the control port, and its answer.
  std::string control(const std::string& line) {
    auto socket =
        TcpSocket::connect("127.0.0.1", std::to_string(server_.control_port()), milliseconds(5000));
    const std::string text = line + "\n";
    std::ignore =
        socket->send_some({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    std::string answer;
    while (!answer.ends_with('\n')) {
      if (!socket->wait(TcpSocket::Wait::to_read, milliseconds(5000))) break;
      const auto bytes = socket->receive_some();
      if (!bytes || bytes->empty()) break;
      answer.append(bytes->begin(), bytes->end());
    }
    return answer;
  }
  escpos_model::Printer& end() {
    server_.stop();
    thread_.join();
    return server_.printer();
  }

 private:
  PrinterServer server_;
  std::thread thread_;
};

DialogueTimes patient() { return {}; }
DialogueTimes hasty() {
  return {.preflight = milliseconds(300),
          .stall = milliseconds(2000),
          .finish = milliseconds(600),
          .echo = milliseconds(100),
          .ask = milliseconds(100)};
}

DeviceEscpos tcp_device(const std::string& port, DialogueTimes times) {
  static config::SystemRandom random;
  static const support::TemporaryFolder folder;
  PrinterHabits measured;
  measured.head_dots = 576;
  EXPECT_TRUE(save_profile(folder.path(), {"tcp-127.0.0.1-" + port, ""}, {}, measured));
  return DeviceEscpos(tcp_channel("127.0.0.1", port, milliseconds(2000)), Keep::closed,
                      {random, folder.path()}, times);
}

Bytes printed_bits(const escpos_model::Piece& piece) {
  Bytes bits;
  for (const auto& row : piece.rows) bits.insert(bits.end(), row.begin(), row.end());
  return bits;
}

TEST(DeviceTcp, IsConfirmedByTheEchoAndPrintsThePageDotForDot) {
  RunningPrinter printer;
  auto device = tcp_device(printer.port(), patient());
  const auto outcome = device.print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::confirmed) << outcome.detail;
  EXPECT_EQ(outcome.grade, "content");
  EXPECT_EQ(outcome.bytes_sent, static_cast<std::int64_t>(sample_job().escpos.size()));
  EXPECT_EQ(device.print(sample_job(), {}).grade, "content");
  auto& model = printer.end();
  ASSERT_EQ(model.whole_pages(), 2);
  EXPECT_EQ(printed_bits(model.pieces()[0]), sample_job().page.bits);
  EXPECT_EQ(printed_bits(model.pieces()[1]), sample_job().page.bits);
}

TEST(DeviceTcp, IsConfirmedWithLessProofByAnAnswerInOrder) {
  PrinterServerOptions options;
  options.habits.answers_process_id = false;
  RunningPrinter printer(options);
  auto times = patient();
  times.echo = milliseconds(50);
  const auto outcome = tcp_device(printer.port(), times).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::confirmed) << outcome.detail;
  EXPECT_EQ(outcome.grade, "order");
}

TEST(DeviceTcp, IsUnknownIfNothingProvesTheEnd) {
  PrinterServerOptions options;
  options.habits.answers_process_id = false;
  options.habits.answers_queued = false;
  RunningPrinter printer(options);
  const auto outcome = tcp_device(printer.port(), hasty()).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(outcome.cause, core::Code::printer_timeout);
  EXPECT_GT(outcome.bytes_sent, 0);
}

TEST(DeviceTcp, FailsSafeIfThePaperIsOutBefore) {
  RunningPrinter printer;
  printer.control("paper out");
  auto device = tcp_device(printer.port(), patient());
  EXPECT_EQ(device.status().cause, core::Code::printer_paper_out);
  const auto outcome = device.print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::printer_paper_out);
  EXPECT_EQ(outcome.bytes_sent, 0);
  printer.control("paper 5000");
  EXPECT_TRUE(device.status().ready);
  EXPECT_EQ(printer.end().commands().size(), 0U) << "not one byte of the job arrived";
}

TEST(DeviceTcp, FailsSafeIfTheCoverIsOpenOrTheCutterJammed) {
  PrinterServerOptions options;
  options.habits.cover_open = true;
  RunningPrinter open(options);
  auto outcome = tcp_device(open.port(), patient()).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::printer_cover_open);
  options.habits = {};
  options.habits.cutter_jammed = true;
  RunningPrinter jammed(options);
  outcome = tcp_device(jammed.port(), patient()).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::printer_cutter);
}

TEST(DeviceTcp, IsUnknownIfThePaperEndsInTheMiddleAndPrintsWholeAfterwards) {
  PrinterServerOptions options;
  options.paper_rows = 700;
  RunningPrinter printer(options);
  auto device = tcp_device(printer.port(), patient());
  EXPECT_TRUE(device.status().ready);
  const auto outcome = device.print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(outcome.cause, core::Code::printer_paper_out);
  EXPECT_GT(outcome.bytes_sent, 0);
  printer.control("paper 100000");
  EXPECT_EQ(device.print(sample_job(), {}).grade, "content");
  auto& model = printer.end();
  // Where the job was given up depends on how much of it was under way; what came out of it is
  // torn.
  EXPECT_FALSE(model.pieces().front().whole);
  EXPECT_EQ(model.whole_pages(), 1);
  EXPECT_EQ(printed_bits(model.pieces().back()), sample_job().page.bits);
}

TEST(DeviceTcp, FailsSafeWithoutAPrinterAndWithoutAnswers) {
  const auto nobody = tcp_device("1", hasty()).print(sample_job(), {});
  EXPECT_EQ(nobody.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(nobody.cause, core::Code::printer_absent);
  EXPECT_NE(nobody.detail.find("Connection refused"), std::string::npos) << nobody.detail;
  PrinterServerOptions options;
  options.habits.answers_status = false;
  RunningPrinter mute(options);
  const auto outcome = tcp_device(mute.port(), hasty()).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::printer_timeout);
  EXPECT_EQ(mute.end().commands().size(), 0U);
}

// Wherever the connection breaks: never confirmed, and called safe only where no dot is on paper.
TEST(DeviceTcp, IsNeverWrongAboutAConnectionThatBreaks) {
  const auto whole = static_cast<std::int64_t>(sample_job().escpos.size());
  for (std::int64_t cut = 5; cut < whole; cut += cut < 40 ? 7 : whole / 12) {
    PrinterServerOptions options;
    options.hang_up_after = cut;
    RunningPrinter printer(options);
    const auto outcome = tcp_device(printer.port(), hasty()).print(sample_job(), {});
    auto& model = printer.end();
    EXPECT_NE(outcome.kind, OutcomeKind::confirmed) << cut;
    EXPECT_EQ(model.whole_pages(), 0) << cut;
    if (outcome.kind == OutcomeKind::failed_safe) {
      EXPECT_EQ(outcome.bytes_sent, 0) << cut;
      EXPECT_TRUE(model.pieces().empty() && model.hanging().rows.empty()) << cut;
    }
  }
}

TEST(DeviceTcp, CompletesABandThatAnEarlierJobLeftOpen) {
  RunningPrinter printer;
  {
    auto socket = TcpSocket::connect("127.0.0.1", printer.port(), milliseconds(5000));
    ASSERT_TRUE(socket.has_value());
    const auto part = std::span(sample_job().escpos).first(1000);
    ASSERT_EQ(socket->send_some(part).value(), part.size());
  }
  const auto outcome = tcp_device(printer.port(), patient()).print(sample_job(), {});
  EXPECT_EQ(outcome.grade, "content") << outcome.detail;
  auto& model = printer.end();
  ASSERT_FALSE(model.pieces().empty());
  const auto bits = printed_bits(model.pieces().back());
  const auto& wanted = sample_job().page.bits;
  ASSERT_GE(bits.size(), wanted.size());
  EXPECT_TRUE(std::equal(wanted.rbegin(), wanted.rend(), bits.rbegin()))
      << "below the half band of the earlier job stands the whole page";
}

}  // namespace
}  // namespace otkel::printer
