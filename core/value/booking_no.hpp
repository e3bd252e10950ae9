#pragma once
// The number of a booking. Two sellers number apart, so neither needs the link to be unique.
#include <compare>
#include <cstdint>
#include <string>

#include "core/value/names.hpp"
#include "core/value/numbering.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

enum class Seller { hub, edge };  ///< the portal at the hub, or the checkpoint itself

template <>
struct EnumWords<Seller> {
  static constexpr std::array<std::string_view, 2> words{"hub", "edge"};
};

/// "NZ25-H000042" (sold by the hub) or "NZ25-E000042" (sold at the checkpoint).
class BookingNo {
 public:
  /// Takes lower case and missing leading zeros. Errors: booking_no_malformed.
  static Result<BookingNo> parse(std::string_view text);
  static BookingNo make(NumberPrefix prefix, int year, Seller seller, std::int64_t number);

  const std::string& str() const noexcept { return text_; }
  NumberPrefix prefix() const;
  int year() const;
  Seller seller() const;
  std::int64_t number() const;
  auto operator<=>(const BookingNo&) const = default;

 private:
  explicit BookingNo(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace otkel::core
