#pragma once
// Who says how something is: a machine, by a word of an enum, or a person.
#include "core/fact/actor.hpp"
#include "core/value/word_of.hpp"

namespace otkel::core {

/// Empty: nobody.
template <Worded E>
using SaidBy = WordOf<E, Actor>;

/// Of a camera's read.
enum class ReadJudge {
  exact,  ///< the camera: its read is exactly a card's plate
  nobody  ///< it waits, or is none
};
template <>
struct EnumWords<ReadJudge> {
  static constexpr std::array<std::string_view, 2> words{"exact", "nobody"};
};
using ReadSaidBy = SaidBy<ReadJudge>;

/// Of the end of a print.
enum class PrintJudge { printer };
template <>
struct EnumWords<PrintJudge> {
  static constexpr std::array<std::string_view, 1> words{"printer"};
};
using PrintSaidBy = SaidBy<PrintJudge>;

}  // namespace otkel::core
