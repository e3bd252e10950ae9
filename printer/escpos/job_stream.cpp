// Splitting at GS v 0 headers, and the ways out of an open one.
#include "printer/escpos/job_stream.hpp"

#include <algorithm>

#include "printer/escpos/escpos.hpp"

namespace otkel::printer {
namespace {

// Of any version of this program: the open band may be another one's than the job's.
constexpr std::size_t kLongestBand = 4096;

}  // namespace

std::vector<StreamPiece> pieces_of(std::span<const std::uint8_t> escpos) {
  std::vector<StreamPiece> pieces;
  auto rest = escpos;
  const auto split = [&](std::size_t length, int rows) {
    length = std::min(length, rest.size());
    pieces.push_back({Bytes(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(length)), rows,
                      true, false});
    rest = rest.subspan(length);
  };
  while (!rest.empty()) {
    if (const auto band = band_at(rest)) {
      split(band->bytes(), static_cast<int>(band->rows));
      continue;
    }
    std::size_t length = 1;
    while (length < rest.size() && !band_at(rest.subspan(length))) ++length;
    split(length, 0);
  }
  if (!pieces.empty()) pieces.back().cuts = true;
  return pieces;
}

Bytes completion_of(const StreamPiece& piece, std::size_t taken) {
  if (taken == 0 || taken >= piece.bytes.size()) return {};
  Bytes rest(piece.bytes.begin() + static_cast<std::ptrdiff_t>(taken), piece.bytes.end());
  if (piece.rows > 0) {
    const std::size_t header = taken < kBandHeader ? kBandHeader - taken : 0;
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(header), rest.end(), std::uint8_t{0});
  }
  return rest;
}

Bytes completion_of_any(const std::vector<StreamPiece>& pieces) {
  std::size_t longest = kLongestBand;
  for (const auto& piece : pieces) longest = std::max(longest, piece.bytes.size());
  return Bytes(longest + kBandHeader, 0);
}

}  // namespace otkel::printer
