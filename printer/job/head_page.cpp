// Three codes, one below the other, each against its own edge.
#include "printer/job/head_page.hpp"

#include <array>

#include "printer/escpos/escpos.hpp"
#include "printer/page/qr.hpp"

namespace otkel::printer {
namespace {

constexpr std::array<std::int64_t, 3> kWidths{384, 512, 576};
constexpr int kModuleDots = 5;
constexpr int kGap = 40;

std::string text_of(std::int64_t dots, const std::string& nonce) {
  return "OTKEL-HEAD-" + std::to_string(dots) + "-" + nonce;
}

// Its last column ends where the head does; the paper's margin is its quiet zone.
void draw(Page& page, const QrCode& qr, int right, int top) {
  const int left = right - qr.size * qr.module_dots;
  for (int y = 0; y < qr.size * qr.module_dots; ++y)
    for (int x = 0; x < qr.size * qr.module_dots; ++x) {
      const int module = y / qr.module_dots * qr.size + x / qr.module_dots;
      if (qr.modules[static_cast<std::size_t>(module)] != 0) set_dot(page, left + x, top + y);
    }
  page.qr.push_back({left, top, right - left, right - left});
}

}  // namespace

core::Result<PreparedJob> head_page(const std::string& nonce) {
  std::array<QrCode, kWidths.size()> codes;
  int height = kGap;
  for (std::size_t i = 0; i < kWidths.size(); ++i) {
    const auto qr = encode_qr(text_of(kWidths[i], nonce), QrLevel::medium, kModuleDots);
    if (!qr) return std::unexpected(qr.error());
    codes[i] = *qr;
    height += qr->size * kModuleDots + kGap;
  }
  PreparedJob job;
  job.name = "head_page-" + nonce;
  job.page = white_page(static_cast<int>(kWidths.back()), height);
  int top = kGap;
  for (std::size_t i = 0; i < kWidths.size(); ++i) {
    draw(job.page, codes[i], static_cast<int>(kWidths[i]), top);
    top += codes[i].size * kModuleDots + kGap;
  }
  job.escpos = escpos_of(job.page).bytes;
  job.page_hash = page_hash(job.page);
  job.measures_head = true;
  return job;
}

std::optional<std::int64_t> dots_of_scan(std::string_view scanned, const std::string& nonce) {
  for (const auto dots : kWidths)
    if (scanned == text_of(dots, nonce)) return dots;
  return std::nullopt;
}

}  // namespace otkel::printer
