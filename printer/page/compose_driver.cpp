// What a driver takes along: queue ticket, call slip, no-fault slip. Three languages, and big
// enough to be read at night in a cabin.
#include "printer/page/compose.hpp"
#include "printer/page/form_a3.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Words kPlate{"Көлік нөмірі", "Госномер", "车牌号"};
constexpr Words kBooking{"Бронь", "Бронь", "预约号"};
constexpr Words kApplication{"Өтініш", "Заявление", "申请号"};

void add_plate(Sheet& sheet, std::string_view plate) {
  sheet.open_frame();
  sheet.text({{joined(kPlate), kSmall}}, centered());
  sheet.headline(plate, 84, centered());
  sheet.close_frame();
}

void add_keys(Sheet& sheet, const std::string& booking,
              const std::optional<std::string>& application) {
  if (!booking.empty()) add_number(sheet, kBooking, booking, 38);
  if (application) add_number(sheet, kApplication, *application, 38);
}

// What to do now, one sentence in each language.
void add_advice(Sheet& sheet, const Words& words) {
  sheet.space(10);
  for (const std::string_view line : {words.kk, words.ru, words.zh}) {
    sheet.text({{std::string(line), 25, Weight::bold}}, centered());
    sheet.space(2);
  }
}

std::string span_of(core::Instant from, core::Instant until, core::minutes offset) {
  return clock_time(from, offset) + "–" + clock_time(until, offset);
}

void add_slot(Sheet& sheet, const core::QueueTicket& ticket) {
  const auto day = core::local_date(ticket.slot_start, core::kKazakhstanOffset);
  sheet.text({{joined({"Кіру уақыты", "Время въезда", "入境时段"}), kSmall}}, centered());
  sheet.headline(span_of(ticket.slot_start, ticket.slot_end, core::kKazakhstanOffset), 80,
                 centered());
  sheet.headline(plain_date(day), 40, centered());
  const auto beijing_day = core::local_date(ticket.slot_start, core::kBeijingOffset);
  const std::string date =
      beijing_day == day ? std::string() : plain_date(beijing_day) + std::string(kNoBreak);
  sheet.text({{"Бейжің / Пекин / 北京时间: ", kWords},
              {date + span_of(ticket.slot_start, ticket.slot_end, core::kBeijingOffset), 28,
               Weight::bold}},
             centered());
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::QueueTicket& ticket,
                           std::string_view qr_text) {
  add_head(sheet, ticket.head, {"КЕЗЕК ТАЛОНЫ", "ТАЛОН ОЧЕРЕДИ", "排队票"});
  add_plate(sheet, ticket.plate);
  sheet.space(8);
  if (ticket.place)
    add_number(sheet, {"Кезектегі орныңыз", "Ваше место в очереди", "排队序号"},
               std::to_string(*ticket.place), 130);
  add_slot(sheet, ticket);
  if (ticket.late)
    add_alert(sheet, {"УАҚЫТЫНАН КЕШ КЕЛДІ", "ПРИБЫЛ ПОЗЖЕ ВРЕМЕНИ", "晚于预约时间到达"});
  sheet.space(6);
  add_keys(sheet, ticket.booking_no, ticket.application_no);
  add_advice(sheet, {"Көлікте күтіңіз. Нөміріңіз таблода шыққанда кіріңіз.",
                     "Ждите в машине. Въезжайте, когда номер появится на табло.",
                     "请在车内等候。显示屏出现您的车牌号时再驶入。"});
  if (!qr_text.empty()) {
    const auto qr = make_qr(qr_text, sheet.text_width());
    if (!qr) return std::unexpected(qr.error());
    sheet.space(6);
    sheet.qr(*qr);
    sheet.text({{joined({"Өтініштің күйі", "Состояние заявления", "申请状态"}), kSmall}},
               centered());
  }
  add_foot(sheet, ticket.head);
  return {};
}

core::Result<void> compose(Sheet& sheet, const core::CallSlip& slip, std::string_view) {
  add_head(sheet, slip.head, {"ШАҚЫРУ", "ВЫЗОВ", "叫号单"});
  sheet.open_frame();
  sheet.text({{joined({"Жолақ", "Полоса", "车道"}), 28, Weight::bold}}, centered());
  sheet.headline(slip.lane, 200, centered());
  sheet.close_frame();
  sheet.space(8);
  add_number(sheet, kPlate, slip.plate, 84);
  if (!slip.ground.empty()) {
    add_alert(sheet, {"КЕЗЕКТЕН ТЫС", "ВНЕ ОЧЕРЕДИ", "优先通行"});
    add_entry(sheet, {"Негіздемесі", "Основание", "依据"}, slip.ground);
    sheet.space(8);
  }
  add_keys(sheet, slip.booking_no, slip.application_no);
  sheet.space(6);
  add_moment(sheet, {"Шақырылды", "Вызван", "叫号时间"}, slip.called_at);
  add_advice(sheet, {"Осы жолаққа кіріңіз. Бұл қағазды қызметкерге көрсетіңіз.",
                     "Въезжайте на эту полосу. Покажите этот лист сотруднику.",
                     "请驶入此车道，并向工作人员出示本单。"});
  add_foot(sheet, slip.head);
  return {};
}

core::Result<void> compose(Sheet& sheet, const core::NoFaultSlip& slip, std::string_view) {
  add_head(sheet, slip.head,
           {"АНЫҚТАМА: КІДІРІС ЖҮРГІЗУШІНІҢ КІНӘСІНЕН ЕМЕС",
            "СПРАВКА: ЗАДЕРЖКА НЕ ПО ВИНЕ ВОДИТЕЛЯ", "证明：延误并非司机责任"});
  add_plate(sheet, slip.plate);
  sheet.space(8);
  add_keys(sheet, slip.booking_no, std::nullopt);
  sheet.space(4);
  add_moment(sheet, {"Басталды", "Начало", "开始"}, slip.from);
  sheet.space(6);
  if (slip.until) add_moment(sheet, {"Аяқталды", "Окончание", "结束"}, *slip.until);
  if (!slip.until) add_alert(sheet, {"ӘЛІ ЖАЛҒАСУДА", "ЕЩЁ ПРОДОЛЖАЕТСЯ", "仍在持续"});
  sheet.space(4);
  add_entry(sheet, {"Себебі", "Причина", "原因"}, slip.reason);
  add_signature(sheet, {"Қолы, мөр", "Подпись, печать", "签字盖章"}, slip.head.officer);
  add_foot(sheet, slip.head);
  return {};
}

void invent(core::QueueTicket& ticket, const std::string& prefix) {
  ticket.plate = "123ABC05";
  ticket.booking_no = prefix + "B25-000731";
  ticket.application_no = prefix + "25-000123";
  ticket.slot_start = std::chrono::floor<hours>(ticket.head.printed_at) + hours(1);
  ticket.slot_end = ticket.slot_start + minutes(30);
  ticket.place = 7;
}

void invent(core::CallSlip& slip, const std::string& prefix) {
  slip.plate = "123ABC05";
  slip.booking_no = prefix + "B25-000731";
  slip.application_no = prefix + "25-000123";
  slip.lane = "3";
  slip.called_at = slip.head.printed_at;
}

void invent(core::NoFaultSlip& slip, const std::string& prefix) {
  slip.plate = "123ABC05";
  slip.booking_no = prefix + "B25-000731";
  slip.from = slip.head.printed_at - hours(5);
  slip.until = slip.head.printed_at - minutes(20);
  slip.reason = "Боран, жол 5 сағат жабық болды / Буран, дорога была закрыта 5 часов";
}

}  // namespace otkel::printer
