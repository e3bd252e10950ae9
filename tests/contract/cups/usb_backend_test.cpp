// CUPS' own "usb" backend, a client of the printer model that is not ours: our
// bytes through it give our page, dot for dot.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "printer/escpos/escpos.hpp"
#include "tests/contract/cups/bench.hpp"
#include "tests/support/usb_printer_model.hpp"

namespace otkel::cups_test {
namespace {

namespace fs = std::filesystem;
using support::TemporaryFolder;

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A copy, because only root may execute Debian's own file.
std::string copy_of_backend(const TemporaryFolder& folder) {
  const auto copy = folder / "usb";
  fs::copy_file(OTKEL_CUPS_USB_BACKEND, copy);
  fs::permissions(copy, fs::perms::owner_all);
  return copy;
}

/// "usb://..." of the only printer, as the backend lists it.
std::string device_uri(const std::string& backend, const TemporaryFolder& folder) {
  EXPECT_EQ(run({backend}, folder / "list"), 0);
  const auto list = read(folder / "list");
  std::smatch found;
  EXPECT_TRUE(std::regex_search(list, found, std::regex(R"(direct (usb://\S*serial=SN0042))")))
      << "it lists: " << list;
  return found.size() > 1 ? found[1].str() : "";
}

std::string file_of_the_job(const TemporaryFolder& folder) {
  const auto& bytes = sample_job().escpos;
  std::ofstream(folder / "job", std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  return folder / "job";
}

printer::Bytes bits_of(const escpos_model::Piece& piece) {
  printer::Bytes bits;
  for (const auto& row : piece.rows) bits.insert(bits.end(), row.begin(), row.end());
  return bits;
}

/// The head is slower than the cable.
bool has_cut(usb_model::UsbPrinter& printer) {
  bool cut = false;
  printer.with_printer([&](escpos_model::Printer& paper) { cut = !paper.pieces().empty(); });
  return cut;
}

TEST(CupsUsbBackend, PrintsOurPageDotForDotOnTheModel) {
  const TemporaryFolder folder;
  usb_model::UsbPrinter printer({.serial = "SN0042"});
  const auto backend = copy_of_backend(folder);
  const auto uri = device_uri(backend, folder);
  // Its status is not asked: after the last byte it aborts its own reader, and now and then libusb
  // ends it there on an assertion.
  run({backend, "1", "otkel", sample_job().name, "1", "", file_of_the_job(folder)}, folder / "log",
      {"DEVICE_URI=" + uri});
  const auto log = read(folder / "log");
  ASSERT_NE(log.find("Sent " + std::to_string(sample_job().escpos.size()) + " bytes"), log.npos)
      << log;
  ASSERT_TRUE(becomes([&] { return has_cut(printer); }));
  printer.with_printer([](escpos_model::Printer& paper) {
    ASSERT_EQ(paper.whole_pages(), 1);
    EXPECT_EQ(bits_of(paper.pieces()[0]), sample_job().page.bits);
  });
}

/// Where in the job's bytes so many bands are over: the next GS v 0 begins
/// there.
std::int64_t end_of_band(int number) {
  const auto& bytes = sample_job().escpos;
  constexpr std::array<std::uint8_t, 4> kBandHead{0x1d, 0x76, 0x30, 0x00};
  const auto first = std::ranges::search(bytes, kBandHead).begin() - bytes.begin();
  const auto band = kBandHead.size() + 4 + sample_job().page.row_bytes() * printer::kBandRows;
  return first + number * static_cast<std::int64_t>(band);
}

/// Debian's folder of CUPS' programs, with a "usb" backend that sees the model.
std::string programs_in(const TemporaryFolder& folder, const std::string& backend) {
  const fs::path programs = folder / "bin";
  fs::create_directories(programs / "backend");
  for (const char* name : {"daemon", "filter", "driver"})
    fs::create_directory_symlink(fs::path("/usr/lib/cups") / name, programs / name);
  std::ofstream(programs / "backend/usb")
      << "#!/bin/sh\nexport LD_PRELOAD=libumockdev-preload.so.0 UMOCKDEV_DIR="
      << std::getenv("UMOCKDEV_DIR") << "\nexec " << backend << " \"$@\"\n";
  fs::permissions(programs / "backend/usb", fs::perms::owner_all);
  return programs;
}

// Debian's default, and why a queue with it is refused: the cable is pulled and
// put back in mid job, and the paper holds a part of the page and then all of
// it, with one cut.
TEST(CupsUsbBackend, PrintsHalfAPageAndThenAWholeOneIfTheQueueRetries) {
  const ChildReaper orphanage;
  const TemporaryFolder folder;
  usb_model::UsbPrinter printer({.serial = "SN0042"});
  const auto backend = copy_of_backend(folder);
  const auto uri = device_uri(backend, folder);
  const Spooler spooler(folder / "cups", programs_in(folder, backend));
  spooler.admin(
      {"-p", "retrying", "-E", "-v", uri, "-m", "raw", "-o", "printer-error-policy=retry-job"});
  printer.arm(usb_model::Fault::unplug, end_of_band(20), 0);
  ASSERT_EQ(run({OTKEL_LP, "-h", spooler.socket(), "-d", "retrying", "-o", "raw",
                 file_of_the_job(folder)},
                folder / "lp"),
            0)
      << read(folder / "lp");
  ASSERT_TRUE(becomes([&] { return printer.fault_happened(); }));
  printer.plug();
  EXPECT_TRUE(becomes([&] { return has_cut(printer); })) << read(folder / "cups/log/error");
  printer.with_printer([](escpos_model::Printer& paper) {
    ASSERT_EQ(paper.pieces().size(), 1U);
    const auto bits = bits_of(paper.pieces()[0]);
    const auto& page = sample_job().page.bits;
    const auto torn = 20 * printer::kBandRows * sample_job().page.row_bytes();
    ASSERT_EQ(bits.size(), torn + page.size());
    EXPECT_TRUE(std::equal(page.rbegin(), page.rend(), bits.rbegin())) << "the whole page is last";
    EXPECT_TRUE(std::equal(bits.begin(), bits.end() - std::ssize(page), page.begin()));
  });
}

}  // namespace
}  // namespace otkel::cups_test
