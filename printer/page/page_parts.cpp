// Head, foot and the blocks between them.
#include "printer/page/page_parts.hpp"

#include <algorithm>
#include <array>

#include "core/value/sheet_check.hpp"
#include "core/value/words.hpp"
#include "printer/page/form_a3.hpp"

namespace otkel::printer {
namespace {

void add_beijing_time(Sheet& sheet, core::Instant at) {
  sheet.text({{"Бейжің / Пекин / 北京时间: ", kWords},
              {beijing_time(at) + kNoBreak + "UTC+8", kValues, Weight::bold}},
             centered());
}

}  // namespace

std::string joined(const Words& words) {
  std::string out = in_one_piece(words.kk);
  for (const std::string_view more : {words.ru, words.zh})
    if (!more.empty() && more != words.kk) out += std::string(kNoBreak) + "/ " + in_one_piece(more);
  return out;
}

TextStyle centered(Ink ink) { return {.align = Align::center, .ink = ink}; }

void add_marks(Sheet& sheet, bool demonstration, std::int64_t attempt) {
  if (demonstration) {
    sheet.headline("ҮЛГІ / ОБРАЗЕЦ", 56, centered(Ink::white_on_black));
    sheet.space(8);
  }
  if (attempt >= 2) {
    sheet.headline("КӨШІРМЕ / ДУБЛИКАТ № " + std::to_string(attempt), 44,
                   centered(Ink::white_on_black));
    sheet.space(8);
  }
}

void add_rule(Sheet& sheet) {
  sheet.space(6);
  sheet.rule(RuleKind::solid);
  sheet.space(8);
}

void add_head(Sheet& sheet, const core::SheetHead& head, const Words& title) {
  add_marks(sheet, head.demonstration, head.attempt);
  sheet.text(
      {{joined({head.checkpoint_kk, head.checkpoint_ru, head.checkpoint_zh}), 26, Weight::bold}},
      centered());
  add_rule(sheet);
  sheet.text({{std::string(title.kk), 32, Weight::bold}}, centered());
  for (const std::string_view more : {title.ru, title.zh})
    if (!more.empty()) sheet.text({{std::string(more), 28, Weight::bold}}, centered());
  sheet.space(8);
}

void add_number(Sheet& sheet, const Words& caption, std::string_view number, int size) {
  sheet.text({{joined(caption), kSmall}}, centered());
  sheet.headline(or_dash(number), size, centered());
}

bool has_columns(const Sheet& sheet) {
  constexpr int kWide = 500;
  return sheet.text_width() >= kWide;
}

void add_pair(Sheet& sheet, const Number& left, const Number& right) {
  const auto add = [&](const Number& one) {
    return [&] { add_number(sheet, one.caption, one.number, one.size); };
  };
  side_by_side(sheet, 50, add(left), add(right));
}

void add_line(Sheet& sheet, const Words& caption, const std::string& number, int size) {
  if (!has_columns(sheet)) return add_number(sheet, caption, number, size);
  sheet.row({joined(caption), kSmall}, {number, size, Weight::bold});
}

void add_entry(Sheet& sheet, const Words& caption, std::string_view value) {
  sheet.space(4);
  sheet.text({{joined(caption), kSmall}});
  sheet.text({{with_units(or_dash(value)), kValues, Weight::bold}});
}

void add_alert(Sheet& sheet, const Words& words) {
  sheet.space(6);
  for (const std::string_view line : {words.kk, words.ru, words.zh})
    if (!line.empty()) sheet.headline(line, 36, centered(Ink::white_on_black));
  sheet.space(8);
}

void add_signature(Sheet& sheet, const Words& who, std::string_view name) {
  sheet.space(64);  // 8 mm for a hand
  sheet.rule(RuleKind::solid, 1);
  sheet.space(2);
  std::vector<Run> runs{{joined(who), kSmall}};
  if (!name.empty()) {
    runs[0].text += ": ";
    runs.push_back({in_one_piece(name), kSmall, Weight::bold});
  }
  sheet.text(runs);
}

void add_moment(Sheet& sheet, const Words& caption, core::Instant at) {
  sheet.text({{joined(caption), kSmall}}, centered());
  sheet.headline(local_time(at) + kNoBreak + "UTC+5", 36, centered());
  add_beijing_time(sheet, at);
}

void add_both_times(Sheet& sheet, const Words& caption, core::Instant at) {
  sheet.text({{joined(caption) + ": ", kWords},
              {local_time(at) + kNoBreak + "UTC+5", kValues, Weight::bold}},
             centered());
  add_beijing_time(sheet, at);
}

std::string copy_number(std::int64_t attempt) {
  return in_one_piece("Дана / Экземпляр № ") + std::to_string(attempt);
}

void add_attempt(Sheet& sheet, std::int64_t attempt) {
  sheet.text({{copy_number(attempt), kSmall}}, centered());
}

void add_foot(Sheet& sheet, const core::SheetHead& head) {
  sheet.space(10);
  sheet.rule(RuleKind::dashed);
  sheet.space(8);
  add_both_times(sheet, {"Басылды", "Напечатано"}, head.printed_at);
  if (!head.officer.empty())
    sheet.text(
        {{"Қызметкер / Сотрудник: ", kWords}, {in_one_piece(head.officer), kValues, Weight::bold}},
        centered());
  add_attempt(sheet, head.attempt);
}

void add_qr(Sheet& sheet, const QrCode& code, const std::string& caption,
            std::string_view qr_text) {
  constexpr std::string_view kScheme = "HTTPS://";
  sheet.qr(code);
  sheet.text({{caption, kSmall}}, centered());
  auto address = qr_text.substr(0, qr_text.find('#'));
  if (address.starts_with(kScheme)) address.remove_prefix(kScheme.size());
  sheet.text({{std::string(address), kSmall, Weight::bold}}, centered());
}

core::Result<void> add_proof(Sheet& sheet, std::string_view qr_text) {
  if (qr_text.empty()) return {};
  const auto qr = make_qr(qr_text, sheet.text_width());
  if (!qr) return std::unexpected(qr.error());
  add_qr(sheet, *qr, "Тізілімнен тексеру / Проверка в реестре", qr_text);
  const auto check = core::check_in_link(qr_text);
  if (!check) return {};
  std::string signs = check->in_groups();
  signs.replace(signs.find(' '), 1, kNoBreak);
  sheet.text({{"Тексеру коды / Код проверки: ", kSmall}, {signs, kValues, Weight::bold}},
             centered());
  return {};
}

std::string or_dash(std::string_view value) {
  const bool says_nothing = core::trimmed(value).empty();
  return says_nothing ? "—" : std::string(value);
}

std::string with_units(std::string_view value) {
  static constexpr std::array<std::string_view, 22> kUnits{
      "кг", "т",    "тонна", "тонн",  "г",    "л",  "м",   "м²",  "м³", "см", "мм",
      "км", "орын", "мест",  "место", "дана", "шт", "мин", "сағ", "ч",  "kg", "t"};
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool after_digit = value[i] == ' ' && i > 0 && digit(value[i - 1]);
    if (!after_digit) {
      out += value[i];
      continue;
    }
    const auto rest = value.substr(i + 1);
    const auto word = rest.substr(0, rest.find_first_of(" ,;.)/"));
    const bool group = word.size() == 3 && std::ranges::all_of(word, digit);
    const bool unit = std::ranges::find(kUnits, word) != kUnits.end();
    out += group || unit ? kNoBreak : " ";
  }
  return out;
}

std::string in_one_piece(std::string_view name) {
  constexpr std::size_t kUsual = 50;
  std::string out;
  for (const char c : name) out += c == ' ' && name.size() <= kUsual ? kNoBreak : std::string(1, c);
  return out;
}

std::string local_time(core::Instant at) {
  return plain_date(core::local_date(at, core::kKazakhstanOffset)) + kNoBreak +
         clock_time(at, core::kKazakhstanOffset);
}

std::string beijing_time(core::Instant at) {
  const auto day = core::local_date(at, core::kBeijingOffset);
  const bool same = day == core::local_date(at, core::kKazakhstanOffset);
  return (same ? std::string() : plain_date(day) + kNoBreak) + clock_time(at, core::kBeijingOffset);
}

}  // namespace otkel::printer
