// Visits, stays and what was learned of the cameras, and how old rows come over.
#include <filesystem>

#include "base/codec/json.hpp"
#include "core/plate/confusion_lesson.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

using Visits = StoreTest;

VisitRow row_of(const std::string& id, const std::string& raw) {
  VisitRow row;
  row.visit.visit_id = id;
  row.visit.camera = "gate-1";
  core::PlateRead read;
  read.plate = raw;
  row.visit.reads = {read};
  row.decision.kind = core::MatchKind::probable;
  row.decision.raw = row.decision.folded = raw;
  row.decision.candidates = {{"123ABC02", 0.3, {}, {}}, {"128ABC02", 0.6, {}, {}}};
  row.decision.version = "2";
  row.waits = true;
  return row;
}

TEST_F(Visits, StoreTheBasisOfADecisionInColumns) {
  EXPECT_FALSE(breaks([&] { stores.visits.put(row_of("v1", "12EABC02")); }));
  auto q = db.prepare(
      "SELECT raw, normalised, matched, cost, runner_up, runner_up_cost, matcher FROM visits");
  ASSERT_TRUE(q.step());
  EXPECT_EQ(q.text(0), "12EABC02");
  EXPECT_EQ(q.text(1), "12EABC02");
  EXPECT_EQ(q.text(2), "123ABC02");
  EXPECT_DOUBLE_EQ(q.real(3), 0.3);
  EXPECT_EQ(q.text(4), "128ABC02");
  EXPECT_DOUBLE_EQ(q.real(5), 0.6);
  EXPECT_EQ(q.text(6), "2");
}

/// Reads of one camera that matched nothing, `count` of them from that moment on.
void flood(Stores& stores, const std::string& camera, int count, std::int64_t from_ms) {
  for (int i = 0; i < count; ++i) {
    auto row = row_of(camera + std::to_string(i), "???");
    row.visit.camera = camera;
    row.visit.first_received = at(from_ms + i);
    row.decision.candidates.clear();
    stores.visits.put(row);
  }
}

std::vector<std::string> ids(const std::vector<VisitRow>& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.push_back(row.visit.visit_id);
  return out;
}

TEST_F(Visits, ShowACalledTruckFirstHoweverManyUnreadableReadsCameSince) {
  EXPECT_FALSE(breaks([&] {
    BookingRow booking;
    booking.booking_no = "NZ25-H000001";
    booking.plate = "123ABC02";
    booking.slot_end = at(2);
    booking.state = core::BookingState::called;
    stores.bookings.insert(booking);
    auto near = row_of("near", "12EABC02");
    near.visit.first_received = at(1'000);
    stores.visits.put(near);
    flood(stores, "gate-1", 500, 2'000);
  }));
  const auto shown = ids(stores.visits.foremost(50));
  ASSERT_EQ(shown.size(), 50U);
  EXPECT_EQ(shown.front(), "near");
  EXPECT_EQ(shown[1], "gate-1499") << "then the newest";
}

TEST_F(Visits, ShowACalledTruckThatIsOnlyTheSecondNearest) {
  EXPECT_FALSE(breaks([&] {
    BookingRow booking;
    booking.booking_no = "NZ25-H000001";
    booking.plate = "128ABC02";
    booking.slot_end = at(2);
    booking.state = core::BookingState::called;
    stores.bookings.insert(booking);
    auto near = row_of("near", "12EABC02");
    near.visit.first_received = at(1'000);
    stores.visits.put(near);
    flood(stores, "gate-1", 60, 2'000);
  }));
  EXPECT_EQ(stores.visits.foremost(1).front().visit.visit_id, "near");
}

TEST_F(Visits, GiveEachCameraItsShareOfTheFirstRows) {
  EXPECT_FALSE(breaks([&] {
    flood(stores, "quiet", 3, 1'000);
    flood(stores, "noisy", 300, 2'000);
  }));
  const auto shown = ids(stores.visits.foremost(6));
  EXPECT_EQ(shown, (std::vector<std::string>{"noisy299", "quiet2", "noisy298", "quiet1", "noisy297",
                                             "quiet0"}));
}

TEST_F(Visits, DisplaceNoCalledTruckByAnother) {
  EXPECT_FALSE(breaks([&] {
    for (const auto& [no, plate] :
         {std::pair{"NZ25-H000001", "123ABC02"}, {"NZ25-H000002", "555KKK05"}}) {
      BookingRow booking;
      booking.booking_no = no;
      booking.plate = plate;
      booking.slot_end = at(2);
      booking.state = core::BookingState::called;
      stores.bookings.insert(booking);
    }
    auto other = row_of("other", "555KK05");
    other.visit.first_received = at(500);
    other.decision.candidates = {{"555KKK05", 0.3, {}, {}}};
    stores.visits.put(other);
    for (int i = 0; i < 80; ++i) {
      auto row = row_of("many" + std::to_string(i), "12EABC02");
      row.visit.first_received = at(1'000 + i);
      stores.visits.put(row);
    }
  }));
  const auto shown = ids(stores.visits.foremost(3));
  EXPECT_EQ(shown, (std::vector<std::string>{"many79", "other", "many78"}));
}

TEST_F(Visits, NeverChangeWhatWasReadAndDecided) {
  auto row = row_of("v1", "12EABC02");
  row.waits = false;
  row.plate = "123ABC02";
  row.decided_by = core::ReadSaidBy(core::Actor::officer("aliya"));
  EXPECT_FALSE(breaks([&] { stores.visits.put(row); }));
  auto later = row;
  later.visit.revision = 2;
  EXPECT_FALSE(breaks([&] { stores.visits.put(later); })) << "a later revision is kept";
  later.decision.raw = "999ZZZ19";
  EXPECT_TRUE(breaks([&] { stores.visits.put(later); }));
  later = row;
  later.plate = "128ABC02";
  EXPECT_TRUE(breaks([&] { stores.visits.put(later); }));
  EXPECT_EQ(stores.visits.find("v1")->visit.revision, 2);
}

TEST_F(Visits, MigrateFromTheFirstSchema) {
  support::TemporaryFolder folder;
  const auto path = folder / "edge.db";
  {
    auto old = sqlite::Database::open(path, migrations().first(1)).value();
    core::Visit visit;
    visit.visit_id = "v1";
    visit.camera = "gate-1";
    core::PlateRead read;
    read.plate = "12EABC02";
    visit.reads = {read};
    ASSERT_TRUE(old.transact([&]() -> core::Result<void> {
      for (const char* decided : {"", "officer:aliya"})
        old.run(
            "INSERT INTO visits (visit_id, revision, camera, role, received_utc_ms, live, visit, "
            "decision, plate, decided_by) VALUES (?, 1, 'gate-1', 'gate_in', 7, 1, ?, ?, NULL, "
            "nullif(?, ''))",
            std::string("v") + decided, codec::encode(visit),
            std::string(R"({"kind":"probable","raw":"12EABC02","folded":"12EABC02","candidates":)"
                        R"([{"plate":"123ABC02","cost":0.3}],"reason":"near","may_act":false})"),
            std::string(decided));
      old.run("INSERT INTO stays (plate, entry_visit, entered_utc_ms) VALUES ('123ABC02', 'v', 7)");
      return {};
    }));
  }
  auto now = sqlite::Database::open(path, migrations()).value();
  Stores moved{now, core::Site{"nur-zholy"}};
  ASSERT_EQ(moved.visits.pending().size(), 1U);
  const auto row = moved.visits.pending().front();
  EXPECT_EQ(row.visit.reads.at(0).plate, "12EABC02");
  EXPECT_EQ(row.decision.candidates.at(0).plate, "123ABC02");
  EXPECT_EQ(moved.visits.find("vofficer:aliya")->decided_by, "officer:aliya");
  EXPECT_EQ(moved.stays.inside(), 1);
  auto q = now.prepare("SELECT count(*) FROM visits WHERE raw = '12EABC02' AND cost = 0.3");
  ASSERT_TRUE(q.step());
  EXPECT_EQ(q.integer(0), 2);
}

TEST_F(Visits, StoreTheLearnedConfusionsPerCamera) {
  core::Confusions learned;
  ASSERT_GT(core::learn(learned, "12BABC02", "128ABC02"), 0);
  EXPECT_FALSE(breaks([&] { stores.confusions.put("gate-1", learned); }));
  EXPECT_EQ(stores.confusions.of("gate-1"), learned);
  EXPECT_EQ(stores.confusions.of("exit-1"), core::Confusions{});
  EXPECT_EQ(stores.confusions.all().size(), 1U);
  EXPECT_FALSE(breaks([&] { EXPECT_TRUE(stores.confusions.forget("gate-1")); }));
  EXPECT_FALSE(breaks([&] { EXPECT_FALSE(stores.confusions.forget("gate-1")); }));
  EXPECT_TRUE(stores.confusions.all().empty());
}

}  // namespace
}  // namespace otkel::store::test
