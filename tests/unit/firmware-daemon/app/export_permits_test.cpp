// The historical data.
#include "firmware-daemon/app/export_permits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(ExportPermits, ContainsOneLineForEveryNumberThatWasGiven) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  w.issued(2);
  EXPECT_TRUE(w.exit(truck));
  Context c = w.context();
  const auto text = export_permits(c);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
  for (const char* part : {"C00000001", "C00000002", "050540004567", "001KAZ05"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
  EXPECT_EQ(text.find("C00000003"), std::string::npos);
}

}  // namespace
}  // namespace otkel::app::test
