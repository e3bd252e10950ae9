// The sample pages, dot for dot and word for word as they were when somebody last looked at them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/files/durable.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

std::string golden_path(const std::string& name) {
  return std::string(OTKEL_GOLDEN_FOLDER) + "/" + name;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_same_dots(const Page& golden, const Page& page) {
  ASSERT_EQ(golden.width, page.width);
  ASSERT_EQ(golden.height, page.height);
  int different = 0;
  int first_row = -1;
  for (int y = 0; y < golden.height; ++y)
    for (int x = 0; x < golden.width; ++x)
      if (dot(golden, x, y) != dot(page, x, y) && different++ == 0) first_row = y;
  EXPECT_EQ(different, 0) << "dots differ from row " << first_row
                          << " on; UPDATE_GOLDEN=1 writes the new page to look at";
}

void expect_golden(const core::Document& document, Paper paper, const std::string& name) {
  SCOPED_TRACE(name);
  const auto job = prepare(document, printer_test::sample_key(), paper);
  ASSERT_TRUE(job.has_value()) << job.error().detail;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(files::write_safely(golden_path(name + ".png"), png_of(job->page).value()));
    ASSERT_TRUE(files::write_safely(golden_path(name + ".txt"), job->text));
  }
  EXPECT_EQ(content_of(golden_path(name + ".txt")), job->text);
  const auto golden = page_of_png(golden_path(name + ".png"));
  ASSERT_TRUE(golden.has_value()) << golden.error().detail;
  expect_same_dots(*golden, job->page);
}

TEST(GoldenPage, MatchesForEveryDocumentOnBothPapers) {
  for (const auto& document :
       sample_documents(printer_test::sample_head(), printer_test::kPrefix)) {
    const std::string name(core::type_of(document));
    expect_golden(document, Paper::mm80, name + "-80");
    expect_golden(document, Paper::mm58, name + "-58");
  }
}

TEST(GoldenPage, MatchesForADemonstrationsDuplicateOnNarrowPaper) {
  auto print = printer_test::sample_print();
  print.demonstration = true;
  print.attempt = 2;
  print.text.other = "Тіркеме 45XYZ05, рефрижератор";
  expect_golden(print, Paper::mm58, "demonstration-duplicate-58");
}

TEST(GoldenPage, MatchesForALateTicketAndACallOutOfTurn) {
  auto head = printer_test::sample_head();
  head.attempt = 2;
  for (const auto& document : sample_documents(head, printer_test::kPrefix)) {
    if (const auto* sample = std::get_if<core::QueueTicket>(&document)) {
      auto late = *sample;
      late.late = true;
      late.application_no.reset();
      expect_golden(late, Paper::mm80, "queue_ticket-late-80");
    }
    if (const auto* sample = std::get_if<core::CallSlip>(&document)) {
      auto out_of_turn = *sample;
      out_of_turn.ground = "Тез бұзылатын жүк / Скоропортящийся груз";
      expect_golden(out_of_turn, Paper::mm80, "call_slip-out-of-turn-80");
    }
    if (const auto* sample = std::get_if<core::NoFaultSlip>(&document)) {
      auto going_on = *sample;
      going_on.until.reset();
      expect_golden(going_on, Paper::mm80, "no_fault_slip-going-on-80");
    }
  }
}

}  // namespace
}  // namespace otkel::printer
