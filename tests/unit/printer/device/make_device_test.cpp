// Addresses of all kinds of devices.
#include "printer/device/make_device.hpp"

#include <gtest/gtest.h>

#include "tests/support/seeded_random.hpp"

namespace otkel::printer {
namespace {

TEST(MakeDevice, ParsesItsAddressesAndReportsErrors) {
  support::SeededRandom random(1);
  for (const char* good :
       {"file:prints", "file:/var/lib/prints", "tcp:127.0.0.1:9100", "tcp:[::1]:9100",
        "tcp:printer.local:9100", "usb:", "usb:serial=SN0001", "usb:path=1-2.3"})
    EXPECT_TRUE(make_device(good, {random}).has_value()) << good;
  for (const char* bad : {"", "prints", "file:", "usb:1", "usb:serial=", "usb:path=1",
                          "usb:path=-2", "usb:path=1-2-3", "lpt:1", "tcp:", "tcp:host", "tcp::9100",
                          "tcp:host:", "tcp:host:0", "tcp:host:65536", "tcp:host:9100x"}) {
    const auto device = make_device(bad, {random});
    ASSERT_FALSE(device.has_value()) << bad;
    EXPECT_EQ(device.error().code, core::Code::config_invalid);
    EXPECT_NE(device.error().detail.find("expected file:FOLDER or tcp:HOST:PORT or usb:"),
              std::string::npos);
  }
}

TEST(CupsAddress, IsAKindOfDevice) {
  support::SeededRandom random(1);
  EXPECT_TRUE(make_device("cups:permits", {random}).has_value());
  const auto wrong = make_device("cups:two words", {random});
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().detail.find("cups:two words"), std::string::npos) << wrong.error().detail;
  EXPECT_NE(wrong.error().detail.find("cups:QUEUE@SERVER"), std::string::npos);
}

}  // namespace
}  // namespace otkel::printer
