// What stands where on the supplement.
#include "printer/layout.hpp"

#include "printer/form_a3.hpp"
#include "printer/sheet.hpp"

namespace otkel::printer {
namespace {

constexpr int kWords = 21;  // 2.6 mm at 203 dpi
constexpr int kValues = 24;
constexpr int kSmall = 20;
constexpr const char* kNoBreak = "\u00a0";

TextStyle centered(Ink ink = Ink::black) { return {.align = Align::center, .ink = ink}; }

// A demonstration and a duplicate must be seen from across the lane.
void add_marks(Sheet& sheet, const core::SupplementPrint& print) {
  if (print.demonstration) {
    sheet.headline("ҮЛГІ / ОБРАЗЕЦ", 56, centered(Ink::white_on_black));
    sheet.space(8);
  }
  if (print.attempt >= 2) {
    sheet.headline("КӨШІРМЕ / ДУБЛИКАТ № " + std::to_string(print.attempt), 44,
                   centered(Ink::white_on_black));
    sheet.space(8);
  }
}

void add_number(Sheet& sheet, std::string_view caption, std::string_view number, int size) {
  sheet.text({{std::string(caption), kSmall}}, centered());
  sheet.headline(number, size, centered());
}

void add_head(Sheet& sheet, const core::SupplementPrint& print) {
  add_marks(sheet, print);
  sheet.text({{print.checkpoint_kk, kWords, Weight::bold}}, centered());
  sheet.space(6);
  sheet.rule(RuleKind::solid);
  sheet.space(6);
  sheet.text({{std::string(kFormTitle), 27, Weight::bold}}, centered());
  sheet.space(8);
  add_number(sheet, "Шетелдік рұқсат бланкісінің нөмірі / № бланка", print.blank_number, 60);
  add_number(sheet, "Өтініш нөмірі / № заявления", print.application_no, 44);
  sheet.space(6);
  sheet.rule(RuleKind::solid);
  sheet.space(8);
}

void add_fields(Sheet& sheet, const core::SupplementPrint& print) {
  for (const FormLine& line : form_lines(print.text, print.blank_number)) {
    std::vector<Run> runs;
    for (const Piece& piece : line.pieces)
      runs.push_back(piece.part == Part::value ? Run{piece.text, kValues, Weight::bold}
                                               : Run{piece.text, kWords, Weight::regular});
    runs.insert(runs.begin(), Run{std::to_string(line.number) + ". ", kWords, Weight::regular});
    sheet.text(runs);
    sheet.space(5);
  }
}

// A name of usual length goes to the next line as a whole.
std::string in_one_piece(std::string_view name) {
  constexpr std::size_t kUsual = 50;
  std::string out;
  for (const char c : name) out += c == ' ' && name.size() <= kUsual ? kNoBreak : std::string(1, c);
  return out;
}

// Local time first; a Chinese driver's watch shows the other one.
void add_foot(Sheet& sheet, const core::SupplementPrint& print) {
  const auto day = core::local_date(print.issued_at, core::kKazakhstanOffset);
  const auto beijing_day = core::local_date(print.issued_at, core::kBeijingOffset);
  const std::string beijing =
      (day == beijing_day ? std::string() : plain_date(beijing_day) + kNoBreak) +
      clock_time(print.issued_at, core::kBeijingOffset);
  sheet.text({{"Берілді / Выдано: ", kWords},
              {plain_date(day) + kNoBreak + clock_time(print.issued_at, core::kKazakhstanOffset) +
                   kNoBreak + "UTC+5",
               kValues, Weight::bold}},
             centered());
  sheet.text({{"Бейжің / Пекин / 北京时间: ", kWords},
              {beijing + kNoBreak + "UTC+8", kValues, Weight::bold}},
             centered());
  sheet.text(
      {{"Қызметкер / Сотрудник: ", kWords}, {in_one_piece(print.officer), kValues, Weight::bold}},
      centered());
  sheet.text({{"Басып шығару / Печать № " + std::to_string(print.attempt), kSmall}}, centered());
}

// exactly these four and nothing else go into the blank by hand.
void add_officers_copy(Sheet& sheet, const core::SupplementPrint& print) {
  const auto day = core::local_date(print.issued_at, core::kKazakhstanOffset);
  sheet.space(14);
  sheet.rule(RuleKind::dashed);
  sheet.space(10);
  sheet.open_frame();
  sheet.text({{"Бланкіге қолмен жазылады / Вписать в бланк", kWords, Weight::bold}}, centered());
  sheet.headline(print.blank_number, 36, centered());
  const auto entry = [&](std::string_view caption, const std::string& value) {
    sheet.space(4);
    sheet.text({{std::string(caption), kSmall}});
    sheet.text({{value, kValues, Weight::bold}});
  };
  entry("а) Тасымалдаушы / Перевозчик", print.text.carrier_name);
  entry("б) Заңды мекенжайы / Юридический адрес", print.text.carrier_address);
  entry("в) Көлік маркасы, мемлекеттік нөмірі / Марка, госномер", make_and_plate(print));
  entry("г) Берілген күні / Дата выдачи", plain_date(day));
  sheet.space(4);
  sheet.text({{"Мөр, қол / Печать, подпись", kSmall}});
  sheet.close_frame();
}

core::Result<void> compose(Sheet& sheet, const core::SupplementPrint& print,
                           std::string_view qr_text) {
  const auto qr = make_qr(qr_text, sheet.text_width());
  if (!qr) return std::unexpected(qr.error());
  add_head(sheet, print);
  add_fields(sheet, print);
  sheet.qr(*qr);
  add_foot(sheet, print);
  add_officers_copy(sheet, print);
  return sheet.check();
}

}  // namespace

core::Result<Rendered> render_supplement_everywhere(const core::SupplementPrint& print,
                                                    std::string_view qr_text, Paper paper) {
  auto fonts = open_fonts();
  if (!fonts) return std::unexpected(fonts.error());
  Sheet sheet(paper, std::move(*fonts));
  if (const auto composed = compose(sheet, print, qr_text); !composed)
    return std::unexpected(composed.error());
  auto page = sheet.page();
  if (!page) return std::unexpected(page.error());
  auto pdf = sheet.pdf(kFormTitle, core::to_iso(print.issued_at));
  if (!pdf) return std::unexpected(pdf.error());
  return Rendered{std::move(*page), std::move(*pdf)};
}

core::Result<Rendered> render(const core::Document& document, std::string_view qr_text,
                              Paper paper) {
  if (const auto* print = std::get_if<core::SupplementPrint>(&document))
    return render_supplement_everywhere(*print, qr_text, paper);
  return core::fail(core::Code::internal,
                    "there is no page for a " + std::string(core::type_of(document)) + " yet");
}

core::Result<Page> render_supplement(const core::SupplementPrint& print, std::string_view qr_text,
                                     Paper paper) {
  auto rendered = render_supplement_everywhere(print, qr_text, paper);
  if (!rendered) return std::unexpected(rendered.error());
  return std::move(rendered->page);
}

}  // namespace otkel::printer
