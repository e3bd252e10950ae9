// The stock as it comes over from an older schema; its law is in law_test.cpp.
#include "firmware-daemon/store/blanks.hpp"

#include "firmware-daemon/store/state_check.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

/// As an older version received a batch, whose table had no act yet.
void receive_as_then(sqlite::Database& old, const std::vector<core::BlankNumber>& numbers) {
  old.run(
      "INSERT INTO deliveries (batch, first, count, announced, received_order, received_utc_ms, "
      "received_by) VALUES ('B1', ?, ?, 0, 1, 1, 'aliya')",
      numbers.front(), std::ssize(numbers));
  std::int64_t order = 0;
  for (const auto& number : numbers)
    old.run(
        "INSERT INTO blanks (number, batch, stock_order, state) VALUES (?, 'B1', ?, 'in_stock')",
        number, ++order);
}

/// A database of the version that wrote the second officer behind the reason.
struct BlanksOfTwo : StoreTest {
  support::TemporaryFolder folder;

  /// One blank for each pair of a reason and what else stands in the body of its fact.
  void write(const std::vector<std::pair<std::string, std::string>>& ends) {
    auto old = sqlite::Database::open(folder / "edge.db", migrations().first(7)).value();
    ASSERT_TRUE(old.transact([&]() -> core::Result<void> {
      Stores before{old, core::Site{"nur-zholy"}};
      before.log.begin_epoch(std::string(32, '1'), {"created", "test"}, stamp);
      before.log.append(core::BlanksReceived{"B1", "C0000001", std::ssize(ends)}, stamp);
      std::vector<core::BlankNumber> numbers;
      for (std::size_t i = 1; i <= ends.size(); ++i)
        numbers.push_back(blank_number(("C000000" + std::to_string(i)).c_str()));
      receive_as_then(old, numbers);
      for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto& [reason, rest] = ends[i];
        const auto body = R"({"blank":")" + numbers[i].str() + R"(","state":"lost","reason":")" +
                          reason + "\"" + rest + "}";
        core::EventRecord written;
        written.actor = stamp.actor;
        written.rule_pack = stamp.rule_pack;
        written.type = core::BlankEnded::type;
        written.body = body;
        before.log.append_again(written);
        old.run("UPDATE blanks SET state = 'lost', reason = ? WHERE number = ?", reason,
                numbers[i]);
      }
      return {};
    }));
  }
};

TEST_F(BlanksOfTwo, ComeOverWithTheSecondOfficerInAColumnAndAgreeWithTheLog) {
  ASSERT_NO_FATAL_FAILURE(write({{"gone (with berik)", ""},
                                 {"gone (at the gate) (with a.b-c_1)", ""},
                                 {"gone", ""},
                                 {"gone (with his brother)", ""},
                                 {"жоғалды (with berik)", ""},
                                 {"gone (with berik)", R"(,"second":null)"},
                                 {"gone (with berik)", R"(,"second":"bolat")"}}));
  auto now = sqlite::Database::open(folder / "edge.db", migrations()).value();
  Stores moved{now, core::Site{"nur-zholy"}};
  std::vector<std::pair<std::string, std::string>> kept;
  for (const char* number :
       {"C0000001", "C0000002", "C0000003", "C0000004", "C0000005", "C0000006"}) {
    const auto row = moved.blanks.find(number).value();
    kept.emplace_back(row.reason.value_or(""), row.second.value_or(""));
  }
  EXPECT_EQ(kept,
            (std::vector<std::pair<std::string, std::string>>{{"gone", "berik"},
                                                              {"gone (at the gate)", "a.b-c_1"},
                                                              {"gone", ""},
                                                              {"gone (with his brother)", ""},
                                                              {"жоғалды", "berik"},
                                                              {"gone (with berik)", ""}}));
  const auto check = check_state(now, core::Site{"nur-zholy"});
  ASSERT_TRUE(check) << check.error().detail;
  ASSERT_EQ(check->differences.size(), 1U) << "only the row whose second no older table could hold";
  EXPECT_EQ(check->differences[0].key, "C0000007");
  EXPECT_EQ(check->differences[0].field, "second");
}

/// Of before the cause of an end had a column: what the row then said is read by the migration as
/// core::older_cause reads the fact.
TEST_F(BlanksOfTwo, ComeOverWithTheCauseOfTheirEndAsTheLogGivesIt) {  // R-34
  struct End {
    core::BlankState state;
    const char* reason;
    std::optional<std::string> second;
    bool handed_over;
    core::EndCause cause;
  };
  using S = core::BlankState;
  const std::vector<End> ends{
      {S::returned, "did not go", "berik", true, core::EndCause::returned_by_carrier},
      {S::spoiled, "ink", {}, false, core::EndCause::spoiled},
      {S::lost, "gone", "berik", true, core::EndCause::lost_by_carrier},
      {S::lost, "gone", "berik", false, core::EndCause::lost_by_office},
      {S::annulled, "a violation", "berik", true, core::EndCause::violation},
      {S::annulled,
       "the vehicle turned back before the blank was handed over",
       {},
       false,
       core::EndCause::set_aside},
      {S::annulled, "revoked by the centre: court", {}, false, core::EndCause::revoked_by_centre}};
  {
    auto old = sqlite::Database::open(folder / "edge.db", migrations().first(10)).value();
    ASSERT_TRUE(old.transact([&]() -> core::Result<void> {
      Stores before{old, core::Site{"nur-zholy"}};
      before.log.begin_epoch(std::string(32, '1'), {"created", "test"}, stamp);
      before.log.append(core::BlanksReceived{"B1", "C0000001", 7}, stamp);
      receive_as_then(old, core::numbers_of({blank_number("C0000001"), 7}).value());
      for (int i = 0; i < 7; ++i) {
        const auto& end = ends[static_cast<std::size_t>(i)];
        const auto number = "C000000" + std::to_string(i + 1),
                   application = "NZ25-00000" + std::to_string(i + 1);
        old.run(
            "INSERT INTO applications (application_no, bin, plate, booking_no, planned_crossing, "
            "state) VALUES (?, '050540004567', '001KAZ05', 'NZ25-H000001', '2025-05-20', "
            "'registered')",
            application);
        core::NumberAllocated given;
        given.steps = {{application, number}};
        before.log.append(given, stamp);
        core::PrintEnded printed;
        printed.blank = number;
        printed.result = core::PrintResult::confirmed;
        before.log.append(printed, stamp);
        if (end.handed_over)
          before.log.append(core::PermitIssued{application, number, "P", "B", "MAN"}, stamp);
        before.log.append(core::BlankEnded{number, end.state, application, end.reason, end.second},
                          stamp);
        old.run(
            "UPDATE blanks SET state = ?, application_no = ?, reason = ?, second = ? "
            "WHERE number = ?",
            end.state, application, std::string(end.reason), end.second, number);
      }
      return {};
    }));
  }
  auto now = sqlite::Database::open(folder / "edge.db", migrations()).value();
  Stores moved{now, core::Site{"nur-zholy"}};
  for (std::size_t i = 0; i < ends.size(); ++i)
    EXPECT_EQ(moved.blanks.find("C000000" + std::to_string(i + 1))->cause, ends[i].cause)
        << core::word(ends[i].cause);
  const auto check = check_state(now, core::Site{"nur-zholy"});
  ASSERT_TRUE(check) << check.error().detail;
  for (const auto& one : check->differences) EXPECT_NE(one.table, "blanks") << one.words();
}

}  // namespace
}  // namespace otkel::store::test
