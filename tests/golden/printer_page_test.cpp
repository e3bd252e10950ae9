// The sample pages, dot for dot as they were when somebody last looked at them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "files/durable.hpp"
#include "printer/job.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

void expect_golden(const core::SupplementPrint& print, Paper paper, const std::string& name) {
  const auto job = prepare(print, printer_test::sample_key(), paper);
  ASSERT_TRUE(job.has_value()) << job.error().detail;
  const std::string path = std::string(OTKEL_GOLDEN_FOLDER) + "/" + name + ".png";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    const auto kept = files::write_safely(path, png_of(job->page).value());
    ASSERT_TRUE(kept.has_value()) << kept.error().detail;
  }
  const auto golden = page_of_png(path);
  ASSERT_TRUE(golden.has_value()) << golden.error().detail;
  ASSERT_EQ(golden->width, job->page.width);
  ASSERT_EQ(golden->height, job->page.height);
  int different = 0;
  int first_row = -1;
  for (int y = 0; y < golden->height; ++y)
    for (int x = 0; x < golden->width; ++x)
      if (dot(*golden, x, y) != dot(job->page, x, y)) {
        if (different++ == 0) first_row = y;
      }
  EXPECT_EQ(different, 0) << "dots differ from row " << first_row
                          << " on; UPDATE_GOLDEN=1 writes the new page to look at";
}

TEST(GoldenPage, OfTheOriginalOnWidePaper) {
  expect_golden(printer_test::sample_print(), Paper::mm80, "original-80");
}

TEST(GoldenPage, OfADemonstrationsDuplicateOnNarrowPaper) {
  auto print = printer_test::sample_print();
  print.demonstration = true;
  print.attempt = 2;
  print.text.other = "Тіркеме 45XYZ05, рефрижератор";
  expect_golden(print, Paper::mm58, "demonstration-duplicate-58");
}

}  // namespace
}  // namespace otkel::printer
