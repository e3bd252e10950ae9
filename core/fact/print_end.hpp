#pragma once
// How a print ended: what is known of the paper, by what proof, and why it is no other.
#include "core/value/word_of.hpp"

namespace otkel::core {

enum class PrintResult { confirmed, failed_safe, unknown };
template <>
struct EnumWords<PrintResult> {
  static constexpr std::array<std::string_view, 3> words{"confirmed", "failed_safe", "unknown"};
};

/// What is proven of the paper, whatever the result (docs/printer.md). Facts of before ADR 0061
/// have the letters A, B, C, D and F, which are read as they stand.
enum class PrintGrade {
  none,
  content,          ///< every row was printed in order, and the head is as wide as the page
  order,            ///< the printer answered behind the page; rows or its right edge may be missing
  taken,            ///< it took all bytes and its port reports no trouble: nothing is proven
  handed_over,      ///< a spooler calls it completed: nothing is proven
  on_disk,          ///< files synced to disk
  not_sent,         ///< nothing of it was ever sent
  seen_by_officer,  ///< a person looked at the paper
  qr_scanned,       ///< its QR was read from the paper
};
template <>
struct EnumWords<PrintGrade> {
  static constexpr std::array<std::string_view, 9> words{
      "",        "content",  "order",           "taken",     "handed_over",
      "on_disk", "not_sent", "seen_by_officer", "qr_scanned"};
};
using PrintGradeWord = WordOf<PrintGrade>;

/// Why the daemon itself ended a print.
enum class PrintStop { daemon_restarted, waited_too_long, cancelled, blank_ended, restored };
template <>
struct EnumWords<PrintStop> {
  static constexpr std::array<std::string_view, 5> words{"daemon_restarted", "waited_too_long",
                                                         "cancelled", "blank_ended", "restored"};
};

/// Why a print was not confirmed: an error's word, a decision of the daemon, or nothing.
using PrintCause = WordOf<Code, PrintStop>;

}  // namespace otkel::core
