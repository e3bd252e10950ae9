// Which printer is meant by what stands behind "usb:".
#include "printer/device/usb/usb_address.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace otkel::printer {
namespace {

TEST(UsbAddress, NamesTheOnlyPrinterOneBySerialNumberOrOneByItsPort) {
  const auto only = parse_usb_address("").value();
  EXPECT_EQ(only.serial + only.path, "");
  EXPECT_EQ(parse_usb_address("serial=SN 0001").value().serial, "SN 0001");
  EXPECT_EQ(parse_usb_address("path=1-2.3").value().path, "1-2.3");
}

TEST(UsbAddress, RefusesWhatNamesNoPrinterAndReportsWhatIsExpected) {
  const std::vector<std::string> wrong{
      "SN0001",  "serial=",    "path=",    "path=1",   "path=-2",
      "path=1-", "path=1-2-3", "path=1-x", "port=1-2", "serial=" + std::string(65, '1')};
  for (const auto& text : wrong) {
    const auto address = parse_usb_address(text);
    ASSERT_FALSE(address.has_value()) << text;
    EXPECT_EQ(address.error().code, core::Code::config_invalid);
    EXPECT_NE(address.error().detail.find("path=BUS-PORT"), std::string::npos);
  }
}

}  // namespace
}  // namespace otkel::printer
