// The journal of prints, and what became of a journal that an older version wrote.
#include "firmware-daemon/store/print_jobs.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "base/codec/document.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

struct PrintJobsTest : StoreTest {
  void SetUp() override { applications_and_blanks(); }
  static PrintJobRow supplement(const char* application, const char* blank, std::int64_t attempt) {
    core::SupplementPrint sheet;
    sheet.application_no = application;
    sheet.blank_number = blank;
    sheet.attempt = attempt;
    PrintJobRow row;
    row.subject = blank;
    row.application_no = application;
    row.blank = blank;
    row.attempt = attempt;
    row.payload = sheet;
    row.queued = at(1);
    return row;
  }
  static PrintJobRow ticket(const char* booking, std::int64_t attempt = 1) {
    core::QueueTicket sheet;
    sheet.booking_no = booking;
    sheet.place = 3;
    PrintJobRow row;
    row.subject = booking;
    row.attempt = attempt;
    row.payload = sheet;
    row.queued = at(2);
    return row;
  }
  std::int64_t put(const PrintJobRow& row) {
    std::int64_t id = 0;
    EXPECT_FALSE(breaks([&] { id = stores.print_jobs.insert(row); }));
    return id;
  }
};

TEST_F(PrintJobsTest, StoresAnySheetUnchanged) {
  const auto id = put(ticket("NZ25-H000001"));
  const auto row = stores.print_jobs.find(id);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->subject, "NZ25-H000001");
  EXPECT_FALSE(row->blank);
  EXPECT_EQ(std::get<core::QueueTicket>(row->payload).place, 3);
}

TEST_F(PrintJobsTest, SelectsSupplementsBeforeAllOtherSheets) {
  put(ticket("NZ25-H000001"));
  const auto supplement_id = put(supplement("NZ25-000001", "C0000001", 1));
  EXPECT_EQ(stores.print_jobs.next_queued()->id, supplement_id);
}

TEST_F(PrintJobsTest, NeverHoldsOneAttemptTwice) {
  put(ticket("NZ25-H000001"));
  EXPECT_EQ(breaks([&] { stores.print_jobs.insert(ticket("NZ25-H000001")); }), Code::number_taken);
  put(ticket("NZ25-H000001", 2));
  EXPECT_EQ(stores.print_jobs.last_of("queue_ticket", "NZ25-H000001")->attempt, 2);
  EXPECT_FALSE(stores.print_jobs.last_of("call_slip", "NZ25-H000001"));
}

TEST_F(PrintJobsTest, RefusesASupplementWithoutItsNumber) {
  auto row = supplement("NZ25-000001", "C0000001", 1);
  row.blank.reset();
  EXPECT_TRUE(breaks([&] { stores.print_jobs.insert(row); }));
}

TEST_F(PrintJobsTest, KnowsWhatIsInFlightAndWhatOnlyWaits) {
  const auto first = put(supplement("NZ25-000001", "C0000001", 1));
  put(ticket("NZ25-H000001"));
  for (const auto state : {PrintState::preflight, PrintState::sending, PrintState::awaiting_echo}) {
    auto row = *stores.print_jobs.find(first);
    row.state = state;
    EXPECT_FALSE(breaks([&] { stores.print_jobs.update(row); }));
    ASSERT_EQ(stores.print_jobs.in_flight().size(), 1U) << core::word(state);
    EXPECT_EQ(stores.print_jobs.in_flight()[0].id, first);
  }
  EXPECT_EQ(stores.print_jobs.in_state(PrintState::queued).size(), 1U);
}

TEST_F(PrintJobsTest, KeepsHowMuchOfAnAttemptWasSent) {
  const auto id = put(ticket("NZ25-H000001"));
  auto row = *stores.print_jobs.find(id);
  row.state = PrintState::unknown;
  row.rows_sent = 384;
  row.bytes_sent = 27'648;
  EXPECT_FALSE(breaks([&] { stores.print_jobs.update(row); }));
  EXPECT_EQ(stores.print_jobs.find(id)->rows_sent, 384);
  EXPECT_EQ(stores.print_jobs.find(id)->bytes_sent, 27'648);
}

std::string kept_database() {
  std::ifstream file(OTKEL_KEPT_FOLDER "/edge_0001.sql");
  EXPECT_TRUE(file) << OTKEL_KEPT_FOLDER;
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(PrintJobsMigration, CarriesOverEveryPrintThatTheFirstVersionWrote) {
  const otkel::support::TemporaryFolder folder;
  const auto path = folder / "edge.db";
  const std::string dump = kept_database();
  const std::array<sql::Migration, 1> as_it_was{{{"0001_first", dump}}};
  {
    const auto old = sqlite::Database::open(path, as_it_was);
    ASSERT_TRUE(old) << old.error().detail;
  }
  auto db = sqlite::Database::open(path, migrations());
  ASSERT_TRUE(db) << db.error().detail;
  Stores stores(*db, core::Site{"nur-zholy"});
  struct Job {
    const char* blank;
    std::int64_t attempt;
    PrintState state;
  };
  const std::array<Job, 7> expected{{{"C00000001", 1, PrintState::confirmed},
                                     {"C00000002", 1, PrintState::failed_safe},
                                     {"C00000003", 1, PrintState::unknown},
                                     {"C00000004", 1, PrintState::confirmed},
                                     {"C00000004", 2, PrintState::confirmed},
                                     {"C00000005", 1, PrintState::sending},
                                     {"C00000006", 1, PrintState::queued}}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto row = stores.print_jobs.find(static_cast<std::int64_t>(i) + 1);
    ASSERT_TRUE(row) << i;
    const auto& sheet = std::get<core::SupplementPrint>(row->payload);
    EXPECT_EQ(row->blank, expected[i].blank);
    EXPECT_EQ(row->subject, expected[i].blank);
    EXPECT_EQ(sheet.blank_number, expected[i].blank);
    EXPECT_EQ(sheet.text.carrier_name, "Сынақ Транс ЖШС");
    EXPECT_EQ(row->attempt, expected[i].attempt);
    EXPECT_EQ(row->state, expected[i].state);
  }
  EXPECT_EQ(stores.print_jobs.find(2)->cause, "printer_paper_out");
  EXPECT_EQ(stores.print_jobs.find(1)->grade, "A");
  EXPECT_EQ(stores.log.head().seq, 20) << "the log is not touched by it";
}

TEST(PrintJobsMigration, ReusesNoId) {
  const otkel::support::TemporaryFolder folder;
  const std::string dump = kept_database();
  const std::array<sql::Migration, 1> as_it_was{{{"0001_first", dump}}};
  ASSERT_TRUE(sqlite::Database::open(folder / "edge.db", as_it_was));
  auto db = sqlite::Database::open(folder / "edge.db", migrations());
  ASSERT_TRUE(db) << db.error().detail;
  Stores stores(*db, core::Site{"nur-zholy"});
  std::int64_t id = 0;
  ASSERT_TRUE(db->transact([&]() -> core::Result<void> {
    id = stores.print_jobs.insert(PrintJobsTest::ticket("NZ25-H000001"));
    return {};
  }));
  EXPECT_EQ(id, 8);
}

template <std::size_t I = 0>
void every_sheet_survives() {
  if constexpr (I < std::variant_size_v<core::Document>) {
    const core::Document sheet = std::variant_alternative_t<I, core::Document>{};
    const auto body = codec::document_body(sheet);
    const auto again = codec::decode_document(core::type_of(sheet), body);
    ASSERT_TRUE(again) << core::type_of(sheet) << ": " << again.error().detail;
    EXPECT_EQ(again->index(), I);
    EXPECT_EQ(codec::document_body(*again), body);
    every_sheet_survives<I + 1>();
  }
}

TEST(DocumentJson, SurvivesForEverySheet) { every_sheet_survives(); }

TEST(DocumentJson, RefusesAnUnknownSheet) {
  EXPECT_EQ(codec::decode_document("bill", "{}").error().code, Code::payload_malformed);
  EXPECT_EQ(codec::decode_document("test_page", R"({"device":"file"})").error().code,
            Code::field_missing);
}

}  // namespace
}  // namespace otkel::store::test
