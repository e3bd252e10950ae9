// Byte by byte, because answers arrive torn and mixed.
#include "printer/escpos/escpos_reply.hpp"

#include <utility>

#include "printer/escpos/plausible.hpp"

namespace otkel::printer {
namespace {

using core::Code;

constexpr std::uint8_t kProcessHead = 0x37;  // '7'
constexpr std::uint8_t kProcessKind = 0x22;
constexpr int kProcessLength = 7;
constexpr std::uint8_t kFlowOn = 0x11, kFlowOff = 0x13;  // of serial lines

bool is_status(std::uint8_t byte) { return (byte & 0x93) == 0x12; }
bool begins_push(std::uint8_t byte) { return (byte & 0x93) == 0x10; }
// A pushed status behind its first byte.
bool is_plain(std::uint8_t byte) { return (byte & 0x90) == 0; }

}  // namespace

// True if the byte belongs to an echo.
bool EscposReplies::in_process(std::uint8_t byte) {
  if (process_seen_ == 0) {
    if (byte != kProcessHead) return false;
    process_seen_ = 1;
    process_.clear();
    return true;
  }
  // A real-time answer may be pushed in between; below 32 it cannot be one of the four.
  if (is_status(byte) && byte < 32) {
    statuses.push_back(byte);
    return true;
  }
  ++process_seen_;
  const bool last = process_seen_ == kProcessLength;
  const bool fits = process_seen_ == 2 ? byte == kProcessKind
                    : last             ? byte == 0
                                       : byte >= 32 && byte <= 126;
  if (!fits) {
    process_seen_ = 0;
    return false;
  }
  if (process_seen_ > 2 && !last) process_ += static_cast<char>(byte);
  if (last) {
    process_ids.push_back(std::exchange(process_, {}));
    process_seen_ = 0;
  }
  return true;
}

bool EscposReplies::in_push(std::uint8_t byte) {
  if (push_seen_ == 0) {
    if (!begins_push(byte)) return false;
  } else if (is_status(byte)) {
    statuses.push_back(byte);
    return true;
  } else if (!is_plain(byte)) {
    push_seen_ = 0;
    return in_push(byte);
  }
  push_[push_seen_++] = byte;
  if (push_seen_ == push_.size()) {
    pushed.push_back(push_);
    push_seen_ = 0;
  }
  return true;
}

void EscposReplies::take(std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) {
    if (push_seen_ == 0 && in_process(byte)) continue;
    if (in_push(byte)) continue;
    if (in_process(byte)) continue;
    if (is_status(byte))
      statuses.push_back(byte);
    else if (answers_queued_question(byte))
      queued.push_back(byte);
    else if (byte != kFlowOn && byte != kFlowOff)
      strange.push_back(byte);
  }
}

std::optional<Code> trouble_in(std::span<const std::uint8_t, 4> answers) {
  const auto has = [&](std::size_t question, unsigned bits) {
    return (answers[question - 1] & bits) != 0;
  };
  if (has(4, 0x60) || has(2, 0x20)) return Code::printer_paper_out;
  if (has(2, 0x04)) return Code::printer_cover_open;
  if (has(3, 0x08)) return Code::printer_cutter;
  if (has(3, 0x20)) return Code::printer_fault;
  if (has(3, 0x40)) return Code::printer_overheated;
  if (has(2, 0x40)) return Code::printer_fault;
  if (has(1, 0x08)) return Code::printer_offline;
  return std::nullopt;
}

std::optional<Code> trouble_pushed(const PushedStatus& pushed) {
  if ((pushed[2] & 0x0c) != 0) return Code::printer_paper_out;
  if ((pushed[0] & 0x20) != 0) return Code::printer_cover_open;
  if ((pushed[1] & 0x08) != 0) return Code::printer_cutter;
  if ((pushed[1] & 0x20) != 0) return Code::printer_fault;
  if ((pushed[1] & 0x40) != 0) return Code::printer_overheated;
  if ((pushed[0] & 0x08) != 0) return Code::printer_offline;
  return std::nullopt;
}

bool paper_near_end(std::uint8_t answer_4) { return (answer_4 & 0x0c) != 0; }

}  // namespace otkel::printer
