#pragma once
// A vehicle registration, as the cards have it and as drivers and cameras give it.
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// A registration in canonical form: 4 to 10 characters out of A-Z, 0-9, the signs of Chinese
/// plates and the Mongolian letters. The only way in is parse(), so every PlateNumber in
/// memory is canonical; parse(str()) gives the same plate.
class PlateNumber {
 public:
  /// Folds as fold_plate() (core/value/plate_fold.hpp) does: what has the shape of a plate keeps
  /// all its characters. Errors: plate_malformed, which names the character or the length.
  static Result<PlateNumber> parse(std::string_view utf8);

  const std::string& str() const noexcept { return text_; }
  auto operator<=>(const PlateNumber&) const = default;

 private:
  explicit PlateNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What a camera wrote, folded like a PlateNumber but never refused: '?' stays as a wildcard.
/// Empty if the camera says that it read nothing (core/value/no_read_words.hpp).
std::string fold_plate_text(std::string_view utf8);

/// Whether it begins with the sign of a Chinese province, or with 使.
bool begins_with_sign(std::string_view folded);

/// How a text represents a plate although it is not its canonical form.
enum class KeyForm { as_written, two_line, without_kg, without_province, alternative };
template <>
struct EnumWords<KeyForm> {
  static constexpr std::array<std::string_view, 5> words{"as_written", "two_line", "without_kg",
                                                         "without_province", "alternative"};
};
struct PlateForm {
  std::string text;
  KeyForm form = KeyForm::as_written;  ///< never `alternative`, which only a camera can report
};

/// The forms of a card's plate that cameras write because a sign is small or not in their alphabet:
/// Kyrgyz without "KG", Chinese without the sign that they begin with. Without the plate itself.
std::vector<PlateForm> short_forms(std::string_view plate);
/// What a read may represent: itself first, its short forms, and the top-down reading of a plate
/// of two lines (12302ABC is 123ABC02).
std::vector<PlateForm> read_forms(std::string_view folded);
/// The texts of read_forms().
std::vector<std::string> plate_keys(std::string_view folded);

}  // namespace otkel::core
