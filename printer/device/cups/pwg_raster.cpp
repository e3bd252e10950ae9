// libcups packs and unpacks the rows; here stands only what a page of ours must look like.
#include "printer/device/cups/pwg_raster.hpp"

#include <cups/raster.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

namespace otkel::printer {
namespace {

constexpr unsigned kDpi = 203;
constexpr int kHundredthsOfMmPerInch = 2540;

struct CloseRaster {
  void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};
using Raster = std::unique_ptr<cups_raster_t, CloseRaster>;

struct Reader {
  std::span<const std::uint8_t> rest;
};

ssize_t append(void* context, unsigned char* buffer, std::size_t length) {
  auto& bytes = *static_cast<Bytes*>(context);
  bytes.insert(bytes.end(), buffer, buffer + length);
  return static_cast<ssize_t>(length);
}

ssize_t take(void* context, unsigned char* buffer, std::size_t length) {
  auto& rest = static_cast<Reader*>(context)->rest;
  const auto count = std::min(length, rest.size());
  std::copy_n(rest.begin(), count, buffer);
  rest = rest.subspan(count);
  return static_cast<ssize_t>(count);
}

int hundredths_of_mm(int dots) { return (dots * kHundredthsOfMmPerInch + 101) / int{kDpi}; }

bool header_for(const Page& page, cups_page_header2_t& header) {
  auto* media = pwgMediaForSize(hundredths_of_mm(page.width), hundredths_of_mm(page.height));
  if (media == nullptr) return false;
  if (cupsRasterInitPWGHeader(&header, media, "black_1", kDpi, kDpi, "one-sided", "normal") == 0)
    return false;
  header.cupsWidth = static_cast<unsigned>(page.width);
  header.cupsHeight = static_cast<unsigned>(page.height);
  header.cupsBytesPerLine = static_cast<unsigned>(page.row_bytes());
  return true;
}

std::unexpected<core::Error> cannot_write() {
  const char* words = cupsRasterErrorString();
  return core::fail(core::Code::internal,
                    std::string("the page does not become image/pwg-raster: ") +
                        (words != nullptr ? words : "no reason given"));
}

std::unexpected<core::Error> malformed(const std::string& what) {
  return core::fail(core::Code::payload_malformed, "image/pwg-raster: " + what);
}

// Empty if it is a page of ours.
std::string wrong_in(const cups_page_header2_t& header) {
  if (header.HWResolution[0] != kDpi || header.HWResolution[1] != kDpi) return "not 203 dpi";
  if (header.cupsColorSpace != CUPS_CSPACE_K || header.cupsBitsPerColor != 1 ||
      header.cupsBitsPerPixel != 1 || header.cupsNumColors != 1)
    return "not black_1";
  if (header.cupsWidth == 0 || header.cupsHeight == 0) return "no dots";
  if (header.cupsBytesPerLine != (header.cupsWidth + 7) / 8) return "rows of another length";
  return "";
}

// Padding may hold no dots: a page compares by its bits.
bool padding_is_white(const Page& page) {
  const int used = page.width % 8;
  if (used == 0) return true;
  for (std::size_t at = page.row_bytes() - 1; at < page.bits.size(); at += page.row_bytes())
    if ((page.bits[at] & (0xFF >> used)) != 0) return false;
  return true;
}

}  // namespace

core::Result<Bytes> pwg_of(const Page& page) {
  cups_page_header2_t header{};
  if (page.width <= 0 || page.height <= 0 || !header_for(page, header)) return cannot_write();
  Bytes bytes;
  {
    const Raster raster(cupsRasterOpenIO(append, &bytes, CUPS_RASTER_WRITE_PWG));
    if (!raster || cupsRasterWriteHeader2(raster.get(), &header) == 0) return cannot_write();
    auto rows = page.bits;  // libcups takes them by a pointer that is not const
    for (std::size_t at = 0; at < rows.size(); at += page.row_bytes())
      if (cupsRasterWritePixels(raster.get(), rows.data() + at, header.cupsBytesPerLine) !=
          header.cupsBytesPerLine)
        return cannot_write();
  }
  return bytes;
}

core::Result<Page> page_of_pwg(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 4 || std::memcmp(bytes.data(), "RaS2", 4) != 0)
    return malformed("it does not begin with RaS2");
  Reader reader{bytes};
  const Raster raster(cupsRasterOpenIO(take, &reader, CUPS_RASTER_READ));
  cups_page_header2_t header{};
  if (!raster || cupsRasterReadHeader2(raster.get(), &header) == 0)
    return malformed("the header is cut short");
  if (const auto wrong = wrong_in(header); !wrong.empty()) return malformed(wrong);
  Page page = white_page(static_cast<int>(header.cupsWidth), static_cast<int>(header.cupsHeight));
  for (std::size_t at = 0; at < page.bits.size(); at += page.row_bytes())
    if (cupsRasterReadPixels(raster.get(), page.bits.data() + at, header.cupsBytesPerLine) !=
        header.cupsBytesPerLine)
      return malformed("it ends in row " + std::to_string(at / page.row_bytes()));
  if (!padding_is_white(page)) return malformed("dots right of the page");
  // libcups reads ahead and forgives: only our own bytes are proof that nothing else is in there.
  const auto ours = pwg_of(page);
  if (!ours || !std::ranges::equal(*ours, bytes)) return malformed("not written as ours are");
  return page;
}

}  // namespace otkel::printer
