#pragma once
// The one place where a camera's name of a country becomes a code. Weak evidence: cameras guess.
#include <string>
#include <string_view>

namespace otkel::anpr {

/// Two or three letters of ISO 3166 or an English name -> two letters. Numbers
/// and words that are not in the table stay as sent (cleaned, at most 32 characters); the words for
/// "not known" become empty.
std::string country_code(std::string_view sent);
/// Whether it is two capital letters, as country_code() gives for a country that it knows.
bool is_country_code(std::string_view text);
/// Hikvision's index of countries: "30" is KZ. An index that is not in the table stays as sent.
std::string hikvision_country(std::string_view sent);

}  // namespace otkel::anpr
