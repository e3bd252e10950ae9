// What is known of a printer from its maker's manual.
#include "printer/escpos/capabilities.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

constexpr const char* kEpson =
    "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;DES:EPSON TM-T20III;";

TEST(DocumentedFor, UsesTheManualOfAModelOnTheMakersList) {
  const auto can = documented_for(kEpson);
  EXPECT_EQ(can.process_id, Known::documented);
  EXPECT_EQ(can.queued, Known::documented);
  EXPECT_EQ(can.port, Known::unverified) << "of USB, which the manual of the commands says not";
  EXPECT_EQ(documented_for("MANUFACTURER:Epson;MODEL:TM-m30II").process_id, Known::documented);
}

TEST(DocumentedFor, AssumesNothingForOtherModels) {
  for (const char* id : {"", "MFG:XPrinter;MDL:XP-80;", "MFG:EPSON;MDL:LQ-350;", "MDL:TM-T20III;",
                         "EPSON TM-T20III", ";;;:::", "MFG:EPSON"})
    EXPECT_EQ(documented_for(id), Capabilities{}) << id;
}

// An impact printer echoes process numbers by the same list and prints pictures as text.
TEST(DocumentedFor, LeavesOutAnImpactPrinter) {
  EXPECT_EQ(documented_for("MFG:EPSON;MDL:TM-U220B;"), Capabilities{});
}

TEST(DocumentedDots, AreThoseOfTheModelsHead) {
  EXPECT_EQ(documented_dots(kEpson), 576);
  EXPECT_EQ(documented_dots("MFG:EPSON;MDL:TM-T88IV;"), 512) << "180 dots an inch";
  EXPECT_EQ(documented_dots("MFG:EPSON;MDL:TM-T88V;"), 512);
  EXPECT_EQ(documented_dots("MFG:EPSON;MDL:TM-P20;"), 384) << "58 mm";
  EXPECT_EQ(documented_dots("MFG:XPrinter;MDL:XP-80;"), 0) << "nobody has told";
}

}  // namespace
}  // namespace otkel::printer
