#pragma once
// What printers say back: status bytes, queued answers and process numbers, told apart byte by
// byte.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace otkel::printer {

/// Pure parser of the printer's half of the talk. Bytes of no known form are skipped.
class EscposReplies {
 public:
  void reset() { *this = {}; }
  void take(std::span<const std::uint8_t> bytes);

  /// Answers to DLE EOT carry no number of their question: the n-th answer belongs to the n-th
  /// question asked.
  std::vector<std::uint8_t> statuses;
  std::vector<std::string> process_ids;  ///< GS ( H echoes, 4 characters each
  std::optional<std::uint8_t> queued;    ///< the last answer to GS r

 private:
  int in_process_ = 0;  ///< bytes seen of "37 22 d1 d2 d3 d4 00"
  std::string process_;
};

/// Answers to DLE EOT 1, 2, 3, 4 in that order, read together: the first trouble, or none. Paper
/// before cover before fault, because a printer without paper reports an error as well.
std::optional<core::Code> trouble_in(std::span<const std::uint8_t, 4> answers);
bool paper_near_end(std::uint8_t answer_4);

}  // namespace otkel::printer
