// Every card, one after the other.
#include "core/card_index.hpp"

#include <algorithm>

namespace otkel::core {

std::vector<CardIndex::Entry> CardIndex::entries_of(std::string_view plate) {
  std::vector<Entry> entries;
  const auto whole = encode_plate(plate);
  if (!whole) return entries;
  entries.push_back({*whole, KeyForm::as_written, *whole});
  for (const auto& [text, form] : short_forms(plate))
    if (const auto code = encode_plate(text)) entries.push_back({*code, form, *whole});
  return entries;
}

void CardIndex::put(std::string_view plate) {
  if (contains(plate)) return;
  const auto entries = entries_of(plate);
  if (entries.empty()) return;
  for (const auto& entry : entries)
    entries_.insert(std::lower_bound(entries_.begin(), entries_.end(), entry), entry);
  ++cards_;
}

void CardIndex::erase(std::string_view plate) {
  if (!contains(plate)) return;
  for (const auto& entry : entries_of(plate))
    entries_.erase(std::lower_bound(entries_.begin(), entries_.end(), entry));
  --cards_;
}

void CardIndex::clear() {
  entries_.clear();
  cards_ = 0;
}

bool CardIndex::contains(std::string_view plate) const {
  const auto code = encode_plate(plate);
  return code && std::binary_search(entries_.begin(), entries_.end(),
                                    Entry{*code, KeyForm::as_written, *code});
}

std::vector<NearCard> CardIndex::near(const ReadCosts& read, Cost limit) const {
  std::vector<NearCard> found;
  for (const auto& entry : entries_)
    if (const Cost cost = read.to(entry.code, limit); cost < limit)
      found.push_back({decode_plate(entry.plate), cost, entry.form});
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
