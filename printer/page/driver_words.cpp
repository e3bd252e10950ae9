// Which of the five, and how two stand beside each other.
#include "printer/page/driver_words.hpp"

namespace otkel::printer {

std::string_view DriverWords::in(core::DriverLanguage language) const {
  switch (language) {
    case core::DriverLanguage::kk:
      return kk;
    case core::DriverLanguage::ru:
      return ru;
    case core::DriverLanguage::zh:
      return zh;
    case core::DriverLanguage::en:
      return en;
    case core::DriverLanguage::ug:
      return ug;
  }
  return kk;
}

Words both(const DriverWords& words, Language language) {
  if (!language) return {words.kk, words.ru, words.zh};
  return {words.kk, words.in(*language)};
}

bool reads_beijing_time(Language language) {
  return !language || *language == core::DriverLanguage::zh ||
         *language == core::DriverLanguage::ug;
}

}  // namespace otkel::printer
