// The picture beside the question whether a page is on the paper.
#include "printer/job/page_picture.hpp"

#include <gtest/gtest.h>

#include "printer/claim/check_qr.hpp"
#include "printer/device/file/archive.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;
using printer_test::TemporaryFolder;

TEST(PagePicture, IsTheArchivedOneIfItExists) {
  const TemporaryFolder folder;
  std::ofstream(folder / "NZ25-000123-C00000017-1.copy.png") << "the very dots that were sent";
  const auto picture =
      page_picture(sample_print(), sample_key(), {Paper::mm80, folder.path().string()});
  ASSERT_TRUE(picture.has_value());
  EXPECT_EQ(*picture, "the very dots that were sent");
}

TEST(PagePicture, IsDrawnAgainOnTheSamePaperIfNothingWasArchived) {
  const TemporaryFolder folder;
  for (const std::string& archive : {std::string(), folder.path().string()}) {
    const auto picture = page_picture(sample_print(), sample_key(), {Paper::mm58, archive});
    ASSERT_TRUE(picture.has_value()) << picture.error().detail;
    std::ofstream(folder / "page.png", std::ios::binary) << *picture;
    EXPECT_EQ(page_of_png(folder / "page.png")->bits,
              prepare(sample_print(), sample_key(), Paper::mm58)->copy.bits);
  }
}

TEST(PagePicture, IsNeverTheSheetThatAnArchiveOrAFolderPrinterHolds) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  ASSERT_TRUE(write_sheet(folder.path().string(), job));
  ASSERT_EQ(decode_with_zbar(page_of_png(folder / (job.name + ".png")).value()), job.qr_text);
  const auto picture =
      page_picture(sample_print(), sample_key(), {Paper::mm80, folder.path().string()});
  ASSERT_TRUE(picture.has_value());
  std::ofstream(folder / "shown.png", std::ios::binary) << *picture;
  const auto shown = page_of_png(folder / "shown.png").value();
  EXPECT_EQ(decode_with_zbar(shown), "");
  EXPECT_EQ(decode_with_zxing(shown), "");
}

TEST(PagePicture, ReportsWhyThereIsNone) {
  auto print = sample_print();
  print.text.cargo_name = "🚚";
  const auto picture = page_picture(print, sample_key(), {});
  ASSERT_FALSE(picture.has_value());
  EXPECT_EQ(picture.error().code, core::Code::page_has_unknown_glyphs);
}

}  // namespace
}  // namespace otkel::printer
