// What a log is called, and which records are its own.
#include "ledger/log_name.hpp"

#include <gtest/gtest.h>

namespace otkel::ledger {
namespace {

using core::LogSide;
using core::Site;

TEST(LogName, NamesTheSiteAndTheWriterOfTheLog) {
  const LogName log(Site{"nur-zholy"}, LogSide::edge);
  EXPECT_EQ(log.text(), "nur-zholy/edge");
  EXPECT_EQ(log.place(), "nur-zholy");
}

TEST(LogName, OwnsTheRecordsOfItsSiteAndSideOnly) {
  const LogName log(Site{"nur-zholy"}, LogSide::edge);
  core::EventRecord record;
  record.site = Site{"nur-zholy"};
  EXPECT_TRUE(log.owns(record));
  record.side = LogSide::hub;
  EXPECT_FALSE(log.owns(record));
  record = {};
  record.site = Site{"bakhty"};
  EXPECT_FALSE(log.owns(record));
}

TEST(LogName, IsOrderedByItsText) {
  EXPECT_LT(LogName(Site{"bakhty"}, LogSide::hub), LogName(Site{"dostyk"}, LogSide::edge));
  EXPECT_LT(LogName(Site{"dostyk"}, LogSide::edge), LogName(Site{"dostyk"}, LogSide::hub));
  EXPECT_EQ(LogName(Site{"dostyk"}, LogSide::hub), LogName(Site{"dostyk"}, LogSide::hub));
}

}  // namespace
}  // namespace otkel::ledger
