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

}  // namespace
}  // namespace otkel::printer
