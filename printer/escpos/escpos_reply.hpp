#pragma once
// What printers say back: status bytes, pushed status, queued answers and process numbers,
// distinguished byte by byte.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::printer {

/// Four bytes that a printer pushes by itself when its state changes (GS a).
using PushedStatus = std::array<std::uint8_t, 4>;

/// Pure parser of the printer's half of the talk.
class EscposReplies {
 public:
  void reset() { *this = {}; }
  void take(std::span<const std::uint8_t> bytes);

  /// Answers to DLE EOT carry no number of their question: the n-th answer belongs to the n-th
  /// question asked.
  std::vector<std::uint8_t> statuses;
  std::vector<PushedStatus> pushed;
  std::vector<std::string> process_ids;  ///< GS ( H echoes, 4 characters each
  std::vector<std::uint8_t> queued;      ///< answers to GS r, in order
  /// Bytes of no known form. A line on which they come speaks for itself, so that a single byte of
  /// it proves nothing.
  std::vector<std::uint8_t> strange;

 private:
  bool in_process(std::uint8_t byte);
  bool in_push(std::uint8_t byte);

  int process_seen_ = 0;  ///< bytes seen of "37 22 d1 d2 d3 d4 00"
  std::string process_;
  std::size_t push_seen_ = 0;
  PushedStatus push_{};
};

/// Characters for process numbers that can be no other answer's byte, so that an echo which lost
/// its head is not taken for one.
inline constexpr std::string_view kProcessLetters = "1359;=?QSUWY[]_qsuwy{}";

/// Answers to DLE EOT 1, 2, 3, 4 in that order, read together: the first trouble, or none. Paper
/// before cover before fault, because a printer without paper reports an error as well.
std::optional<core::Code> trouble_in(std::span<const std::uint8_t, 4> answers);
std::optional<core::Code> trouble_pushed(const PushedStatus& pushed);
bool paper_near_end(std::uint8_t answer_4);

}  // namespace otkel::printer
