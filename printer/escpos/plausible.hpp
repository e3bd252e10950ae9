#pragma once
// Whether an answer can be what it is taken for. Paper moves at a known speed at most, and answers
// have values that their question allows.
#include <chrono>
#include <cstdint>

namespace otkel::printer {

/// Rows that no head prints within a second. 0: not judged, for models of printers without a head.
struct FastestHead {
  /// 1 m/s at 8 rows/mm, twice what the fastest head sold does.
  std::int64_t rows_per_second = 8000;
  /// 375 mm/s, of a printer that echoes process numbers but leaves GS r without an answer. Those
  /// whose manuals promise the one promise the other, so something in front of it may be echoing.
  std::int64_t rows_per_second_echo_only = 3000;
};

/// Whether so many rows cannot have been printed in this time, which was measured from before their
/// first byte was sent.
bool sooner_than_paper(std::int64_t rows, std::chrono::milliseconds taken,
                       std::int64_t rows_per_second);

/// GS r 1: near end in bits 0 and 1, paper end in bits 2 and 3, each a pair that is set together;
/// the others are 0.
bool answers_queued_question(std::uint8_t byte);
/// Of such an answer.
bool queued_paper_out(std::uint8_t answer);

}  // namespace otkel::printer
