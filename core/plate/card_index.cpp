// The blocks of keys; the walk over them is card_walk.cpp.
#include "core/plate/card_index.hpp"

#include <algorithm>
#include <tuple>

#include "core/plate/card_walk.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr std::size_t kBlock = 256;
constexpr std::size_t kHighSymbols = 7;
constexpr std::uint8_t kWhole = 0, kWithoutKg = 1;  ///< origins; another one is a province's symbol

}  // namespace

CardIndex::Key CardIndex::key_of(const PlateCode& code, std::uint8_t origin) {
  Key key{std::uint64_t{code.size} << 56, origin};
  for (std::size_t i = 0; i < code.size; ++i) {
    const std::uint64_t symbol = code.symbols[i];
    if (i < kHighSymbols)
      key.high |= symbol << (48 - 8 * i);
    else
      key.low |= symbol << (56 - 8 * (i - kHighSymbols));
  }
  return key;
}

Symbol CardIndex::symbol_at(const Key& key, std::size_t place) {
  return static_cast<Symbol>(place < kHighSymbols ? key.high >> (48 - 8 * place)
                                                  : key.low >> (56 - 8 * (place - kHighSymbols)));
}

std::vector<CardIndex::Key> CardIndex::keys_of(std::string_view plate) {
  std::vector<Key> keys;
  const auto whole = encode_plate(plate);
  if (!whole || whole->size == 0) return keys;
  keys.push_back(key_of(*whole, kWhole));
  for (const auto& [text, form] : short_forms(plate))
    if (const auto code = encode_plate(text))
      keys.push_back(
          key_of(*code, form == KeyForm::without_kg ? kWithoutKg : whole->symbols.front()));
  return keys;
}

NearCard CardIndex::card_of(const Key& key, Cost cost) {
  PlateCode code;
  code.size = static_cast<std::uint8_t>(key.high >> 56);
  for (std::size_t i = 0; i < code.size; ++i) code.symbols[i] = symbol_at(key, i);
  std::string text = decode_plate(code);
  const auto origin = static_cast<std::uint8_t>(key.low);
  if (origin == kWhole) return {std::move(text), cost, KeyForm::as_written};
  if (origin == kWithoutKg) return {text.insert(2, "KG"), cost, KeyForm::without_kg};
  return {utf8_encode(std::u32string(1, character_of(origin))) + text, cost,
          KeyForm::without_province};
}

std::size_t CardIndex::block_of(const Key& key) const {
  const auto after = std::upper_bound(firsts_.begin(), firsts_.end(), key);
  return after == firsts_.begin() ? 0 : static_cast<std::size_t>(after - firsts_.begin()) - 1;
}

void CardIndex::insert(const Key& key) {
  if (blocks_.empty()) {
    blocks_.push_back({key});
    firsts_.push_back(key);
    return;
  }
  std::size_t at = block_of(key);
  if (blocks_[at].size() == kBlock) {
    // Plates often come in their order: then the old block stays full and the new one begins.
    const bool at_the_end = key > blocks_[at].back();
    const std::size_t kept = at_the_end ? kBlock : kBlock / 2;
    const auto cut = blocks_[at].begin() + static_cast<std::ptrdiff_t>(kept);
    Block upper(cut, blocks_[at].end());
    if (at_the_end) upper.push_back(key);
    blocks_[at].erase(cut, blocks_[at].end());
    const auto next = static_cast<std::ptrdiff_t>(at) + 1;
    firsts_.insert(firsts_.begin() + next, upper.front());
    blocks_.insert(blocks_.begin() + next, std::move(upper));
    if (at_the_end) return;
    at = block_of(key);
  }
  Block& block = blocks_[at];
  block.insert(std::lower_bound(block.begin(), block.end(), key), key);
  firsts_[at] = block.front();
}

void CardIndex::remove(const Key& key) {
  const std::size_t at = block_of(key);
  Block& block = blocks_[at];
  block.erase(std::lower_bound(block.begin(), block.end(), key));
  if (!block.empty()) {
    firsts_[at] = block.front();
    return;
  }
  blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(at));
  firsts_.erase(firsts_.begin() + static_cast<std::ptrdiff_t>(at));
}

void CardIndex::put(std::string_view plate) {
  if (contains(plate)) return;
  const auto keys = keys_of(plate);
  for (const auto& key : keys) insert(key);
  if (!keys.empty()) ++cards_;
}

void CardIndex::erase(std::string_view plate) {
  if (!contains(plate)) return;
  for (const auto& key : keys_of(plate)) remove(key);
  --cards_;
}

void CardIndex::clear() { *this = CardIndex{}; }

bool CardIndex::contains(std::string_view plate) const {
  const auto code = encode_plate(plate);
  if (!code || blocks_.empty()) return false;
  const Key key = key_of(*code, kWhole);
  const Block& block = blocks_[block_of(key)];
  return std::binary_search(block.begin(), block.end(), key);
}

std::size_t CardIndex::bytes() const {
  std::size_t sum = blocks_.capacity() * sizeof(Block) + firsts_.capacity() * sizeof(Key);
  for (const auto& block : blocks_) sum += block.capacity() * sizeof(Key);
  return sum;
}

std::vector<NearCard> CardIndex::near(const ReadCosts& read, Cost limit) const {
  std::vector<NearCard> found;
  CardWalk walk(*this, read, limit);
  walk.run([&](const Key& key, Cost cost) { found.push_back(card_of(key, cost)); });
  std::sort(found.begin(), found.end(), [](const NearCard& a, const NearCard& b) {
    return std::tie(a.plate, a.cost, a.form) < std::tie(b.plate, b.cost, b.form);
  });
  const auto again = std::unique(found.begin(), found.end(),
                                 [](const auto& a, const auto& b) { return a.plate == b.plate; });
  found.erase(again, found.end());
  std::sort(found.begin(), found.end(), [](const NearCard& a, const NearCard& b) {
    return std::tie(a.cost, a.plate) < std::tie(b.cost, b.plate);
  });
  return found;
}

}  // namespace otkel::core
