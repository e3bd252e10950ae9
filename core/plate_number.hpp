#pragma once
// A vehicle registration, as the cards have it and as drivers and cameras give it.
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace otkel::core {

/// A registration in canonical form: 4 to 10 characters out of A-Z, 0-9, the province signs of
/// Chinese plates and the Mongolian letters. The only way in is parse(), so every PlateNumber in
/// memory is canonical; parse(str()) gives the same plate.
class PlateNumber {
 public:
  /// Drops spaces, dashes, dots and the "KZ" band, upper-cases, folds the Cyrillic look-alikes
  /// (АВЕКМНОРСТУХІ) and drops the colour sign some cameras put before Chinese plates.
  /// Errors: plate_malformed, which names the character or the length.
  static Result<PlateNumber> parse(std::string_view utf8);

  const std::string& str() const noexcept { return text_; }
  auto operator<=>(const PlateNumber&) const = default;

 private:
  explicit PlateNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What a camera wrote, folded like a PlateNumber but never refused: '?' stays as a wildcard.
/// Empty where the camera says that it read nothing ("unknown", "noPlate", "-", ...).
std::string fold_plate_text(std::string_view utf8);

/// The other forms under which the same plate is read or listed: two-line reading order
/// (12302ABC -> 123ABC02), KG without its band, Chinese without the province sign. The canonical
/// text itself comes first.
std::vector<std::string> plate_keys(std::string_view folded);

}  // namespace otkel::core
