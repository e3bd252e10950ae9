#pragma once
// Plates of every shape of the table, and the ways in which people and cameras write one.
#include <rapidcheck.h>

#include <string>
#include <string_view>

#include "core/value/plate_shape.hpp"
#include "core/value/utf8.hpp"

namespace otkel::test {

/// What a class of the table's shapes stands for, in full; nothing for itself.
inline std::u32string_view characters_of_class(char cls) {
  switch (cls) {
    case 'n':
      return U"0123456789";
    case 'l':
      return U"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    case 'u':
      return U"ABCDEFGHJKLMNOPQRSTUVWXYZ";
    case 'c':
      return U"ABEKMHOPCTYX";
    case 'p':
      return U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    case 'b':
      return U"ABCDEFGHJKLMNPQRSTUVWXYZ";
    case 'a':
      return U"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    case 'f':
      return U"DF";
    case 's':
      return U"挂学警港澳";
    case 't':
      return U"临";
    case 'e':
      return U"使";
    case 'v':
      return U"领";
    case 'x':
      return U"应";
    case 'y':
      return U"急";
    case 'm':
      return U"АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ";
    default:
      return {};
  }
}

/// 0 to n - 1, all alike from the first case on.
inline std::size_t below(std::size_t n) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, n));
}

/// A plate of that shape out of all its characters.
inline std::string any_plate_of(std::string_view shape) {
  std::u32string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto cls = characters_of_class(shape[i]);
    if (shape[i] == 'r') {
      const std::size_t region = 1 + below(20);
      text += {static_cast<char32_t>('0' + region / 10), static_cast<char32_t>('0' + region % 10)};
      ++i;
    } else if (cls.empty()) {
      text += static_cast<char32_t>(shape[i]);
    } else {
      text += cls[below(cls.size())];
    }
  }
  return core::utf8_encode(text);
}

inline const core::PlateShape& any_shape() {
  const auto shapes = core::plate_shapes();
  return shapes[below(shapes.size())];
}

inline std::string any_separator() {
  return *rc::gen::element<std::string>(
      " ", "-", ".", "_", "|", "/", "\\", "\t", "\n", "\u00a0", "\u00ad", "\u00b7", "\u200b",
      "\u200e", "\u200f", "\u2009", "\u200a", "\u2010", "\u2013", "\u2014", "\u2022", "\u2027",
      "\u202f", "\u2060", "\u2212", "\u30fb", "\u3000", "\ufeff", "\uff0d", "\uff0f", "\uff5c");
}

/// The same plate with separators anywhere, some letters small and some characters full-width.
inline std::string as_written_by_anyone(std::string_view plate) {
  std::string out;
  for (char32_t c : core::utf8_decode(plate)) {
    for (auto n = below(3); n > 1; --n) out += any_separator();
    const bool latin = c >= U'A' && c <= U'Z', cyrillic = c >= 0x0410 && c <= 0x042F;
    const bool small = below(3) == 0;
    if (small && (latin || cyrillic)) c += 0x20;
    if (small && (c == U'Ө' || c == U'Ү')) c += 1;
    if (small && c == U'Ё') c = U'ё';
    if (c > 0x20 && c < 0x7F && below(4) == 0) c += 0xFEE0;
    out += core::utf8_encode(std::u32string(1, c));
  }
  for (auto n = below(3); n > 0; --n) out += any_separator();
  return out;
}

}  // namespace otkel::test
