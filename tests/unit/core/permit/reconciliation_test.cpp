// The books say no: a difference of each kind is planted and found.
#include "core/permit/reconciliation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "tests/unit/core/default_fields.hpp"
#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

BlankNumber number(int n) { return BlankNumber::parse("C00").value().plus(n).value(); }
std::string application(int n) { return "A-" + std::to_string(n); }

std::optional<EndCause> a_cause_of(BlankState state) {
  for (const auto cause : every<EndCause>())
    if (is_terminal(state) && state != BlankState::redeemed && state_of(cause) == state)
      return cause;
  return std::nullopt;
}

/// Ten blanks of one batch, the first in stock and one in each other state; the truck of the issued
/// one (3) stands between the gates, beside one with an external permit.
StockRecords whole() {
  StockRecords records;
  records.receipts.push_back({"B-1", number(0), 10, "event 1: received"});
  for (int n = 0; n < 10; ++n) {
    const auto state = static_cast<BlankState>(std::min(n, 8));
    records.numbers.push_back({number(n), "B-1", state, a_cause_of(state)});
    if (state != BlankState::in_stock) records.numbers.back().application_no = application(n);
  }
  records.stays.push_back({"001KAZ05", "v1", Instant{}, true, false, application(3), true});
  records.stays.push_back({"777FOR01", "v2", Instant{}});
  return records;
}

std::vector<DifferenceKind> kinds(const StockBooks& books) {
  std::vector<DifferenceKind> found;
  for (const auto& one : books.differences) found.push_back(one.kind);
  return found;
}

TEST(Reconciliation, AddsUpIfEachNumberIsInOnePlace) {  // I7, I8
  const auto books = reconcile(whole());
  EXPECT_TRUE(books.differences.empty()) << word(books.differences.front().kind);
  EXPECT_TRUE(books.stock_adds_up);
  EXPECT_TRUE(books.zone_adds_up);
  EXPECT_EQ(books.received, 10);
  EXPECT_EQ(books.in_stock, 1);
  EXPECT_EQ(books.in_hands, 1);
  EXPECT_EQ(books.spoiled, 2);
  EXPECT_EQ(books.zone_with_number, 1);
  EXPECT_EQ(books.zone_without, 1) << "an external permit is no number of ours (R-02)";
}

TEST(Reconciliation, ProvesNothingUntilItIsComputed) {
  EXPECT_EQ(set_by_default<StockBooks>(), SetFields{});
}

TEST(Reconciliation, CountsEachEndUnderItsCause) {
  const std::map<EndCause, BlankPlace> places{
      {EndCause::violation, BlankPlace::annulled},
      {EndCause::returned_by_carrier, BlankPlace::returned},
      {EndCause::lost_by_carrier, BlankPlace::lost_by_carrier},
      {EndCause::spoiled, BlankPlace::spoiled},
      {EndCause::set_aside, BlankPlace::set_aside},
      {EndCause::lost_by_office, BlankPlace::lost_by_office},
      {EndCause::revoked_by_centre, BlankPlace::revoked}};
  for (const auto cause : every<EndCause>()) {
    StockRecords records;
    records.receipts.push_back({"B-1", number(0), 1, ""});
    records.numbers.push_back({number(0), "B-1", state_of(cause), cause, application(0)});
    auto books = reconcile(records);
    EXPECT_TRUE(books.stock_adds_up) << word(cause);
    EXPECT_EQ(count_in(books, places.at(cause)), 1) << word(cause);
  }
}

/// What is planted, and the number or plate that must be named.
struct Planted {
  DifferenceKind kind;
  std::string subject;
  std::function<void(StockRecords&)> plant;
};

std::vector<Planted> planted() {
  using K = DifferenceKind;
  return {
      {K::number_missing, "C04", [](auto& r) { r.numbers.erase(r.numbers.begin() + 4); }},
      {K::number_without_receipt, "C10",
       [](auto& r) { r.numbers.push_back({number(10), "B-1", BlankState::in_stock}); }},
      {K::received_twice, "C09", [](auto& r) { r.receipts.push_back({"B-2", number(9), 1, "2"}); }},
      {K::listed_twice, "C00",
       [](auto& r) { r.numbers.push_back({number(0), "B-1", BlankState::in_stock}); }},
      {K::batch_differs, "C05", [](auto& r) { r.numbers[5].batch = "B-2"; }},
      {K::end_without_cause, "C06", [](auto& r) { r.numbers[6].cause.reset(); }},
      {K::without_application, "C01", [](auto& r) { r.numbers[1].application_no.reset(); }},
      {K::application_with_two, "C01",
       [](auto& r) { r.numbers[2].application_no = application(1); }},
      {K::in_hands_outside_zone, "C03", [](auto& r) { r.stays.erase(r.stays.begin()); }},
      {K::zone_without_number, "001KAZ05",
       [](auto& r) { r.numbers[3].state = BlankState::redeemed; }},
      {K::zone_twice, "001KAZ05",
       [](auto& r) {
         r.stays.push_back(r.stays.front());
         r.stays.back().plate = "002KAZ05";
       }},
      {K::unaccounted, "C00", [](auto& r) { r.numbers[0].unaccounted = true; }},
      {K::count_differs, "berik",
       [](auto& r) { r.count = LastCount{"berik", 2, 1, {}, {}, "two"}; }},
  };
}

TEST(Reconciliation, FindsAPlantedDifferenceOfEachKindAndNamesIt) {  // I1, I7, I8
  std::vector<DifferenceKind> all;
  for (const auto& one : planted()) {
    auto records = whole();
    one.plant(records);
    const auto books = reconcile(records);
    ASSERT_EQ(kinds(books), std::vector{one.kind}) << word(one.kind);
    EXPECT_EQ(books.differences.front().subject, one.subject) << word(one.kind);
    EXPECT_FALSE(books.differences.front().evidence.empty()) << word(one.kind);
    EXPECT_FALSE(books.stock_adds_up && books.zone_adds_up) << word(one.kind);
    all.push_back(one.kind);
  }
  EXPECT_EQ(all, every<DifferenceKind>()) << "each kind is planted once";
}

TEST(Reconciliation, IsNotDeceivedByTwoMistakesThatCancel) {  // I8
  auto records = whole();
  records.numbers[0].number = number(50);
  const auto books = reconcile(records);
  EXPECT_EQ(books.received, 10);
  EXPECT_FALSE(books.stock_adds_up) << "one is missing and one too many: the sums agree";
  EXPECT_EQ(kinds(books),
            (std::vector{DifferenceKind::number_missing, DifferenceKind::number_without_receipt}));
}

TEST(Reconciliation, LeavesOutOfTheZoneWhatLeftByAnOfficersStatement) {
  auto records = whole();
  records.stays[0].said_left = true;
  auto books = reconcile(records);
  EXPECT_TRUE(books.zone_adds_up);
  EXPECT_EQ(books.awaiting_evidence, 1);
  EXPECT_EQ(books.in_hands, 0);
  records.stays[0].open = false;  // it is on its next trip
  EXPECT_TRUE(reconcile(records).zone_adds_up);
}

TEST(Reconciliation, AcceptsACountThatAgrees) {
  auto records = whole();
  records.count = LastCount{"berik", 1, 1, "C00", "C00", "one"};
  EXPECT_TRUE(reconcile(records).stock_adds_up);
  records.count->front = "C09";
  EXPECT_EQ(kinds(reconcile(records)), std::vector{DifferenceKind::count_differs})
      << "as many, but another one lies in front";
}

TEST(Reconciliation, RefusesACauseOfAnotherEnd) {
  auto records = whole();
  records.numbers[5].cause = EndCause::spoiled;
  EXPECT_EQ(kinds(reconcile(records)), std::vector{DifferenceKind::end_without_cause});
  records = whole();
  records.numbers[3].cause = EndCause::spoiled;
  EXPECT_EQ(kinds(reconcile(records)), std::vector{DifferenceKind::end_without_cause});
}

TEST(Reconciliation, FindsAPermitInHandsThatItsApplicationDoesNotKnow) {  // I7
  auto records = whole();
  records.stays[0].issued = false;
  const auto books = reconcile(records);
  EXPECT_EQ(kinds(books), std::vector{DifferenceKind::in_hands_outside_zone});
  EXPECT_FALSE(books.zone_adds_up);
}

TEST(Reconciliation, TakesADeliveryThatWasCountedInAgainAfterARestoreForOne) {
  auto records = whole();
  records.receipts.push_back(records.receipts.front());
  EXPECT_TRUE(reconcile(records).stock_adds_up);
}

// I8 under any walk of many blanks through their table: each number is in one place, and a receipt
// that is one short or one long shows.
RC_GTEST_PROP(Reconciliation, AddsUpWhateverHappensToTheBlanks, ()) {
  const int count = *rc::gen::inRange(1, 40);
  StockRecords records;
  records.receipts.push_back({"B-1", number(0), count, "received"});
  for (int n = 0; n < count; ++n) {
    KeptNumber one{number(n), "B-1", BlankState::in_stock, {}, application(n)};
    for (int step = *rc::gen::inRange(0, 7); step > 0; --step) {
      const auto event = static_cast<BlankEvent>(*rc::gen::inRange(0, 8));
      const auto to = advance(one.state, event);
      if (!to) continue;
      if (is_terminal(*to) && *to != BlankState::redeemed)
        one.cause = end_cause(one.state, event).value();
      one.state = *to;
    }
    if (one.state == BlankState::issued)
      records.stays.push_back({"P", "v", Instant{}, true, false, application(n), true});
    records.numbers.push_back(one);
  }
  const auto books = reconcile(records);
  RC_ASSERT(books.differences.empty());
  RC_ASSERT(books.stock_adds_up && books.zone_adds_up);
  records.receipts.front().count += *rc::gen::element(-1, 1);
  RC_ASSERT(!reconcile(records).stock_adds_up);
}

}  // namespace
}  // namespace otkel::core
