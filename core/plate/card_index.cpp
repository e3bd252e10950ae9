// The blocks of keys; the walk over them is card_walk.cpp.
#include "core/plate/card_index.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/plate/card_walk.hpp"

namespace otkel::core {
namespace {

constexpr std::size_t kBlock = 256;

}  // namespace

std::size_t CardIndex::block_of(const CardKey& key) const {
  const auto after = std::upper_bound(keys_.firsts.begin(), keys_.firsts.end(), key);
  return after == keys_.firsts.begin() ? 0
                                       : static_cast<std::size_t>(after - keys_.firsts.begin()) - 1;
}

void CardIndex::insert(const CardKey& key) {
  if (keys_.blocks.empty()) {
    keys_.blocks.push_back({key});
    keys_.firsts.push_back(key);
    return;
  }
  std::size_t at = block_of(key);
  if (keys_.blocks[at].size() == kBlock) {
    // Plates often come in their order: then the old block stays full and the new one begins.
    const auto& full = keys_.blocks[at];
    const bool at_the_end = std::lower_bound(full.begin(), full.end(), key) == full.end();
    const std::size_t kept = at_the_end ? kBlock : kBlock / 2;
    const auto cut = keys_.blocks[at].begin() + static_cast<std::ptrdiff_t>(kept);
    KeyBlocks::Block upper(cut, keys_.blocks[at].end());
    if (at_the_end) upper.push_back(key);
    keys_.blocks[at].erase(cut, keys_.blocks[at].end());
    const auto next = static_cast<std::ptrdiff_t>(at) + 1;
    keys_.firsts.insert(keys_.firsts.begin() + next, upper.front());
    keys_.blocks.insert(keys_.blocks.begin() + next, std::move(upper));
    if (at_the_end) return;
    at = block_of(key);
  }
  KeyBlocks::Block& block = keys_.blocks[at];
  block.insert(std::lower_bound(block.begin(), block.end(), key), key);
  keys_.firsts[at] = block.front();
}

void CardIndex::remove(const CardKey& key) {
  const std::size_t at = block_of(key);
  KeyBlocks::Block& block = keys_.blocks[at];
  block.erase(std::lower_bound(block.begin(), block.end(), key));
  if (!block.empty()) {
    keys_.firsts[at] = block.front();
    return;
  }
  keys_.blocks.erase(keys_.blocks.begin() + static_cast<std::ptrdiff_t>(at));
  keys_.firsts.erase(keys_.firsts.begin() + static_cast<std::ptrdiff_t>(at));
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
  if (!code || keys_.blocks.empty()) return false;
  const CardKey key = key_of(*code);
  const KeyBlocks::Block& block = keys_.blocks[block_of(key)];
  return std::binary_search(block.begin(), block.end(), key);
}

std::size_t CardIndex::bytes() const {
  std::size_t sum = keys_.blocks.capacity() * sizeof(KeyBlocks::Block) +
                    keys_.firsts.capacity() * sizeof(CardKey);
  for (const auto& block : keys_.blocks) sum += block.capacity() * sizeof(CardKey);
  return sum;
}

std::vector<NearCard> CardIndex::near(const ReadCosts& read, Cost limit, CardForms forms) const {
  std::vector<NearCard> found;
  CardWalk walk(keys_, read, limit);
  walk.run([&](const CardKey& key, Cost cost) {
    auto [plate, form] = plate_of(key);
    if (forms == CardForms::whole && form != KeyForm::as_written) return;
    found.push_back({std::move(plate), cost, form});
  });
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
