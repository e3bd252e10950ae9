// Dots, the page's hash, PNG by cairo.
#include "printer/page/page.hpp"

#include <cairo.h>

#include <array>
#include <bit>
#include <memory>

#include "base/codec/hash.hpp"

namespace otkel::printer {
namespace {

struct CloseSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, CloseSurface>;

// cairo's A1 holds the first pixel in the lowest bit on little-endian machines.
std::uint8_t to_cairo(std::uint8_t byte) {
  if constexpr (std::endian::native == std::endian::big) return byte;
  std::uint8_t out = 0;
  for (int bit = 0; bit < 8; ++bit)
    if ((byte >> bit & 1) != 0) out = static_cast<std::uint8_t>(out | 0x80 >> bit);
  return out;
}

std::unexpected<core::Error> cairo_failed(std::string_view what, cairo_status_t status) {
  return core::fail(core::Code::io_failed,
                    std::string(what) + ": " + cairo_status_to_string(status));
}

}  // namespace

int dots_across(Paper paper) {
  switch (paper) {
    case Paper::mm80:
      return 576;
    case Paper::mm58:
      return 384;
    case Paper::mm80_512:
      return 512;
  }
  return 576;
}

std::optional<Paper> paper_for(std::int64_t head_dots) {
  for (const Paper paper : {Paper::mm80, Paper::mm80_512, Paper::mm58})
    if (dots_across(paper) <= head_dots) return paper;
  return std::nullopt;
}

Page white_page(int width, int height) {
  Page page{.width = width, .height = height, .bits = {}};
  page.bits.resize(page.row_bytes() * static_cast<std::size_t>(height));
  return page;
}

std::string page_hash(const Page& page) {
  std::string input;
  input.reserve(8 + page.bits.size());
  for (const int side : {page.width, page.height})
    for (const int shift : {24, 16, 8, 0}) input += static_cast<char>(side >> shift & 0xFF);
  input.append(page.bits.begin(), page.bits.end());
  return codec::blake2b_hex(input);
}

core::Result<std::string> png_of(const Page& page) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A1, page.width, page.height));
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return cairo_failed("cannot make a picture", status);
  cairo_surface_flush(surface.get());
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  // An A1 surface is written as 1-bit grey, where a set bit is white.
  for (std::size_t y = 0; y < static_cast<std::size_t>(page.height); ++y)
    for (std::size_t i = 0; i < page.row_bytes(); ++i)
      pixels[y * stride + i] =
          to_cairo(static_cast<std::uint8_t>(~page.bits[y * page.row_bytes() + i]));
  cairo_surface_mark_dirty(surface.get());
  std::string out;
  const auto append = [](void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  };
  const auto status = cairo_surface_write_to_png_stream(surface.get(), append, &out);
  if (status != CAIRO_STATUS_SUCCESS) return cairo_failed("cannot write a PNG", status);
  return out;
}

core::Result<Page> page_of_png(const std::string& path) {
  const Surface loaded(cairo_image_surface_create_from_png(path.c_str()));
  if (const auto status = cairo_surface_status(loaded.get()); status != CAIRO_STATUS_SUCCESS)
    return cairo_failed("cannot read " + path, status);
  const int width = cairo_image_surface_get_width(loaded.get());
  const int height = cairo_image_surface_get_height(loaded.get());
  const Surface grey(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  cairo_t* painter = cairo_create(grey.get());
  cairo_set_source_surface(painter, loaded.get(), 0, 0);
  cairo_paint(painter);
  cairo_destroy(painter);
  cairo_surface_flush(grey.get());
  const unsigned char* pixels = cairo_image_surface_get_data(grey.get());
  const int stride = cairo_image_surface_get_stride(grey.get());
  Page page = white_page(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      if (pixels[y * stride + 4 * x + 1] < 128) set_dot(page, x, y);
  return page;
}

}  // namespace otkel::printer
