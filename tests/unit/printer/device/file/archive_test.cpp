// Whole files of each attempt, or a reason.
#include "printer/device/file/archive.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "printer/claim/check_qr.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::sample_key;
using printer_test::sample_print;
using printer_test::TemporaryFolder;

TEST(Sheet, IsThreeFilesOfEachAttempt) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_sheet(folder / "deep/prints", job);
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

TEST(Archive, HoldsNothingThatADecoderOrAPrinterMakesAProofOf) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_archive(folder / "prints", job);
  ASSERT_TRUE(kept.has_value()) << kept.error().detail;
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "prints"))
    names.insert(entry.path().filename().string());
  EXPECT_EQ(names, (std::set<std::string>{job.name + ".copy.png", job.name + ".copy.pdf"}));
  const auto png = page_of_png(archived_picture(folder / "prints", job.name)).value();
  EXPECT_EQ(png.bits, job.copy.bits);
  EXPECT_EQ(decode_with_zxing(png), "");
  EXPECT_EQ(decode_with_zbar(png), "");
  const auto pdf = content_of(folder / ("prints/" + job.name + ".copy.pdf"));
  EXPECT_EQ(pdf, job.copy_pdf);
  EXPECT_NE(pdf, job.pdf);
  EXPECT_NE(printer_test::letters_of_pdf(pdf).find("Тасымалдаушыныңатауы"), std::string::npos);
}

TEST(Archive, HoldsACopyPdfWithoutTheQr) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  ASSERT_TRUE(write_sheet(folder.path().string(), job));
  ASSERT_TRUE(write_archive(folder.path().string(), job));
  const auto decoded = [&](const std::string& pdf) {
    const std::string stem = folder / (job.name + ".seen");
    const auto command = "pdftoppm -r 203 -gray -png -singlefile '" + pdf + "' '" + stem + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return decode_with_zbar(page_of_png(stem + ".png").value());
  };
  EXPECT_EQ(decoded(folder / (job.name + ".pdf")), job.qr_text);
  EXPECT_EQ(decoded(folder / (job.name + ".copy.pdf")), "");
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
