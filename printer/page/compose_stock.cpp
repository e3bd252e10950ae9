// Sheets about many blanks: what came into the stock, what a shift did with it.
#include "printer/page/compose.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

void add_figure(Sheet& sheet, const std::string& caption, Weight weight, std::int64_t count) {
  sheet.row({caption, kWords, weight}, {std::to_string(count), 28, Weight::bold});
  sheet.space(3);
}

void add_count(Sheet& sheet, const Words& caption, std::int64_t count,
               Weight weight = Weight::regular) {
  add_figure(sheet, joined(caption), weight, count);
}

/// A line of a sum: '+' and '−' before the caption, '=' before the last.
void add_term(Sheet& sheet, std::string_view sign, const Words& caption, std::int64_t count) {
  add_figure(sheet, std::string(sign) + kNoBreak + joined(caption),
             sign == "=" ? Weight::bold : Weight::regular, count);
}

// What was there, what came, what went (I8).
void add_stock(Sheet& sheet, const core::ShiftReport& report) {
  add_count(sheet, {"Қоймада басында", "На складе в начале"}, report.in_stock_before);
  add_term(sheet, "+", {"Қабылданды", "Принято"}, report.received);
  add_term(sheet, "−", {"Бөлінді", "Распределено"}, report.allocated);
  if (report.left_stock)
    add_term(sheet, "−", {"Өтінішсіз шықты", "Выбыло без заявления"}, *report.left_stock);
  add_term(sheet, "=", {"Қоймада соңында", "На складе в конце"}, report.in_stock_after);
  add_rule(sheet);
}

// What was given out and how it ended (I7); what ended before stands apart.
void add_zone(Sheet& sheet, const core::ShiftReport& report) {
  if (report.in_zone_before)
    add_count(sheet, {"Аймақта басында", "В зоне в начале"}, *report.in_zone_before);
  add_term(sheet, "+", {"Берілді", "Выдано"}, report.issued);
  add_term(sheet, "−", {"Өтелді", "Погашено"}, report.redeemed);
  add_term(sheet, "−", {"Қайтарылды", "Возвращено"}, report.returned);
  add_term(sheet, "−", {"Жоғалды", "Утеряно"}, report.lost);
  add_term(sheet, "−", {"Жойылды", "Аннулировано"}, report.annulled);
  add_term(sheet, "−", {"Бүлінді", "Испорчено"}, report.spoiled);
  add_term(sheet, "=", {"Аймақта, аяқталмаған", "В зоне, не завершено"}, report.in_zone);
  add_rule(sheet);
  if (report.not_issued)
    add_count(sheet, {"Берілмей аяқталды", "Закончено до выдачи"}, *report.not_issued);
  add_count(sheet, {"Аумақтағы көліктер", "Машин на территории"}, report.trucks_inside,
            Weight::bold);
  add_rule(sheet);
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::StockReceipt& receipt, std::string_view) {
  add_head(sheet, receipt.head, {"БЛАНКІЛЕРДІ ҚАБЫЛДАУ", "ПРИЁМ БЛАНКОВ"});
  add_number(sheet, {"Топтама", "Партия"}, receipt.batch, 38);
  add_number(sheet, {"Саны", "Количество"}, std::to_string(receipt.count), 84);
  add_number(sheet, {"Бірінші нөмір", "Первый номер"}, receipt.first, 48);
  add_number(sheet, {"Соңғы нөмір", "Последний номер"}, receipt.last, 48);
  add_rule(sheet);
  add_count(sheet, {"Қоймада бұрын", "Было на складе"}, receipt.in_stock_before);
  add_count(sheet, {"Қабылданды", "Принято"}, receipt.count);
  add_count(sheet, {"Қоймада қазір", "Стало на складе"}, receipt.in_stock_after, Weight::bold);
  add_signature(sheet, {"Қабылдады, қолы", "Принял, подпись"}, receipt.head.officer);
  add_signature(sheet, {"Тапсырды, қолы", "Сдал, подпись"}, "");
  add_foot(sheet, receipt.head);
  return {};
}

core::Result<void> compose(Sheet& sheet, const core::ShiftReport& report, std::string_view) {
  add_head(sheet, report.head, {"АУЫСЫМ ЕСЕБІ", "ОТЧЁТ ЗА СМЕНУ"});
  sheet.text({{local_time(report.from) + " – " + local_time(report.until) + kNoBreak + "UTC+5",
               kValues, Weight::bold}},
             centered());
  add_rule(sheet);
  add_stock(sheet, report);
  add_zone(sheet, report);
  sheet.text({{joined({"Ашық оқиғалар", "Открытые происшествия"}) + ": " +
                   std::to_string(report.incidents.size()),
               kWords, Weight::bold}});
  for (const std::string& incident : report.incidents) {
    sheet.space(4);
    sheet.text({{"• " + incident, kWords}});
  }
  add_signature(sheet, {"Ауысымды тапсырды, қолы", "Смену сдал, подпись"}, report.head.officer);
  add_signature(sheet, {"Ауысымды қабылдады, қолы", "Смену принял, подпись"}, "");
  add_foot(sheet, report.head);
  return {};
}

void invent(core::StockReceipt& receipt, const std::string& prefix) {
  receipt.batch = prefix + "-2025-03";
  receipt.first = "C00000201";
  receipt.last = "C00000400";
  receipt.count = 200;
  receipt.in_stock_before = 412;
  receipt.in_stock_after = 612;
}

void invent(core::ShiftReport& report, const std::string&) {
  report.from = report.head.printed_at - std::chrono::hours(12);
  report.until = report.head.printed_at;
  report.in_stock_before = 412;
  report.received = 200;
  report.allocated = 57;
  report.issued = 55;
  report.redeemed = 49;
  report.in_zone_before = 2;
  report.left_stock = 0;
  report.not_issued = 1;
  report.returned = 2;
  report.lost = 1;
  report.annulled = 0;
  report.spoiled = 1;
  report.in_stock_after = 555;
  report.in_zone = 4;
  report.trucks_inside = 4;
  report.incidents = {
      "07:42 бланк C00000009: қағазда бар-жоғы белгісіз / неизвестно, есть ли на бумаге",
      "11:05 камера gate-1: 10 мин байланыс жоқ / нет связи 10 мин"};
}

}  // namespace otkel::printer
