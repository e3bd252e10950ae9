// What a driver takes along: queue ticket, call slip, no-fault slip. In the driver's language and
// in Kazakh, each value once, and big enough to be read at night in a cabin.
#include "printer/page/compose.hpp"
#include "printer/page/driver_words.hpp"
#include "printer/page/form_a3.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

void add_driver_head(Sheet& sheet, const core::SheetHead& head, const DriverWords& title,
                     Language language) {
  add_marks(sheet, head.demonstration, head.attempt);
  sheet.text(
      {{joined({head.checkpoint_kk, head.checkpoint_ru, head.checkpoint_zh}), 24, Weight::bold}},
      centered());
  add_rule(sheet);
  sheet.text({{joined(both(title, language)), 28, Weight::bold}}, centered());
  sheet.space(4);
}

void add_plate(Sheet& sheet, std::string_view plate, Language language) {
  sheet.open_frame();
  add_number(sheet, both(kPlate, language), plate, 84);
  sheet.close_frame();
}

// What to do now: in the driver's language, and one line in Kazakh for who helps.
void add_advice(Sheet& sheet, const DriverWords& words, Language language) {
  sheet.space(8);
  if (language && *language != core::DriverLanguage::kk)
    sheet.text({{std::string(words.in(*language)), 26, Weight::bold}}, centered());
  const bool kazakh = language == core::DriverLanguage::kk;
  sheet.text({{std::string(words.kk), language && !kazakh ? kSmall : 26,
               language && !kazakh ? Weight::regular : Weight::bold}},
             centered());
  if (language) return;
  sheet.text({{std::string(words.ru), 26, Weight::bold}}, centered());
  sheet.text({{std::string(words.zh), 26, Weight::bold}}, centered());
}

void add_driver_alert(Sheet& sheet, const DriverWords& words, Language language) {
  if (!language) return add_alert(sheet, {words.kk, words.ru, words.zh});
  const auto theirs = words.in(*language);
  add_alert(sheet, {words.kk, theirs == words.kk ? std::string_view() : theirs});
}

void add_driver_foot(Sheet& sheet, const core::SheetHead& head) {
  sheet.space(6);
  sheet.rule(RuleKind::dashed);
  sheet.space(4);
  const std::string time = local_time(head.printed_at) + kNoBreak + "UTC+5";
  const std::string copy = copy_number(head.attempt);
  if (has_columns(sheet)) return sheet.text({{time + " · " + copy, kSmall}}, centered());
  sheet.text({{time, kSmall}}, centered());
  sheet.text({{copy, kSmall}}, centered());
}

std::string span_of(core::Instant from, core::Instant until, core::minutes offset) {
  return clock_time(from, offset) + "–" + clock_time(until, offset);
}

void add_time(Sheet& sheet, const core::QueueTicket& ticket) {
  const auto day = core::local_date(ticket.slot_start, core::kKazakhstanOffset);
  add_number(sheet, both(kEntryTime, ticket.language),
             span_of(ticket.slot_start, ticket.slot_end, core::kKazakhstanOffset), 80);
  sheet.headline(plain_date(day), 44, centered());
  if (!reads_beijing_time(ticket.language)) return;
  const auto beijing_day = core::local_date(ticket.slot_start, core::kBeijingOffset);
  const std::string date =
      beijing_day == day ? std::string() : plain_date(beijing_day) + std::string(kNoBreak);
  // Beside Uyghur words the two times would change places.
  sheet.text({{joined(both(kBeijingTime, ticket.language)), kSmall}}, centered());
  sheet.text({{date + span_of(ticket.slot_start, ticket.slot_end, core::kBeijingOffset), 28,
               Weight::bold}},
             centered());
}

void add_place(Sheet& sheet, const core::QueueTicket& ticket) {
  const auto words = both(kPlace, ticket.language);
  sheet.text({{std::string(words.kk), kSmall}}, centered());
  for (const std::string_view line : {words.ru, words.zh})
    if (!line.empty() && line != words.kk) sheet.text({{std::string(line), kSmall}}, centered());
  sheet.headline(std::to_string(*ticket.place), 110, centered());
}

// Place and time beside each other, as far as the paper is wide enough.
void add_slot(Sheet& sheet, const core::QueueTicket& ticket) {
  if (!ticket.place) return add_time(sheet, ticket);
  side_by_side(sheet, 33, [&] { add_place(sheet, ticket); }, [&] { add_time(sheet, ticket); });
}

void add_key(Sheet& sheet, const DriverWords& caption, const std::string& number,
             Language language) {
  if (!number.empty()) add_line(sheet, both(caption, language), number, 30);
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::QueueTicket& ticket,
                           std::string_view qr_text) {
  const auto language = ticket.language;
  add_driver_head(sheet, ticket.head, kTicketTitle, language);
  add_plate(sheet, ticket.plate, language);
  sheet.space(6);
  add_slot(sheet, ticket);
  if (ticket.late) add_driver_alert(sheet, kLate, language);
  add_key(sheet, kBooking, ticket.booking_no, language);
  add_advice(sheet, kWait, language);
  if (!qr_text.empty()) {
    const auto qr = make_qr(qr_text, sheet.text_width());
    if (!qr) return std::unexpected(qr.error());
    add_qr(sheet, *qr, joined(both(kState, language)), qr_text);
  }
  add_driver_foot(sheet, ticket.head);
  return {};
}

core::Result<void> compose(Sheet& sheet, const core::CallSlip& slip, std::string_view) {
  const auto language = slip.language;
  add_driver_head(sheet, slip.head, kCallTitle, language);
  sheet.open_frame();
  sheet.text({{joined(both(kLane, language)), 28, Weight::bold}}, centered());
  sheet.headline(or_dash(slip.lane), 160, centered());
  sheet.close_frame();
  sheet.space(4);
  add_number(sheet, both(kPlate, language), slip.plate, 84);
  if (!slip.ground.empty()) {
    add_driver_alert(sheet, kOutOfTurn, language);
    sheet.text({{slip.ground, kValues, Weight::bold}}, centered());
    sheet.space(4);
  }
  add_key(sheet, kBooking, slip.booking_no, language);
  add_line(sheet, both(kCalled, language), local_time(slip.called_at), kValues);
  if (reads_beijing_time(language))
    add_line(sheet, both(kBeijingTime, language), beijing_time(slip.called_at), kValues);
  add_advice(sheet, kDriveIn, language);
  add_driver_foot(sheet, slip.head);
  return {};
}

core::Result<void> compose(Sheet& sheet, const core::NoFaultSlip& slip, std::string_view qr_text) {
  add_head(sheet, slip.head,
           {"АНЫҚТАМА: КІДІРІС ЖҮРГІЗУШІНІҢ КІНӘСІНЕН ЕМЕС",
            "СПРАВКА: ЗАДЕРЖКА НЕ ПО ВИНЕ ВОДИТЕЛЯ", "证明：延误并非司机责任"});
  add_plate(sheet, slip.plate, std::nullopt);
  sheet.space(8);
  add_key(sheet, kBooking, slip.booking_no, std::nullopt);
  sheet.space(4);
  add_moment(sheet, {"Басталды", "Начало", "开始"}, slip.from);
  sheet.space(6);
  if (slip.until) add_moment(sheet, {"Аяқталды", "Окончание", "结束"}, *slip.until);
  if (!slip.until) add_alert(sheet, {"ӘЛІ ЖАЛҒАСУДА", "ЕЩЁ ПРОДОЛЖАЕТСЯ", "仍在持续"});
  sheet.space(4);
  add_entry(sheet, {"Себебі", "Причина", "原因"}, slip.reason);
  add_signature(sheet, {"Қолы, мөр", "Подпись, печать", "签字盖章"}, slip.head.officer);
  if (auto proof = add_proof(sheet, qr_text); !proof) return proof;
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
  slip.reason = "Боран, жол 5 сағат жабық болды / Буран, дорога закрыта 5 часов";
}

}  // namespace otkel::printer
