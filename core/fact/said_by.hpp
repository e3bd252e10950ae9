#pragma once
// Who says how something is: a machine, by a word of an enum, or a person.
#include "core/fact/actor.hpp"
#include "core/value/word_of.hpp"

namespace otkel::core {

/// Written from the enum or an actor, read as whatever stands there (ADR 0055).
template <Worded E>
class SaidBy {
 public:
  SaidBy() = default;                                   ///< nobody: the text is empty
  SaidBy(E machine) : text_(word(machine)) {}           // NOLINT(google-explicit-constructor)
  SaidBy(const Actor& person) : text_(person.str()) {}  // NOLINT(google-explicit-constructor)
  static SaidBy read(std::string_view text) { return SaidBy(Actor::read(text)); }
  /// The same for those who read many types by their parse(); never fails.
  static Result<SaidBy> parse(std::string_view text) { return read(text); }

  bool is(E machine) const { return text_ == word(machine); }
  const std::string& str() const { return text_; }

  bool operator==(const SaidBy&) const = default;
  friend bool operator==(const SaidBy& a, std::string_view text) { return a.text_ == text; }

 private:
  std::string text_;
};

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
