// The words of the end of a print: written from the enums, read as they stand.
#include "core/fact/print_end.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(PrintCause, IsAnErrorsWordOrADecisionOfTheDaemonOrNothing) {
  EXPECT_EQ(PrintCause(Code::printer_paper_out), "printer_paper_out");
  EXPECT_EQ(PrintCause(PrintStop::cancelled), "cancelled");
  EXPECT_TRUE(PrintCause().empty());
  EXPECT_EQ(PrintCause::read("a newer one").str(), "a newer one");
}

TEST(PrintGrade, OfNothingIsNoWord) {
  EXPECT_EQ(PrintGradeWord(PrintGrade::none), PrintGradeWord());
}

TEST(PrintGrade, NamesWhatIsProven) {
  EXPECT_EQ(PrintGradeWord(PrintGrade::content), "content");
  EXPECT_EQ(PrintGradeWord(PrintGrade::order), "order");
  EXPECT_EQ(PrintGradeWord(PrintGrade::handed_over), "handed_over");
}

TEST(PrintGrade, OfAnOlderFactKeepsItsLetterAndIsNoWordOfToday) {
  const auto older = PrintGradeWord::read("A");
  EXPECT_EQ(older.str(), "A");
  EXPECT_FALSE(older.known()) << "an A of those days proved the order alone";
}

}  // namespace
}  // namespace otkel::core
