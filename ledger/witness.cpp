// Lines of a witness.
#include "ledger/witness.hpp"

#include <array>

#include "base/codec/hash.hpp"
#include "core/value/text.hpp"

namespace otkel::ledger {
namespace {

std::array<std::string_view, 4> words_of(std::string_view line) {
  std::array<std::string_view, 4> words;
  for (auto& word : words) {
    const auto end = line.find(' ');
    word = line.substr(0, end);
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
  }
  return words;
}

}  // namespace

std::string witness_text(const Witness& witness) {
  std::string text;
  for (const auto& [log, last] : witness)
    text += log + " " + last.epoch + " " + std::to_string(last.seq) + " " + last.hash + "\n";
  return text;
}

Witness read_witness(std::string_view text) {
  Witness witness;
  while (true) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return witness;
    const auto [log, epoch, seq, hash] = words_of(text.substr(0, end));
    text.remove_prefix(end + 1);
    const auto number = core::number_in<std::int64_t>(seq);
    if (log.empty() || !codec::is_hex(epoch, 32) || !number || *number < 1 ||
        !codec::is_hex(hash, core::kHashHexDigits))
      continue;
    witness.emplace_back(log, sync::Position{std::string(epoch), *number, std::string(hash)});
  }
}

}  // namespace otkel::ledger
