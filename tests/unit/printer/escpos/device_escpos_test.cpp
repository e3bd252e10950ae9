// What a device remembers from one talk to the next, over printers without a cable.
#include "printer/escpos/device_escpos.hpp"

#include <gtest/gtest.h>

#include "printer/escpos/escpos.hpp"
#include "printer/escpos/printer_profile.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/printer/escpos/direct_channel.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::TemporaryFolder;

PreparedJob small_job() {
  PreparedJob job;
  job.page = white_page(64, 40);
  set_dot(job.page, 3, 3);
  job.escpos = escpos_of(job.page).bytes;
  return job;
}

/// A cable to the printer that is plugged in: a channel ends and begins, the printer stays.
class ReconnectingChannel final : public Channel {
 public:
  ReconnectingChannel(printer_test::DirectChannel& plugged_in, std::string key)
      : printer_(plugged_in), key_(std::move(key)) {}
  Written write_some(std::span<const std::uint8_t> bytes, std::chrono::milliseconds most) override {
    return printer_.write_some(bytes, most);
  }
  core::Result<Bytes> read(std::chrono::milliseconds most) override { return printer_.read(most); }
  bool counts_at_printer() const override { return true; }
  PrinterIdentity identity() override { return {key_, ""}; }

 private:
  printer_test::DirectChannel& printer_;
  std::string key_;
};

/// Where a device looks for its printer.
struct Socket {
  OpenChannel opener() {
    return [this]() -> core::Result<std::unique_ptr<Channel>> {
      ++openings;
      if (key.empty()) return core::fail(core::Code::printer_absent, "nothing is plugged in");
      return std::make_unique<ReconnectingChannel>(*printer, key);
    };
  }
  printer_test::DirectChannel first, second;
  printer_test::DirectChannel* printer = &first;
  std::string key = "usb-1";
  int openings = 0;
  support::SeededRandom random{1};
};

int cuts_of(const printer_test::DirectChannel& printer) {
  return static_cast<int>(std::ranges::count(printer.model.commands(), "GS V"));
}

TEST(DeviceEscpos, FailsSafeWithoutAPrinter) {
  Socket socket;
  socket.key.clear();
  DeviceEscpos device(socket.opener(), Keep::open, {socket.random});
  EXPECT_EQ(device.status().cause, core::Code::printer_absent);
  const auto outcome = device.print(small_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::printer_absent);
  EXPECT_EQ(outcome.detail, "nothing is plugged in");
}

TEST(DeviceEscpos, OpensNothingIfTheJournalRefuses) {
  Socket socket;
  DeviceEscpos device(socket.opener(), Keep::open, {socket.random});
  const auto outcome = device.print(small_job(), [](Stage) -> core::Result<void> {
    return core::fail(core::Code::database_full, "no room");
  });
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::database_full);
  EXPECT_EQ(socket.openings, 0);
}

TEST(DeviceEscpos, KeepsTheChannelOnlyIfNobodyElseMayPrint) {
  for (const auto& [keep, openings] : {std::pair{Keep::open, 1}, std::pair{Keep::closed, 2}}) {
    Socket socket;
    DeviceEscpos device(socket.opener(), keep, {socket.random});
    EXPECT_TRUE(device.status().ready);
    EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::confirmed);
    EXPECT_EQ(socket.openings, openings);
  }
}

TEST(DeviceEscpos, ReopensAfterAnUnconfirmedAttempt) {
  Socket socket;
  DeviceEscpos device(socket.opener(), Keep::open, {socket.random});
  socket.first.model.habits.cover_open = true;
  EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::failed_safe);
  socket.first.model.habits.cover_open = false;
  EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::confirmed);
  EXPECT_EQ(socket.openings, 2);
}

// It may have been here before the other one, and been unplugged in the middle of a page.
TEST(DeviceEscpos, CutsOffARemainderInAReplacedPrinter) {
  Socket socket;
  DeviceEscpos device(socket.opener(), Keep::closed, {socket.random});
  EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::confirmed);
  const int one_page = cuts_of(socket.first);
  socket.printer = &socket.second;
  socket.key = "usb-2";
  EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::confirmed);
  EXPECT_EQ(cuts_of(socket.second), one_page + 1);
}

TEST(DeviceEscpos, CutsOffTheRemainderOfAnEarlierProcess) {
  Socket socket;
  DeviceEscpos device(socket.opener(), Keep::open, {socket.random});
  device.expect_scrap();
  EXPECT_EQ(device.print(small_job(), {}).kind, OutcomeKind::confirmed);
  EXPECT_EQ(cuts_of(socket.first), 2);
}

TEST(DeviceEscpos, KeepsWhatItLearnedAboutAPrinterAndReportsItOnce) {
  const TemporaryFolder folder;
  Socket socket;
  socket.first.model.habits.answers_process_id = false;
  std::vector<std::string> news;
  const DeviceOptions options{socket.random, folder.path(),
                              [&](const std::string& text) { news.push_back(text); }};
  {
    DeviceEscpos device(socket.opener(), Keep::open, options);
    EXPECT_EQ(device.print(small_job(), {}).grade, "order");
    EXPECT_EQ(device.print(small_job(), {}).grade, "order");
  }
  ASSERT_EQ(news.size(), 1U);
  EXPECT_NE(news[0].find("process_id absent"), std::string::npos) << news[0];
  EXPECT_EQ(load_profile(folder.path(), {"usb-1", ""}).can.process_id, Known::absent);
  DeviceEscpos next_start(socket.opener(), Keep::open, options);
  EXPECT_TRUE(next_start.status().ready);
  EXPECT_EQ(next_start.capabilities().process_id, Known::absent);
}

}  // namespace
}  // namespace otkel::printer
