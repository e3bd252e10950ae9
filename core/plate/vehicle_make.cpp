// Words are folded one by one, and a known make is the longest run of words from the beginning that
// is one of its spellings.
#include "core/plate/vehicle_make.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/value/utf8.hpp"
#include "core/value/words.hpp"

namespace otkel::core {
namespace {

struct Letter {
  char32_t cyrillic;  ///< small
  std::string_view sound, look;
};

/// How a small Cyrillic letter sounds in Latin, and which Latin letter it looks like: both are
/// found on cards, and in one word. Without a look its sound stands.
constexpr auto kLetters = std::to_array<Letter>({
    {U'а', "A", "A"}, {U'ә', "A", ""},  {U'б', "B", ""},  {U'в', "V", "B"}, {U'г', "G", ""},
    {U'ғ', "G", ""},  {U'д', "D", ""},  {U'е', "E", "E"}, {U'ё', "E", "E"}, {U'ж', "ZH", ""},
    {U'з', "Z", ""},  {U'и', "I", ""},  {U'й', "I", ""},  {U'к', "K", "K"}, {U'қ', "K", ""},
    {U'л', "L", ""},  {U'м', "M", "M"}, {U'н', "N", "H"}, {U'ң', "N", ""},  {U'о', "O", "O"},
    {U'ө', "O", ""},  {U'п', "P", ""},  {U'р', "R", "P"}, {U'с', "S", "C"}, {U'т', "T", "T"},
    {U'у', "U", "Y"}, {U'ұ', "U", ""},  {U'ү', "U", ""},  {U'ф', "F", ""},  {U'х', "H", "X"},
    {U'һ', "H", ""},  {U'ц', "C", ""},  {U'ч', "CH", ""}, {U'ш', "SH", ""}, {U'щ', "SH", ""},
    {U'ъ', "", ""},   {U'ы', "Y", ""},  {U'і', "I", "I"}, {U'ь', "", ""},   {U'э', "E", ""},
    {U'ю', "U", ""},  {U'я', "YA", ""},
});

enum class Reading { sound, look };

struct Spelling {
  std::string_view spelling, make;
};

/// Spellings of makes beside the make itself, folded. What is sold under several names by one maker
/// counts as one: a camera knows the badge, a registry the maker.
constexpr auto kSpellings = std::to_array<Spelling>({
    {"AUMAN", "FOTON"},
    {"BAIC", "BAIC"},
    {"BEIBEN", "BEIBEN"},
    {"BEIFANGBENCHI", "BEIBEN"},
    {"BENZ", "MERCEDESBENZ"},
    {"CAMC", "CAMC"},
    {"CNHTC", "SINOTRUK"},
    {"DAF", "DAF"},
    {"DFM", "DONGFENG"},
    {"DONGFENG", "DONGFENG"},
    {"DUNFEN", "DONGFENG"},
    {"FAV", "FAW"},
    {"FAW", "FAW"},
    {"FORD", "FORD"},
    {"FOTON", "FOTON"},
    {"FUSO", "MITSUBISHI"},
    {"GAZ", "GAZ"},
    {"HENDAI", "HYUNDAI"},
    {"HENDE", "HYUNDAI"},
    {"HINO", "HINO"},
    {"HONGYAN", "HONGYAN"},
    {"HOVO", "SINOTRUK"},
    {"HOWO", "SINOTRUK"},
    {"HUNDAI", "HYUNDAI"},
    {"HYUNDAI", "HYUNDAI"},
    {"ISUZU", "ISUZU"},
    {"IVECO", "IVECO"},
    {"IVEKO", "IVECO"},
    {"JAC", "JAC"},
    {"JIEFANG", "FAW"},
    {"KAMAZ", "KAMAZ"},
    {"KRAZ", "KRAZ"},
    {"MAN", "MAN"},
    {"MAZ", "MAZ"},
    {"MERCEDES", "MERCEDESBENZ"},
    {"MERCEDESBENZ", "MERCEDESBENZ"},
    {"MERSEDES", "MERCEDESBENZ"},
    {"MERSEDESBENC", "MERCEDESBENZ"},
    {"MERSEDESBENZ", "MERCEDESBENZ"},
    {"MITSUBISHI", "MITSUBISHI"},
    {"MITSUBISI", "MITSUBISHI"},
    {"NISSAN", "NISSAN"},
    {"RENAULT", "RENAULT"},
    {"RENAULTTRUCKS", "RENAULT"},
    {"RENO", "RENAULT"},
    {"SCANIA", "SCANIA"},
    {"SHAANXI", "SHACMAN"},
    {"SHACMAN", "SHACMAN"},
    {"SHAKMAN", "SHACMAN"},
    {"SINOTRUCK", "SINOTRUK"},
    {"SINOTRUK", "SINOTRUK"},
    {"SITRAK", "SINOTRUK"},
    {"SKANIA", "SCANIA"},
    {"SKANIYA", "SCANIA"},
    {"TATRA", "TATRA"},
    {"UD", "NISSAN"},
    {"URAL", "URAL"},
    {"VOLVO", "VOLVO"},
    {"东风", "DONGFENG"},
    {"奔驰", "MERCEDESBENZ"},
    {"斯堪尼亚", "SCANIA"},
    {"汕德卡", "SINOTRUK"},
    {"沃尔沃", "VOLVO"},
    {"解放", "FAW"},
    {"豪沃", "SINOTRUK"},
    {"重汽", "SINOTRUK"},
    {"陕汽", "SHACMAN"},
});
static_assert(std::ranges::is_sorted(kSpellings, {}, &Spelling::spelling));

std::string_view make_of(std::string_view folded) {
  const auto* found = std::ranges::lower_bound(kSpellings, folded, {}, &Spelling::spelling);
  return found != kSpellings.end() && found->spelling == folded ? found->make : std::string_view{};
}

bool is_digit(char32_t p) { return p >= U'0' && p <= U'9'; }

/// Latin and digits as capitals, Cyrillic by `reading`, other alphabets as they are; nothing for
/// what separates words.
std::string folded(char32_t p, Reading reading) {
  if (is_digit(p)) return {static_cast<char>(p)};
  if (p >= U'a' && p <= U'z') return {static_cast<char>(p - U'a' + U'A')};
  const auto* letter = std::ranges::find(kLetters, p, &Letter::cyrillic);
  if (letter != kLetters.end())
    return std::string(reading == Reading::look && !letter->look.empty() ? letter->look
                                                                         : letter->sound);
  const std::string sign = utf8_encode(std::u32string_view(&p, 1));
  return letters_in(sign) > 0 ? sign : std::string{};
}

bool silent(char32_t p) { return p == U'ь' || p == U'ъ'; }

/// Letters and digits are apart, also where nothing separates them: "KAMAZ5490".
std::vector<std::string> words_of(std::string_view utf8, Reading reading) {
  std::vector<std::string> words;
  bool begins = true;
  char32_t before = 0;
  for (const char32_t p : utf8_decode(lower_letters(utf8))) {
    const auto sign = folded(p, reading);
    if (sign.empty()) {
      begins = begins || !silent(p);
      continue;
    }
    if (begins || is_digit(p) != is_digit(before)) words.emplace_back();
    words.back() += sign;
    begins = false;
    before = p;
  }
  return words;
}

std::string plain(std::string_view utf8, Reading reading) {
  std::string whole;
  std::string_view make;
  for (const auto& word : words_of(utf8, reading)) {
    whole += word;
    if (const auto known = make_of(whole); !known.empty()) make = known;
  }
  if (!make.empty()) return std::string(make);
  return whole == "UNKNOWN" || whole == "OTHER" ? std::string{} : whole;
}

}  // namespace

std::string plain_make(std::string_view utf8) {
  auto by_sound = plain(utf8, Reading::sound);
  auto by_look = plain(utf8, Reading::look);
  const bool look_is_known = make_of(by_sound) != by_sound && make_of(by_look) == by_look;
  return look_is_known ? by_look : by_sound;
}

bool same_make(std::string_view a, std::string_view b) {
  const auto one = plain_make(a), other = plain_make(b);
  return one.empty() || other.empty() || one == other;
}

}  // namespace otkel::core
