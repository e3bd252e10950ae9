// Byte by byte, because answers arrive torn and mixed.
#include "printer/escpos_reply.hpp"

namespace otkel::printer {
namespace {

constexpr std::uint8_t kProcessHead = 0x37;  // '7'
constexpr std::uint8_t kProcessKind = 0x22;
constexpr std::size_t kProcessDigits = 4;

}  // namespace

void EscposReplies::take(std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) {
    if (in_process_ > 0) {
      ++in_process_;
      const bool expected = in_process_ == 2  ? byte == kProcessKind
                            : in_process_ < 7 ? byte >= 32 && byte <= 126
                                              : byte == 0;
      if (expected && in_process_ > 2 && in_process_ < 7) process_ += static_cast<char>(byte);
      if (expected && in_process_ == 7) process_ids.push_back(process_);
      if (expected && in_process_ < 7) continue;
      const bool whole = expected && process_.size() == kProcessDigits;
      in_process_ = 0;
      process_.clear();
      if (whole) continue;
    }
    if (byte == kProcessHead)
      in_process_ = 1;
    else if ((byte & 0x93) == 0x12)
      statuses.push_back(byte);
    else if ((byte & 0x90) == 0)
      queued = byte;
  }
}

std::optional<core::Code> trouble_in(std::span<const std::uint8_t, 4> answers) {
  const auto has = [&](std::size_t question, unsigned bits) {
    return (answers[question - 1] & bits) != 0;
  };
  if (has(4, 0x60) || has(2, 0x20)) return core::Code::printer_paper_out;
  if (has(2, 0x04)) return core::Code::printer_cover_open;
  if (has(2, 0x40) || has(3, 0x68) || has(1, 0x08)) return core::Code::printer_fault;
  return std::nullopt;
}

bool paper_near_end(std::uint8_t answer_4) { return (answer_4 & 0x0c) != 0; }

}  // namespace otkel::printer
