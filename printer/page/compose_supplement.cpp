// The supplement on paper: form A3 in its Kazakh wording, the QR and what the
// officer writes into the blank by hand.
#include "core/value/sheet_check.hpp"
#include "printer/page/compose.hpp"
#include "printer/page/form_a3.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

void add_numbers(Sheet& sheet, const core::SupplementPrint& print) {
  add_marks(sheet, print.demonstration, print.attempt);
  sheet.text({{"Өткізу пункті / Пункт пропуска", kSmall}}, centered());
  sheet.text({{print.checkpoint_kk, 32, Weight::bold}}, centered());
  add_rule(sheet);
  sheet.text({{std::string(kFormTitle), 27, Weight::bold}}, centered());
  sheet.space(8);
  add_number(sheet, {"Шетелдік рұқсат бланкісінің нөмірі", "№ бланка"}, print.blank_number, 60);
  add_number(sheet, {"Өтініш нөмірі", "№ заявления"}, print.application_no, 44);
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
    std::vector<Run> runs{{std::to_string(line.number) + ". ", kWords, Weight::regular}};
    for (const Piece& piece : line.pieces)
      runs.push_back(piece.part == Part::value
                         ? Run{without_orphan(piece.text), kValues, Weight::bold}
                         : Run{piece.text, kWords, Weight::regular});
    sheet.text(runs);
    sheet.space(5);
  }
}

/// For a person who types the register's address: the eight signs that the QR carries in its path.
void add_check(Sheet& sheet, std::string_view qr_text) {
  const auto check = core::check_in_link(qr_text);
  if (!check) return;
  std::string signs = check->in_groups();
  signs.replace(signs.find(' '), 1, kNoBreak);
  sheet.text({{"Тексеру коды / Код проверки: ", kSmall}, {signs, kValues, Weight::bold}},
             centered());
}

void add_end(Sheet& sheet, const core::SupplementPrint& print) {
  add_both_times(sheet, {"Берілді", "Выдано"}, print.issued_at);
  sheet.text(
      {{"Қызметкер / Сотрудник: ", kWords}, {in_one_piece(print.officer), kValues, Weight::bold}},
      centered());
  add_attempt(sheet, print.attempt);
}

// exactly these four and nothing else go into the blank by hand.
void add_officers_copy(Sheet& sheet, const core::SupplementPrint& print) {
  sheet.space(14);
  sheet.rule(RuleKind::dashed);
  sheet.space(10);
  sheet.open_frame();
  sheet.text({{"Бланкіге қолмен жазылады / Вписать в бланк", kWords, Weight::bold}}, centered());
  sheet.headline(print.blank_number, 36, centered());
  add_entry(sheet, {"а) Тасымалдаушы", "Перевозчик"}, without_orphan(print.text.carrier_name));
  add_entry(sheet, {"б) Заңды мекенжайы", "Юридический адрес"},
            without_orphan(print.text.carrier_address));
  add_entry(sheet, {"в) Көлік маркасы, мемлекеттік нөмірі", "Марка, госномер"},
            make_and_plate(print));
  add_entry(sheet, {"г) Берілген күні", "Дата выдачи"},
            plain_date(core::local_date(print.issued_at, core::kKazakhstanOffset)));
  sheet.space(4);
  sheet.text({{"Мөр, қол / Печать, подпись", kSmall}});
  sheet.close_frame();
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::SupplementPrint& print,
                           std::string_view qr_text) {
  const auto qr = make_qr(qr_text, sheet.text_width());
  if (!qr) return std::unexpected(qr.error());
  add_numbers(sheet, print);
  add_fields(sheet, print);
  sheet.qr(*qr);
  add_check(sheet, qr_text);
  add_end(sheet, print);
  add_officers_copy(sheet, print);
  return {};
}

}  // namespace otkel::printer
