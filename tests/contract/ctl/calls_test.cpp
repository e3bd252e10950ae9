// Calls of a day: the list of each is computed again from the log, by otkelctl and by a program in
// another language.
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/park_truck.hpp"
#include "tests/contract/ctl/commands.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::ctl::test {
namespace {

using app::test::CheckpointInMemory;
using app::test::Truck;

struct Calls : testing::Test {
  const support::TemporaryFolder folder;
  const std::string database = folder / "edge.db";

  /// Five trucks: the first late, one called out of turn, all called but the last.
  void day() {
    CheckpointInMemory w(database);
    ASSERT_TRUE(w.as("system", [&](app::Context&) -> core::Result<void> {
      w.db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('site', 'nur-zholy')");
      return {};
    }));
    const Truck late = w.paid(1, 9), second = w.paid(2, 10), third = w.paid(3, 10),
                fourth = w.paid(4, 11), last = w.paid(5, 12), absent = w.paid(6, 12);
    w.now = app::test::time_of("2025-05-20T09:00:00+05:00");
    for (const auto& truck : {third, second, fourth}) EXPECT_TRUE(w.check_in(truck));
    w.now = app::test::time_of("2025-05-20T11:10:00+05:00");
    EXPECT_TRUE(w.check_in(late));
    EXPECT_TRUE(w.check_in(last));
    EXPECT_TRUE(w.check_in(absent));
    const auto call = [&](const Truck& truck, core::CallStatement said = {}) {
      return w.as("officer:aliya", [&](app::Context& c) {
        return app::call_truck(c, {truck.booking_no, "1", said});
      });
    };
    EXPECT_TRUE(call(third)) << "it checked in before the second of the same interval";
    EXPECT_FALSE(call(late)) << "late, it stands behind those of 11:00";
    EXPECT_TRUE(call(last, {"animals", "live fish", "1234", "2025-05-20"}));
    const auto back = [&](const Truck& truck) {
      return w.as("officer:aliya", [&](app::Context& c) {
        return app::put_back(c, truck.booking_no, "the lane was closed");
      });
    };
    EXPECT_TRUE(back(last));
    EXPECT_TRUE(back(third));
    EXPECT_FALSE(call(third)) << "the granted one is at the head still";
    EXPECT_TRUE(call(last));
    EXPECT_TRUE(w.as("officer:berik",
                     [&](app::Context& c) { return app::call_again(c, last.booking_no, "2"); }));
    EXPECT_TRUE(call(third));
    EXPECT_TRUE(call(second));
    EXPECT_TRUE(call(fourth));
    EXPECT_TRUE(call(late));
    absence(w, absent);
  }
  /// Called three times, parked, back, and called once more.
  static void absence(CheckpointInMemory& w, const Truck& truck) {
    const auto by_officer = [&](auto verb) {
      return w.as("officer:aliya", [&](app::Context& c) { return verb(c); });
    };
    const auto again = [&](app::Context& c) { return app::call_again(c, truck.booking_no, "1"); };
    const auto first = [&](app::Context& c) {
      return app::call_truck(c, {truck.booking_no, "1", {}});
    };
    EXPECT_TRUE(by_officer(first));
    EXPECT_TRUE(by_officer(again));
    EXPECT_TRUE(by_officer(again));
    w.now += std::chrono::minutes{10};
    EXPECT_TRUE(by_officer([&](app::Context& c) { return app::park_truck(c, truck.booking_no); }));
    const Truck later = w.paid(7, 11);
    EXPECT_TRUE(w.check_in(later));
    EXPECT_TRUE(by_officer([&](app::Context& c) { return app::bring_back(c, truck.booking_no); }));
    EXPECT_FALSE(by_officer(first)) << "it stands behind the one in time of the interval";
    EXPECT_TRUE(by_officer(
        [&](app::Context& c) { return app::call_truck(c, {later.booking_no, "1", {}}); }));
    EXPECT_TRUE(by_officer(first));
  }
  CommandResult python() const { return run(OTKEL_PYTHON, {OTKEL_CALLS_SCRIPT, database}); }
  CommandResult ours() const { return otkelctl({"verify-log", "--db", database}); }
};

TEST_F(Calls, AreMadeFromTheListThatTheLogGivesInBothLanguages) {
  day();
  const auto mine = ours();
  EXPECT_EQ(mine.status, 0) << mine.text;
  EXPECT_TRUE(mine.says("calls: 10 lists computed again")) << mine.text;
  const auto other = python();
  EXPECT_EQ(other.status, 0) << other.text;
  EXPECT_EQ(other.text, "10 calls, 0 faults\n");
}

TEST_F(Calls, FromAnotherListAreNamedByBoth) {
  day();
  {
    auto db = Commands::open(database);
    db.script(
        "DROP TRIGGER edge_log_is_append_only_u;"
        "UPDATE edge_log SET body = json_set(body, '$.call.order_hash', 'ab') WHERE pos = "
        "(SELECT max(pos) FROM edge_log WHERE json_extract(body, '$.event') = 'call')");
  }
  const auto mine = ours();
  EXPECT_EQ(mine.status, 1);
  EXPECT_TRUE(mine.says("was recorded from another list than the log gives")) << mine.text;
  EXPECT_EQ(python().status, 1);
}

}  // namespace
}  // namespace otkel::ctl::test
