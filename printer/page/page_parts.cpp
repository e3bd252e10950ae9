// Head, foot and the blocks between them.
#include "printer/page/page_parts.hpp"

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
  sheet.headline(number, size, centered());
}

void add_entry(Sheet& sheet, const Words& caption, std::string_view value) {
  const bool blank = value.find_first_not_of(' ') == std::string_view::npos;
  sheet.space(4);
  sheet.text({{joined(caption), kSmall}});
  sheet.text({{blank ? "—" : std::string(value), kValues, Weight::bold}});
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

void add_attempt(Sheet& sheet, std::int64_t attempt) {
  sheet.text({{"Басып шығару / Печать № " + std::to_string(attempt), kSmall}}, centered());
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
