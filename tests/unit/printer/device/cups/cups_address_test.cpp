// Where a queue is asked, from the text in the settings.
#include "printer/device/cups/cups_address.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

TEST(CupsAddress, NamesAQueueOfTheLocalServer) {
  EXPECT_EQ(cups_address("permits").value(), (CupsAddress{.server = "",
                                                          .port = 631,
                                                          .secure = false,
                                                          .resource = "/printers/permits",
                                                          .uri = "ipp://localhost/printers/permits",
                                                          .queue = "permits"}));
}

TEST(CupsAddress, NamesAQueueOfAServerAsCupsServerDoes) {
  const auto socket = cups_address("permits@/run/kiosk/cups.sock").value();
  EXPECT_EQ(socket.server, "/run/kiosk/cups.sock");
  EXPECT_EQ(socket.uri, "ipp://localhost/printers/permits");
  EXPECT_EQ(server_option(socket), "-h /run/kiosk/cups.sock ");
  const auto other = cups_address("permits@spooler.example:6310").value();
  EXPECT_EQ(other.server, "spooler.example");
  EXPECT_EQ(other.port, 6310);
  EXPECT_EQ(other.uri, "ipp://spooler.example:6310/printers/permits");
  EXPECT_EQ(server_option(other), "-h spooler.example:6310 ");
  EXPECT_EQ(server_option(cups_address("permits").value()), "");
}

TEST(CupsAddress, NamesAPrinterOrAQueueByItsUri) {
  const auto printer = cups_address("ipp://10.0.7.40/ipp/print").value();
  EXPECT_EQ(printer.server, "10.0.7.40");
  EXPECT_EQ(printer.port, 631);
  EXPECT_EQ(printer.resource, "/ipp/print");
  EXPECT_EQ(printer.uri, "ipp://10.0.7.40/ipp/print");
  EXPECT_EQ(printer.queue, "");
  const auto queue = cups_address("ipp://[::1]:6310/printers/permits").value();
  EXPECT_EQ(queue.server, "::1");
  EXPECT_EQ(queue.port, 6310);
  EXPECT_EQ(queue.queue, "permits");
  EXPECT_EQ(queue.uri, "ipp://[::1]:6310/printers/permits");
  EXPECT_TRUE(cups_address("ipps://printer.example/ipp/print")->secure);
}

TEST(CupsAddress, LeavesOutTheSettingsOfABackend) {
  EXPECT_EQ(ipp_address("ipp://localhost:8631/ipp/print?waitjob=false")->uri,
            "ipp://localhost:8631/ipp/print");
}

TEST(CupsAddress, RefusesWhatNamesNoPrinterOrQueue) {
  for (const char* text : {"",
                           "two words",
                           "a/b",
                           "a#b",
                           "@server",
                           "permits@",
                           "permits@host:0",
                           "permits@host:70000",
                           "permits@host:",
                           "permits@a@b",
                           "permits@host/path",
                           "ipp://",
                           "ipp://host",
                           "ipp:///ipp/print",
                           "ipp://host:0/ipp/print",
                           "ipp://host:x/ipp/print",
                           "ipp://host/with blank",
                           "ipp://host/printers/",
                           "ipp://host/printers/a/b",
                           "ipp://[::1/ipp/print",
                           "http://host/ipp/print",
                           "usb://host/ipp/print"}) {
    const auto address = cups_address(text);
    ASSERT_FALSE(address.has_value()) << text;
    EXPECT_EQ(address.error().code, core::Code::config_invalid);
    EXPECT_FALSE(address.error().detail.empty()) << text;
  }
}

}  // namespace
}  // namespace otkel::printer
