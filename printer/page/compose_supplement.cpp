// The supplement on paper: form A3 in its Kazakh wording, the QR and what the
// officer writes into the blank by hand.
#include "printer/page/compose.hpp"
#include "printer/page/form_a3.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

void add_numbers(Sheet& sheet, const core::SupplementPrint& print) {
  add_marks(sheet, print.demonstration, print.attempt);
  sheet.text({{"Өткізу пункті / Пункт пропуска: ", kSmall},
              {in_one_piece(print.checkpoint_kk), 28, Weight::bold}},
             centered());
  add_rule(sheet);
  sheet.text({{std::string(kFormTitle), 27, Weight::bold}}, centered());
  sheet.space(4);
  add_pair(sheet, {{"Бланк нөмірі", "№ бланка"}, print.blank_number, 60},
           {{"Өтініш нөмірі", "№ заявления"}, print.application_no, 44});
  // To be compared with the vehicle and the calendar from beside the truck.
  add_pair(sheet, {{"Көлік нөмірі", "Госномер"}, print.plate, 60},
           {{"Соңғы күні", "Действует по"}, plain_date(print.text.valid_until), 60});
  add_rule(sheet);
}

// A short word at the end would be alone on a line of its own.
std::string without_orphan(std::string value) {
  constexpr std::size_t kShort = 10;  // bytes: five Cyrillic letters
  const auto last = value.rfind(' ');
  if (last != std::string::npos && value.size() - last - 1 <= kShort)
    value.replace(last, 1, kNoBreak);
  return value;
}

void add_fields(Sheet& sheet, const core::SupplementPrint& print) {
  for (const FormLine& line : form_lines(print.text, print.blank_number)) {
    constexpr int kForm = 20, kValue = 23;
    std::vector<Run> runs{{std::to_string(line.number) + ". ", kForm, Weight::regular}};
    for (const Piece& piece : line.pieces)
      runs.push_back(piece.part == Part::value
                         ? Run{without_orphan(with_units(piece.text)), kValue, Weight::bold}
                         : Run{piece.text, kForm, Weight::regular});
    sheet.text(runs);
    sheet.space(2);
  }
}

void add_end(Sheet& sheet, const core::SupplementPrint& print) {
  add_both_times(sheet, {"Берілді", "Выдано"}, print.issued_at);
  sheet.text(
      {{"Қызметкер / Сотрудник: ", kWords}, {in_one_piece(print.officer), kValues, Weight::bold}},
      centered());
  add_attempt(sheet, print.attempt);
}

void add_by_hand(Sheet& sheet, std::string_view caption, const std::string& value) {
  sheet.space(3);
  sheet.text({{std::string(caption) + " ", kSmall}, {with_units(value), kValues, Weight::bold}});
}

// exactly these four and nothing else go into the blank by hand.
void add_officers_copy(Sheet& sheet, const core::SupplementPrint& print) {
  sheet.space(8);
  sheet.open_frame();
  sheet.text({{"Бланкіге қолмен / Вписать в бланк: ", kSmall},
              {print.blank_number, kValues, Weight::bold}});
  add_by_hand(sheet, "а) Тасымалдаушы / Перевозчик:", print.text.carrier_name);
  add_by_hand(
      sheet, "б) Заңды мекенжайы / Юридический адрес:", without_orphan(print.text.carrier_address));
  add_by_hand(sheet, "в) Маркасы, нөмірі / Марка, госномер:", make_and_plate(print));
  add_by_hand(sheet, "г) Берілген күні / Дата выдачи:",
              plain_date(core::local_date(print.issued_at, core::kKazakhstanOffset)));
  sheet.text({{"Мөр, қол / Печать, подпись", kSmall}});
  sheet.close_frame();
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::SupplementPrint& print,
                           std::string_view qr_text) {
  add_numbers(sheet, print);
  add_fields(sheet, print);
  if (auto proof = add_proof(sheet, qr_text); !proof) return proof;
  add_end(sheet, print);
  add_officers_copy(sheet, print);
  return {};
}

}  // namespace otkel::printer
