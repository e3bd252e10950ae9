#pragma once
// The commands of the talk that are no part of a page.
#include <cstdint>
#include <string>

#include "printer/page/page.hpp"

namespace otkel::printer {

/// DLE EOT `number` (1 to 4). Real-time: printers answer it before what is queued, so it proves no
/// end.
Bytes status_question(std::uint8_t number);

/// GS ( H, function 48: the printer echoes the four characters when all before them is printed.
Bytes process_question(const std::string& process_id);

/// GS r 1: an answer in order from printers that do not know GS ( H.
Bytes queued_question();

/// GS a: push the status whenever it changes. ESC @ switches it off, so it follows the reset.
Bytes push_status();

/// Feed and cut: what hangs in the printer must not become the head of the next page.
Bytes cut_scrap();

/// GS e of Custom's ejector: hand the page out, draw it back, and say in one byte where it is.
enum class Ejector : std::uint8_t { retract = 2, eject = 5, tell = 6 };
Bytes ejector(Ejector what);
/// Bit of the ejector's answer: a page lies at the output.
inline constexpr std::uint8_t kAtOutput = 0x08;

Bytes joined(Bytes first, const Bytes& second);

}  // namespace otkel::printer
