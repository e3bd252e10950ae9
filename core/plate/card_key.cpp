// Packing a plate's symbols into two words and back.
#include "core/plate/card_key.hpp"

#include <utility>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr std::size_t kHighSymbols = 7;
constexpr Symbol kWhole = kNoSymbol, kWithoutKg = kWild;  ///< origins; else a province's symbol

CardKey key_with(const PlateCode& code, std::uint8_t origin) {
  CardKey key{std::uint64_t{code.size} << 56, origin};
  for (std::size_t i = 0; i < code.size; ++i) {
    const std::uint64_t symbol = code.symbols[i];
    if (i < kHighSymbols)
      key.high |= symbol << (48 - 8 * i);
    else
      key.low |= symbol << (56 - 8 * (i - kHighSymbols));
  }
  return key;
}

}  // namespace

CardKey key_of(const PlateCode& code) { return key_with(code, kWhole); }

Symbol symbol_at(const CardKey& key, std::size_t place) {
  return static_cast<Symbol>(place < kHighSymbols ? key.high >> (48 - 8 * place)
                                                  : key.low >> (56 - 8 * (place - kHighSymbols)));
}

std::vector<CardKey> keys_of(std::string_view plate) {
  std::vector<CardKey> keys;
  const auto whole = encode_plate(plate);
  if (!whole || whole->size == 0) return keys;
  keys.push_back(key_of(*whole));
  for (const auto& [text, form] : short_forms(plate))
    if (const auto code = encode_plate(text))
      keys.push_back(
          key_with(*code, form == KeyForm::without_kg ? kWithoutKg : whole->symbols.front()));
  return keys;
}

KeyedPlate plate_of(const CardKey& key) {
  PlateCode code;
  code.size = static_cast<std::uint8_t>(key.length());
  for (std::size_t i = 0; i < code.size; ++i) code.symbols[i] = symbol_at(key, i);
  std::string text = decode_plate(code);
  const auto origin = static_cast<std::uint8_t>(key.low);
  if (origin == kWhole) return {std::move(text), KeyForm::as_written};
  if (origin == kWithoutKg) return {text.insert(2, "KG"), KeyForm::without_kg};
  return {utf8_encode(std::u32string(1, character_of(origin))) + text, KeyForm::without_province};
}

}  // namespace otkel::core
