// Three whole files of each attempt, or a reason.
#include "printer/device/file/archive.hpp"

#include <gtest/gtest.h>

#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::sample_key;
using printer_test::sample_print;
using printer_test::TemporaryFolder;

TEST(Archive, KeepsThreeFilesOfEachAttempt) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_archive(folder / "deep/prints", job);
  ASSERT_TRUE(kept.has_value()) << kept.error().detail;
  const auto stem = folder / "deep/prints/NZ25-000123-C00000017-1";
  const auto png = page_of_png(stem + ".png");
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->bits, job.page.bits);
  const auto escpos = content_of(stem + ".escpos");
  EXPECT_EQ(Bytes(escpos.begin(), escpos.end()), job.escpos);
  EXPECT_NE(printer_test::letters_of_pdf(content_of(stem + ".pdf")).find("Тасымалдаушыныңатауы"),
            std::string::npos);
  int files = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(folder / "deep/prints"))
    ++files;
  EXPECT_EQ(files, 3) << "no temporary file stays";
}

TEST(Archive, NamesPathAndReasonIfItCannotWrite) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "not a folder";
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_archive(folder / "file/prints", job);
  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().code, core::Code::io_failed);
  EXPECT_NE(kept.error().detail.find("file/prints"), std::string::npos);
  EXPECT_NE(kept.error().detail.find("Not a directory"), std::string::npos);
}

}  // namespace
}  // namespace otkel::printer
