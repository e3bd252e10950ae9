// Arithmetic of paper, and bits of one byte.
#include "printer/escpos/plausible.hpp"

namespace otkel::printer {

bool sooner_than_paper(std::int64_t rows, std::chrono::milliseconds taken,
                       std::int64_t rows_per_second) {
  return rows_per_second > 0 && rows * 1000 > taken.count() * rows_per_second;
}

bool answers_queued_question(std::uint8_t byte) {
  return byte == 0x00 || byte == 0x03 || byte == 0x0c || byte == 0x0f;
}

bool queued_paper_out(std::uint8_t answer) { return (answer & 0x0c) != 0; }

}  // namespace otkel::printer
