// Bytes by the manuals.
#include "printer/escpos/commands.hpp"

namespace otkel::printer {

Bytes status_question(std::uint8_t number) { return {0x10, 4, number}; }

Bytes process_question(const std::string& process_id) {
  Bytes out{0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30};
  out.insert(out.end(), process_id.begin(), process_id.end());
  return out;
}

Bytes queued_question() { return {0x1d, 0x72, 1}; }

Bytes push_status() { return {0x1d, 0x61, 0x0f}; }

Bytes cut_scrap() { return {0x1b, 0x40, 0x1b, 0x64, 2, 0x1d, 0x56, 0x42, 0}; }

Bytes ejector(Ejector what) { return {0x1d, 0x65, static_cast<std::uint8_t>(what)}; }

Bytes joined(Bytes first, const Bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace otkel::printer
