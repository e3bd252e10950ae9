// Booking numbers as text; the letter says who sold it.
#include "core/value/booking_no.hpp"

#include "core/value/numbering.hpp"

namespace otkel::core {

Result<BookingNo> BookingNo::parse(std::string_view text) {
  const auto parts = parse_number(text, "HE");
  if (!parts)
    return fail(Code::booking_no_malformed,
                "'" + std::string(text) + "' is not a booking number like NZ25-H000042");
  return BookingNo{number_text(*parts)};
}

BookingNo BookingNo::make(NumberPrefix prefix, int year, Seller seller, std::int64_t number) {
  return BookingNo{number_text({prefix, year, seller == Seller::hub ? 'H' : 'E', number})};
}

NumberPrefix BookingNo::prefix() const { return parse_number(text_, "HE")->prefix; }
int BookingNo::year() const { return parse_number(text_, "HE")->year; }
std::int64_t BookingNo::number() const { return parse_number(text_, "HE")->number; }
Seller BookingNo::seller() const {
  return parse_number(text_, "HE")->letter == 'H' ? Seller::hub : Seller::edge;
}

}  // namespace otkel::core
