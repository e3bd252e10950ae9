// For the technician: is the ruler as long as it says, is every letter there, is every dot of the
// head alive, which QR does a telephone still read.
#include <algorithm>

#include "printer/page/compose.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

constexpr int kDotsPerMm = 8;

int tick_length(int mm) { return mm % 10 == 0 ? 24 : mm % 5 == 0 ? 16 : 8; }

void add_ruler_across(Sheet& sheet) {
  sheet.text({{"Сызғыш, мм / Линейка, мм", kSmall}});
  const int width = sheet.text_width() / kDotsPerMm;
  for (int mm = 0; mm <= width; ++mm) {
    const int x = mm * kDotsPerMm;
    sheet.black({x, 0, 1, tick_length(mm)});
    if (mm % 10 == 0 && mm + 4 < width) sheet.label(x + 3, 22, {std::to_string(mm), kSmall});
  }
  sheet.space(50);
}

void add_letters(Sheet& sheet, int indent) {
  const TextStyle style{.indent = indent};
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    sheet.text({{"АӘБВГҒДЕЁЖЗ ИЙКҚЛМНҢОӨП РСТУҰҮФХҺЦЧ ШЩЪЫІЬЭЮЯ", kValues, weight}}, style);
    sheet.text({{"аәбвгғдеёжз ийкқлмнңоөп рстуұүфхһцч шщъыіьэюя", kValues, weight}}, style);
    sheet.text({{"ABCDEFGHIJKLM NOPQRSTUVWXYZ 0123456789", kValues, weight}}, style);
    sheet.text({{"№ « » – — ₸ % ° ( ) / : ; , . + * #", kValues, weight}}, style);
    sheet.text({{"霍尔果斯 阿拉山口 巴克图 都拉塔 吉木乃 海关 国际道路运输许可证 骨直门", kValues,
                 weight}},
               style);
    sheet.space(6);
  }
}

// Down the left edge, beside the letters: feeding too far or too little shows here.
void add_ruler_down(Sheet& sheet) {
  constexpr int kMillimetres = 60;
  constexpr int kRoom = 64;
  for (int mm = 0; mm <= kMillimetres; ++mm) {
    sheet.black({0, mm * kDotsPerMm, tick_length(mm), 1});
    if (mm % 10 == 0) sheet.label(28, mm * kDotsPerMm - 12, {std::to_string(mm), kSmall});
  }
  const int before = sheet.height();
  add_letters(sheet, kRoom);
  sheet.space(std::max(0, (kMillimetres + 2) * kDotsPerMm - (sheet.height() - before)));
}

// Lines of 1 to 4 dots in both directions, a chequered board of each size: a worn or too hot head
// fills the gaps of the small ones.
void add_wedge(Sheet& sheet) {
  constexpr int kSide = 64;
  sheet.text({{"Нүктелер / Точки: 1, 2, 3, 4", kSmall}});
  const int step = (sheet.text_width() - kSide) / 3;
  for (int size = 1; size <= 4; ++size) {
    const int left = (size - 1) * step;
    for (int at = 0; at < kSide; at += 2 * size) {
      sheet.black({left + at, 0, size, kSide});
      sheet.black({left, kSide + 8 + at, kSide, size});
      for (int x = 0; x < kSide; x += 2 * size) {
        sheet.black({left + x, 2 * (kSide + 8) + at, size, size});
        sheet.black({left + x + size, 2 * (kSide + 8) + at + size, size, size});
      }
    }
  }
  sheet.space(3 * (kSide + 8) + 4);
}

// A dead dot of the head is a white line down the bar.
void add_bar(Sheet& sheet) {
  sheet.text({{"Тұтас жолақ: ақ сызық болмауы керек / Сплошная полоса: белых линий быть не должно",
               kSmall}});
  sheet.space(4);
  sheet.black({0, 0, sheet.text_width(), 40});
  sheet.space(50);
}

core::Result<void> add_codes(Sheet& sheet) {
  for (const int dots : {3, 4, 5}) {
    const std::string text = "OTKEL-TEST-" + std::to_string(dots);
    const auto qr = encode_qr(text, QrLevel::medium, dots);
    if (!qr) return std::unexpected(qr.error());
    sheet.qr(*qr);
    sheet.text({{"QR, " + std::to_string(dots) + " нүкте / точки: " + text, kSmall}}, centered());
    sheet.space(6);
  }
  return {};
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::TestPage& page, std::string_view) {
  add_head(sheet, page.head, {"СЫНАҚ БЕТІ", "ТЕСТОВАЯ СТРАНИЦА"});
  add_entry(sheet, {"Құрылғы", "Устройство"}, page.device);
  for (const FontVersion& font : font_versions()) {
    const std::string verdict = font.as_tested() ? " ✓" : " ≠ " + font.tested;
    sheet.text({{font.name + ": ", kSmall}, {in_one_piece(font.found + verdict), kSmall}});
  }
  sheet.space(8);
  add_ruler_across(sheet);
  add_ruler_down(sheet);
  add_bar(sheet);
  add_wedge(sheet);
  if (const auto added = add_codes(sheet); !added) return added;
  add_foot(sheet, page.head);
  return {};
}

void invent(core::TestPage& page, const std::string&) { page.device = "file:prints"; }

}  // namespace otkel::printer
