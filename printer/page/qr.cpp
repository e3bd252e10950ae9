// libqrencode with our own choice of segments, level and module size.
#include "printer/page/qr.hpp"

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace otkel::printer {
namespace {

using core::Code;

constexpr int kFloorDots = 4;
constexpr int kGoodDots = 5;
constexpr int kMostDots = 6;
constexpr std::string_view kAlphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

struct FreeInput {
  void operator()(QRinput* input) const { QRinput_free(input); }
};
struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using Input = std::unique_ptr<QRinput, FreeInput>;
using Encoded = std::unique_ptr<QRcode, FreeCode>;

bool is_alphanumeric(char c) { return kAlphanumeric.find(c) != std::string_view::npos; }

QRecLevel level_of(QrLevel level) {
  switch (level) {
    case QrLevel::low:
      return QR_ECLEVEL_L;
    case QrLevel::medium:
      return QR_ECLEVEL_M;
    case QrLevel::quartile:
      return QR_ECLEVEL_Q;
    case QrLevel::high:
      return QR_ECLEVEL_H;
  }
  return QR_ECLEVEL_M;
}

// Runs of one kind become one segment each. Runs too short to pay for a change of mode go along in
// byte mode with their neighbours.
bool append_segments(QRinput* input, std::string_view text) {
  constexpr std::size_t kWorthwhile = 12;
  std::size_t at = 0;
  std::size_t bytes_from = 0;
  const auto append = [&](QRencodeMode mode, std::size_t from, std::size_t to) {
    if (from == to) return true;
    const std::string part(text.substr(from, to - from));
    return QRinput_append(input, mode, static_cast<int>(part.size()),
                          reinterpret_cast<const unsigned char*>(part.data())) == 0;
  };
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_alphanumeric(text[end])) ++end;
    if (end - at >= kWorthwhile || (at == 0 && end == text.size())) {
      if (!append(QR_MODE_8, bytes_from, at) || !append(QR_MODE_AN, at, end)) return false;
      bytes_from = end;
    }
    at = std::max(end, at + 1);
  }
  return append(QR_MODE_8, bytes_from, text.size());
}

Encoded encode(std::string_view text, QrLevel level) {
  const Input input(QRinput_new2(0, level_of(level)));
  if (!input || !append_segments(input.get(), text)) return nullptr;
  return Encoded(QRcode_encodeInput(input.get()));
}

QrCode take(const QRcode& encoded, QrLevel level, int module_dots) {
  QrCode qr;
  qr.size = encoded.width;
  qr.version = encoded.version;
  qr.level = level;
  qr.module_dots = module_dots;
  qr.modules.resize(static_cast<std::size_t>(qr.size) * static_cast<std::size_t>(qr.size));
  for (std::size_t i = 0; i < qr.modules.size(); ++i) qr.modules[i] = encoded.data[i] & 1;
  return qr;
}

}  // namespace

core::Result<QrCode> make_qr(std::string_view text, int width_dots) {
  if (text.empty()) return core::fail(Code::qr_unreadable, "the QR's text is empty");
  for (const int wanted : {kGoodDots, kFloorDots}) {
    for (const QrLevel level : {QrLevel::quartile, QrLevel::medium, QrLevel::low}) {
      const Encoded encoded = encode(text, level);
      if (!encoded) continue;
      const int dots = width_dots / (encoded->width + 2 * QrCode::kQuietModules);
      if (dots >= wanted) return take(*encoded, level, std::min(dots, kMostDots));
    }
  }
  return core::fail(Code::qr_unreadable, "a QR of " + std::to_string(text.size()) +
                                             " characters does not fit " +
                                             std::to_string(width_dots) +
                                             " dots with modules of 4; shorten the "
                                             "register's address");
}

core::Result<QrCode> encode_qr(std::string_view text, QrLevel level, int module_dots) {
  const Encoded encoded = encode(text, level);
  if (!encoded)
    return core::fail(Code::qr_unreadable,
                      "no QR holds " + std::to_string(text.size()) + " characters");
  return take(*encoded, level, module_dots);
}

}  // namespace otkel::printer
