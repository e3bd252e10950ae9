// The stock from one officer to the next.
#include "firmware-daemon/app/hand_over_stock.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/reconciliation.hpp"
#include "firmware-daemon/app/second_person.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

Result<store::SecondRequestRow> ask(CheckpointInMemory& w, const std::string& from,
                                    const std::string& count) {
  return w.as("officer:" + from, [&](Context& c) {
    return ask_for_second(c, {core::Verb::hand_over_stock, count, "end of the shift"});
  });
}

Result<store::SecondRequestRow> take_over(CheckpointInMemory& w, const std::string& to,
                                          std::int64_t id) {
  w.now += std::chrono::minutes{1};
  return w.as("officer:" + to, [&](Context& c) { return confirm_as_second(c, id); });
}

StockView stock(CheckpointInMemory& w) {
  return w.as("officer:aliya", [](Context& c) { return Result<StockView>{stock_view(c)}; }).value();
}

TEST(HandOverStock, HasBothPersonsAndTheCountedStock) {
  CheckpointInMemory w;
  w.blanks(5);
  w.issued(1);
  const auto asked = ask(w, "aliya", "4, C00000002");
  ASSERT_TRUE(asked) << asked.error().detail;
  EXPECT_FALSE(stock(w).keeper) << "nothing is decided before the other has answered";
  ASSERT_TRUE(take_over(w, "berik", asked->id));
  const auto fact = std::get<core::StockHandedOver>(w.events_of("stock_handed_over").front());
  EXPECT_EQ(w.log().back().actor.str(), "officer:aliya");
  EXPECT_EQ(fact.to, "berik");
  EXPECT_EQ(fact.counted, 4);
  EXPECT_EQ(fact.in_books, 4);
  EXPECT_EQ(fact.front, "C00000002");
  EXPECT_EQ(fact.note, "end of the shift");
  EXPECT_EQ(stock(w).keeper->login, "berik");
  EXPECT_EQ(stock(w).keeper->since, w.now);
  EXPECT_FALSE(w.has_incident("stock_count_differs"));
}

TEST(HandOverStock, NeedsAnotherPersonWhoAnswersHimself) {
  CheckpointInMemory w;
  w.blanks(5);
  const auto id = ask(w, "aliya", "5, C00000001").value().id;
  EXPECT_EQ(refusal(take_over(w, "aliya", id)), Code::second_person_missing);
  EXPECT_EQ(refusal(take_over(w, "tamara", id)), Code::second_person_missing);
  EXPECT_TRUE(w.events_of("stock_handed_over").empty());
  EXPECT_EQ(refusal(ask(w, "aliya", "five")), Code::value_malformed);
}

TEST(HandOverStock, IsTheKeepersOrASeniors) {
  CheckpointInMemory w;
  w.blanks(5);
  ASSERT_TRUE(take_over(w, "berik", ask(w, "aliya", "5, C00000001").value().id));
  EXPECT_EQ(refusal(ask(w, "aliya", "5, C00000001")), Code::forbidden);
  ASSERT_TRUE(take_over(w, "aliya", ask(w, "bolat", "5, C00000001").value().id));
  EXPECT_EQ(stock(w).keeper->login, "aliya");
}

TEST(HandOverStock, RecordsACountThatDiffersAndKeepsTheBooksOpenUntilItAgrees) {  // I8
  CheckpointInMemory w;
  w.blanks(5);
  ASSERT_TRUE(take_over(w, "berik", ask(w, "aliya", "4, C00000001").value().id));
  const auto incident = w.incident("stock_count_differs");
  EXPECT_EQ(incident.caused_by, "aliya, berik");
  EXPECT_EQ(incident.detail, "counted: 4 from C00000001; in the books: 5 from C00000001");
  const auto books = [&] {
    return w
        .as("officer:aliya",
            [](Context& c) { return Result<ReconciliationView>{reconciliation_view(c)}; })
        .value();
  };
  ASSERT_EQ(books().differences_in_all, 1);
  EXPECT_EQ(books().books.differences.front().kind, core::DifferenceKind::count_differs);
  EXPECT_FALSE(books().books.stock_adds_up);
  ASSERT_TRUE(take_over(w, "aliya", ask(w, "berik", "5, C00000001").value().id));
  EXPECT_TRUE(books().books.stock_adds_up) << "counted again, it is there";
}

}  // namespace
}  // namespace otkel::app::test
