// GS v 0 in bands, and the strict way back.
#include "printer/escpos/escpos.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace otkel::printer {
namespace {

constexpr std::array<std::uint8_t, 4> kStart{0x1b, 0x40, 0x1c, 0x2e};  // ESC @, FS .
constexpr std::array<std::uint8_t, 7> kEnd{0x1b, 0x64, 0x02, 0x1d, 0x56, 0x42, 0x00};
constexpr std::array<std::uint8_t, 4> kBand{0x1d, 0x76, 0x30, 0x00};  // GS v 0, normal size

bool real_time(std::uint8_t first, std::uint8_t second) {
  return first == 0x10 && (second == 0x04 || second == 0x05 || second == 0x14);
}

bool in_qr(const Page& page, std::size_t byte, int bit) {
  const int x = static_cast<int>(byte % page.row_bytes()) * 8 + (7 - bit);
  const int y = static_cast<int>(byte / page.row_bytes());
  return std::ranges::any_of(page.qr, [&](const Box& box) { return box.holds(x, y); });
}

// Breaks the pair whose first byte is the page's byte `at` by turning one black dot white. A 0x10
// is a lone dot, which a QR of modules of 2 dots and more never has, so the dot is outside of it;
// only if a box is drawn around something else its second byte has to give one.
void break_pair(const Page& page, std::size_t at, std::uint8_t& first, std::uint8_t& second) {
  if (in_qr(page, at, 4) && !in_qr(page, at + 1, 2))
    // 04 -> 00, 05 -> 01, 14 -> 10: none of these ends a pair; 10 may start one, which is met next.
    second = static_cast<std::uint8_t>(second & ~(1 << 2));
  else
    first = static_cast<std::uint8_t>(first & ~(1 << 4));
}

bool begins_with(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> wanted) {
  return bytes.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), bytes.begin());
}

void append(Bytes& out, std::span<const std::uint8_t> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// Returns the dots it cleared. Only pairs inside the band's data: no header or command begins or
// ends one (its last byte is the upper half of a row count, its first 1D or 1B).
int clear_real_time(const Page& page, std::size_t from, std::span<std::uint8_t> data) {
  int cleared = 0;
  for (std::size_t i = 0; i + 1 < data.size(); ++i) {
    if (!real_time(data[i], data[i + 1])) continue;
    break_pair(page, from + i, data[i], data[i + 1]);
    ++cleared;
  }
  return cleared;
}

}  // namespace

std::optional<Band> band_at(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kBandHeader || !begins_with(bytes, kBand)) return std::nullopt;
  return Band{bytes[4] + 256u * bytes[5], bytes[6] + 256u * bytes[7]};
}

EscposJob escpos_of(const Page& page) {
  EscposJob job;
  append(job.bytes, kStart);
  const std::size_t row = page.row_bytes();
  for (int y = 0; y < page.height; y += kBandRows) {
    const auto rows = static_cast<std::size_t>(std::min(kBandRows, page.height - y));
    append(job.bytes, kBand);
    const std::array<std::uint8_t, 4> size{
        static_cast<std::uint8_t>(row), static_cast<std::uint8_t>(row >> 8),
        static_cast<std::uint8_t>(rows), static_cast<std::uint8_t>(rows >> 8)};
    append(job.bytes, size);
    const std::size_t from = static_cast<std::size_t>(y) * row;
    append(job.bytes, std::span(page.bits).subspan(from, rows * row));
    job.cleared_dots += clear_real_time(page, from, std::span(job.bytes).last(rows * row));
  }
  append(job.bytes, kEnd);
  return job;
}

core::Result<Page> page_of_escpos(std::span<const std::uint8_t> bytes) {
  const auto wrong = [&](std::span<const std::uint8_t> rest, std::string_view what) {
    return core::fail(
        core::Code::internal,
        "ESC/POS byte " + std::to_string(bytes.size() - rest.size()) + ": " + std::string(what));
  };
  auto rest = bytes;
  if (!begins_with(rest, kStart)) return wrong(rest, "expected reset and Chinese mode off");
  rest = rest.subspan(kStart.size());
  Page page;
  while (const auto band = band_at(rest)) {
    if (band->row_bytes == 0 || (page.height > 0 && band->row_bytes != page.row_bytes()))
      return wrong(rest, "the band has another width");
    if (rest.size() < band->bytes()) return wrong(rest, "the band's data is cut");
    append(page.bits, rest.first(band->bytes()).subspan(kBandHeader));
    page.width = static_cast<int>(band->row_bytes) * 8;
    page.height += static_cast<int>(band->rows);
    rest = rest.subspan(band->bytes());
  }
  if (!begins_with(rest, kEnd) || rest.size() != kEnd.size())
    return wrong(rest, "expected a band, or feed and cut at the end");
  return page;
}

}  // namespace otkel::printer
