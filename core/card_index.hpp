#pragma once
// The plates of all permit cards, ready to be asked which of them a read may mean.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate_cost.hpp"
#include "core/plate_number.hpp"

namespace otkel::core {

/// A card that a read may mean.
struct NearCard {
  std::string plate;  ///< canonical, of the card
  Cost cost = 0;
  KeyForm form = KeyForm::as_written;  ///< which form of the card's plate was nearest
  bool operator==(const NearCard&) const = default;
};

/// Not safe for several threads at once where one of them writes.
class CardIndex {
 public:
  /// A canonical plate (PlateNumber::str()); once more changes nothing.
  void put(std::string_view plate);
  void erase(std::string_view plate);
  void clear();
  std::size_t size() const { return cards_; }
  bool contains(std::string_view plate) const;

  /// Every card with a form that costs less than `limit`, once, by its cheapest form; in the order
  /// of cost, then of plate. Exactly what comparing the read with every card gives.
  std::vector<NearCard> near(const ReadCosts& read, Cost limit) const;

 private:
  struct Entry {
    PlateCode code;
    KeyForm form = KeyForm::as_written;
    PlateCode plate;
    auto operator<=>(const Entry&) const = default;
  };
  static std::vector<Entry> entries_of(std::string_view plate);
  std::vector<Entry> entries_;  ///< ascending
  std::size_t cards_ = 0;
};

}  // namespace otkel::core
