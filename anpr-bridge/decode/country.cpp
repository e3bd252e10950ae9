// The neighbours and the countries whose trucks come this way; Hikvision's numbers where a device
// or its makers' lists have shown them.
#include "anpr-bridge/decode/country.hpp"

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

struct Country {
  std::string_view two, three, name, hikvision;
};

constexpr Country kCountries[] = {
    {"KZ", "KAZ", "Kazakhstan", "30"},  {"CN", "CHN", "China", "59"},
    {"KG", "KGZ", "Kyrgyzstan", "73"},  {"UZ", "UZB", "Uzbekistan", "33"},
    {"TJ", "TJK", "Tajikistan", "83"},  {"TM", "TKM", "Turkmenistan", "32"},
    {"RU", "RUS", "Russia", "11"},      {"BY", "BLR", "Belarus", "9"},
    {"UA", "UKR", "Ukraine", "12"},     {"MN", "MNG", "Mongolia", "76"},
    {"TR", "TUR", "Turkey", "46"},      {"IR", "IRN", "Iran", "92"},
    {"AF", "AFG", "Afghanistan", "88"}, {"GE", "GEO", "Georgia", "29"},
    {"AZ", "AZE", "Azerbaijan", "28"},  {"AM", "ARM", "Armenia", ""},
    {"PL", "POL", "Poland", ""},        {"DE", "DEU", "Germany", ""},
    {"LT", "LTU", "Lithuania", ""},     {"LV", "LVA", "Latvia", ""},
    {"EE", "EST", "Estonia", ""},       {"FI", "FIN", "Finland", ""},
    {"CZ", "CZE", "Czechia", ""},       {"SK", "SVK", "Slovakia", ""},
    {"HU", "HUN", "Hungary", ""},       {"RO", "ROU", "Romania", ""},
    {"BG", "BGR", "Bulgaria", ""},      {"RS", "SRB", "Serbia", ""},
    {"NL", "NLD", "Netherlands", ""},   {"GB", "GBR", "United Kingdom", ""},
    {"PK", "PAK", "Pakistan", ""},      {"KR", "KOR", "Korea", ""},
};

}  // namespace

bool is_country_code(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && capital(text[0]) && capital(text[1]);
}

std::string country_code(std::string_view sent) {
  sent = trim(sent);
  if (says_nothing(sent) || same_word(sent, "NON")) return {};
  for (const auto& country : kCountries)
    if (same_word(sent, country.two) || same_word(sent, country.three) ||
        same_word(sent, country.name))
      return std::string(country.two);
  return clean(sent, 32);
}

std::string hikvision_country(std::string_view sent) {
  sent = trim(sent);
  // 0 not supported, 253 not valid, 254 not recognised, 255 all of them.
  for (const std::string_view nothing : {"0", "253", "254", "255"})
    if (sent == nothing) return {};
  for (const auto& country : kCountries)
    if (!country.hikvision.empty() && sent == country.hikvision) return std::string(country.two);
  return country_code(sent);
}

}  // namespace otkel::anpr
