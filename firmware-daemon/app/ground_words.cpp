// The words of the console, for the slip; kiosk-ui/tests/i18n.test.ts holds the two together.
#include "firmware-daemon/app/ground_words.hpp"

#include <algorithm>
#include <array>

namespace otkel::app {
namespace {

struct Words {
  std::string_view ground, kk, ru;
};

constexpr auto kWords = std::to_array<Words>({
    Words{"post", "Пошта", "Почта"},
    Words{"animals", "Жануарлар", "Животные"},
    Words{"perishables", "Тез бұзылатын жүк", "Скоропортящийся груз"},
    Words{"dangerous", "Қауіпті жүк", "Опасный груз"},
    Words{"domestic_export", "Отандық экспорт", "Отечественный экспорт"},
    Words{"humanitarian", "Гуманитарлық жүк", "Гуманитарный груз"},
    Words{"military", "Әскери жүк", "Военный груз"},
    Words{"diplomatic", "Дипломатиялық жүк", "Дипломатический груз"},
});

}  // namespace

std::string ground_words(std::string_view ground) {
  const auto* found = std::ranges::find(kWords, ground, &Words::ground);
  if (found == kWords.end()) return std::string(ground);
  return std::string(found->kk) + " / " + std::string(found->ru);
}

}  // namespace otkel::app
