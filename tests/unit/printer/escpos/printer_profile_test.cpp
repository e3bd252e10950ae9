// What is known of a printer from the file of the last start.
#include "printer/escpos/printer_profile.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

constexpr const char* kEpson =
    "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;DES:EPSON TM-T20III;";

using printer_test::content_of, printer_test::TemporaryFolder;

TEST(PrinterProfile, IsReadAtTheNextStartAsItWasSaved) {
  const TemporaryFolder folder;
  const PrinterIdentity printer{"usb-0416-5011-SN0001", "MFG:SIM;MDL:SIM-80;"};
  const Capabilities learnt{Known::probed, Known::absent, Known::probed, Known::unverified,
                            Known::probed};
  ASSERT_TRUE(save_profile(folder.path() / "printers", printer, learnt));
  const auto profile = load_profile(folder.path() / "printers", printer);
  EXPECT_EQ(profile.can, learnt);
  EXPECT_EQ(profile.warning, "");
}

TEST(PrinterProfile, IsThatOfTheManualBeforeAnythingWasLearned) {
  const TemporaryFolder folder;
  const PrinterIdentity printer{"usb-04b8-0e28-X1", kEpson};
  EXPECT_EQ(load_profile(folder.path(), printer).can, documented_for(kEpson));
  // What the printer did stands; only what is still open is filled from the manual.
  Capabilities learnt;
  learnt.process_id = Known::absent;
  ASSERT_TRUE(save_profile(folder.path(), printer, learnt));
  const auto can = load_profile(folder.path(), printer).can;
  EXPECT_EQ(can.process_id, Known::absent);
  EXPECT_EQ(can.status, Known::documented);
}

TEST(PrinterProfile, KeepsHabitsAndReadsAFileOfBeforeThem) {
  const TemporaryFolder folder;
  const PrinterIdentity printer{"usb-04b8-0e28-X1", "MFG:EPSON;MDL:TM-T88V;"};
  const PrinterHabits habits{Known::absent, true, 504, Presenter::custom};
  ASSERT_TRUE(save_profile(folder.path(), printer, {}, habits));
  EXPECT_EQ(load_profile(folder.path(), printer).habits, habits);
  std::ofstream(profile_file(folder.path(), printer.key))
      << R"({"printer":"usb-04b8-0e28-X1","device_id":"","can":{"status":"probed",)"
      << R"("process_id":"probed","queued":"absent","pushed":"probed","port":"probed"}})";
  const auto older = load_profile(folder.path(), printer);
  EXPECT_EQ(older.warning, "");
  EXPECT_EQ(older.can.queued, Known::absent);
  EXPECT_EQ(older.habits.head_dots, 512) << "by the manual";
}

TEST(PrinterProfile, IsSeparateForEachPrinterWhateverItsSerialNumber) {
  const TemporaryFolder folder;
  const PrinterIdentity strange{"usb-0416-5011-../../etc/passwd", ""},
      other{"usb-0416-5011-SN2", ""};
  Capabilities learnt;
  learnt.status = Known::probed;
  ASSERT_TRUE(save_profile(folder.path(), strange, learnt));
  EXPECT_EQ(load_profile(folder.path(), strange).can, learnt);
  EXPECT_EQ(load_profile(folder.path(), other).can, Capabilities{});
  EXPECT_EQ(profile_file(folder.path(), strange.key).parent_path(), folder.path());
}

TEST(PrinterProfile, SetsAsideWhatItCannotReadAndReportsIt) {
  for (const std::string damaged : {"", "{", R"({"printer":"usb-1"})",
                                    R"({"printer":"usb-1","device_id":"","can":{"status":"yes"}})",
                                    R"({"printer":"usb-2","device_id":"","can":{}})"}) {
    const TemporaryFolder folder;
    const auto file = profile_file(folder.path(), "usb-1");
    std::ofstream(file) << damaged;
    const auto profile = load_profile(folder.path(), {"usb-1", ""});
    EXPECT_EQ(profile.can, Capabilities{}) << damaged;
    EXPECT_NE(profile.warning.find(file.string()), std::string::npos) << profile.warning;
    EXPECT_NE(profile.warning.find("the printer is asked again"), std::string::npos);
    EXPECT_EQ(content_of(file.string() + ".damaged"), damaged) << "nothing is thrown away";
    EXPECT_FALSE(std::filesystem::exists(file));
  }
}

TEST(PrinterProfile, ReportsThePathThatCannotBeWritten) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "printers") << "a file in the place of the folder";
  const auto saved = save_profile(folder.path() / "printers", {"usb-1", ""}, {});
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().detail.find("printers"), std::string::npos) << saved.error().detail;
}

}  // namespace
}  // namespace otkel::printer
