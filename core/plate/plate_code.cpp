// The alphabet of plates, numbered.
#include "core/plate/plate_code.hpp"

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

// The order is that of the symbols; it is never stored, so it may change.
constexpr std::u32string_view kAlphabet =
    U"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼挂学警港澳临使领应急"
    U"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁӨҮ";
constexpr Symbol kFirst = kStrange + 1;
static_assert(kFirst + kAlphabet.size() < kSymbols);

}  // namespace

Symbol symbol_of(char32_t character) {
  if (character == U'?') return kWild;
  const auto at = kAlphabet.find(character);
  return at == kAlphabet.npos ? kStrange : static_cast<Symbol>(kFirst + at);
}

char32_t character_of(Symbol symbol) {
  if (symbol == kWild) return U'?';
  return symbol >= kFirst && symbol - kFirst < static_cast<int>(kAlphabet.size())
             ? kAlphabet[static_cast<std::size_t>(symbol - kFirst)]
             : U'\uFFFD';
}

std::optional<PlateCode> encode_plate(std::string_view folded) {
  const std::u32string text = utf8_decode(folded);
  if (text.size() > PlateCode::kMost) return std::nullopt;
  PlateCode code;
  for (const char32_t c : text) code.symbols[code.size++] = symbol_of(c);
  return code;
}

std::string decode_plate(const PlateCode& code) {
  std::u32string text;
  for (std::size_t i = 0; i < code.size; ++i) text += character_of(code.symbols[i]);
  return utf8_encode(text);
}

}  // namespace otkel::core
