// Sheets about many blanks: what came into the stock, what a shift did with it.
#include "printer/page/compose.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

void add_count(Sheet& sheet, const Words& caption, std::int64_t count,
               Weight weight = Weight::regular) {
  sheet.row({joined(caption), kWords, weight}, {std::to_string(count), 28, Weight::bold});
  sheet.space(3);
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

// In the order in which it adds up: what was there, what came, what went (I8); what was given out
// and how it ended (I7).
core::Result<void> compose(Sheet& sheet, const core::ShiftReport& report, std::string_view) {
  add_head(sheet, report.head, {"АУЫСЫМ ЕСЕБІ", "ОТЧЁТ ЗА СМЕНУ"});
  sheet.text({{local_time(report.from) + " – " + local_time(report.until) + kNoBreak + "UTC+5",
               kValues, Weight::bold}},
             centered());
  add_rule(sheet);
  add_count(sheet, {"Қоймада басында", "На складе в начале"}, report.in_stock_before);
  add_count(sheet, {"Қабылданды", "Принято"}, report.received);
  add_count(sheet, {"Бөлінді", "Распределено"}, report.allocated);
  add_count(sheet, {"Қоймада соңында", "На складе в конце"}, report.in_stock_after, Weight::bold);
  add_rule(sheet);
  add_count(sheet, {"Берілді", "Выдано"}, report.issued);
  add_count(sheet, {"Өтелді", "Погашено"}, report.redeemed);
  add_count(sheet, {"Қайтарылды", "Возвращено"}, report.returned);
  add_count(sheet, {"Жоғалды", "Утеряно"}, report.lost);
  add_count(sheet, {"Жойылды", "Аннулировано"}, report.annulled);
  add_count(sheet, {"Бүлінді", "Испорчено"}, report.spoiled);
  add_count(sheet, {"Аймақта, аяқталмаған", "В зоне, не завершено"}, report.in_zone, Weight::bold);
  add_count(sheet, {"Аумақтағы көліктер", "Машин на территории"}, report.trucks_inside,
            Weight::bold);
  add_rule(sheet);
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
