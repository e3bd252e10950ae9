#pragma once
// The plates of all permit cards, ready to be asked which of them a read may mean.
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/card_key.hpp"
#include "core/plate/plate_cost.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::core {

/// A card that a read may mean.
struct NearCard {
  std::string plate;  ///< canonical, of the card
  Cost cost = 0;
  KeyForm form = KeyForm::as_written;  ///< which form of the card's plate was nearest
  bool operator==(const NearCard&) const = default;
};

/// Which forms of the cards a read is compared with.
enum class CardForms {
  all,
  whole,  ///< as they are written: a read that has the sign a short form lacks is none of it
};

/// All plates in their order, in blocks, so that one more moves few. A question walks them like a
/// trie and leaps over every beginning that cannot stay within the limit (ADR 0031).
/// Not safe for several threads at once where one of them writes.
class CardIndex {
 public:
  /// A canonical plate (PlateNumber::str()); once more changes nothing.
  void put(std::string_view plate);
  void erase(std::string_view plate);
  void clear();
  std::size_t size() const { return cards_; }
  bool contains(std::string_view plate) const;
  std::size_t bytes() const;  ///< of memory held

  /// Every card with one of `forms` that costs less than `limit`, once, by its cheapest form; in
  /// the order of cost, then of plate. Exactly what comparing the read with every card gives.
  std::vector<NearCard> near(const ReadCosts& read, Cost limit,
                             CardForms forms = CardForms::all) const;

 private:
  std::size_t block_of(const CardKey& key) const;
  void insert(const CardKey& key);
  void remove(const CardKey& key);

  KeyBlocks keys_;
  std::size_t cards_ = 0;
};

}  // namespace otkel::core
