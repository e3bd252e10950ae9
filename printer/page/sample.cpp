// What the sample pages say.
#include "printer/page/sample.hpp"

#include <string>

namespace otkel::printer {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

core::BlankAct sample_act(const core::SheetHead& head, const std::string& prefix,
                          std::string reason, std::string second) {
  return {.blank = "C00000017",
          .application_no = prefix + "25-000123",
          .plate = "123ABC05",
          .carrier_name = "«Көкжиек Логистик» ЖШС",
          .carrier_bin = "050140000013",
          .at = head.printed_at - minutes(12),
          .reason = std::move(reason),
          .second_officer = std::move(second)};
}

core::QueueTicket sample_ticket(const core::SheetHead& head, const std::string& prefix) {
  const auto slot = std::chrono::floor<hours>(head.printed_at) + hours(1);
  return {.head = head,
          .plate = "123ABC05",
          .booking_no = prefix + "B25-000731",
          .application_no = prefix + "25-000123",
          .slot_start = slot,
          .slot_end = slot + minutes(30),
          .place = 7,
          .late = false};
}

core::ShiftReport sample_shift(const core::SheetHead& head) {
  return {.head = head,
          .from = head.printed_at - hours(12),
          .until = head.printed_at,
          .in_stock_before = 412,
          .received = 200,
          .allocated = 57,
          .issued = 55,
          .redeemed = 49,
          .returned = 2,
          .lost = 1,
          .annulled = 0,
          .spoiled = 1,
          .in_stock_after = 555,
          .in_zone = 4,
          .trucks_inside = 4,
          .incidents = {"07:42 бланк C00000009: қағазда бар-жоғы белгісіз / неизвестно, есть ли на "
                        "бумаге",
                        "11:05 камера gate-1: 10 мин байланыс жоқ / нет связи 10 мин"}};
}

}  // namespace

core::SupplementPrint sample_supplement(const core::SheetHead& head, core::NumberPrefix prefix) {
  core::SupplementPrint print;
  print.text = {
      .carrier_name = "«Көкжиек Логистик» ЖШС",
      .carrier_address =
          "Қазақстан Республикасы, Жетісу облысы, Талдықорған қаласы, Өтенай батыр "
          "көшесі 14, 3-кеңсе",
      .vehicle = "Volvo FH 460, 20 т, 2 орын, 123ABC05",
      .planned_crossing = "2025-05-20",
      .valid_from = "2025-05-20",
      .valid_until = "2025-06-20",
      .direction_from = "Алматы, Қазақстан",
      .direction_to = "Хоргос, Қытай (霍尔果斯)",
      .checkpoint_exit = "«Нұр жолы»",
      .checkpoint_entry = "«Нұр жолы»",
      .cargo_name = "Бидай ұны, жоғары сұрыпты, 50 кг қаптарда",
      .cargo_weight = "19 800 кг",
      .loading_place = "Алматы қаласы, Рысқұлов даңғылы 57",
      .unloading_place = "新疆霍尔果斯市, Хоргос терминалы",
      .other = "",
  };
  if (head.site != "nur-zholy") {
    print.text.checkpoint_exit = "«" + head.checkpoint_kk + "»";
    print.text.checkpoint_entry = print.text.checkpoint_exit;
  }
  print.blank_number = "C00000017";
  print.application_no = prefix.str() + "25-000123";
  print.plate = "123ABC05";
  print.carrier_bin = "050140000013";
  print.site = head.site;
  print.checkpoint_kk = head.checkpoint_kk;
  print.attempt = head.attempt;
  print.issued_at = head.printed_at;
  print.officer = head.officer;
  print.register_base = head.register_base;
  print.log_head = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  print.demonstration = head.demonstration;
  return print;
}

std::vector<core::Document> sample_documents(const core::SheetHead& head,
                                             core::NumberPrefix letters) {
  const std::string prefix = letters.str();
  return {
      sample_supplement(head, letters),
      sample_ticket(head, prefix),
      core::CallSlip{.head = head,
                     .plate = "123ABC05",
                     .booking_no = prefix + "B25-000731",
                     .application_no = prefix + "25-000123",
                     .lane = "3",
                     .called_at = head.printed_at,
                     .ground = ""},
      core::ReturnAct{head, sample_act(head, prefix,
                                       "Көлік шекараны кеспей кері қайтты / Машина "
                                       "вернулась, не пересекая границы",
                                       "")},
      core::LossAct{head,
                    sample_act(head, prefix, "Жүргізуші жолда жоғалтты / Водитель потерял в пути",
                               "Б. Нұрланова")},
      core::StockReceipt{.head = head,
                         .batch = prefix + "-2025-03",
                         .first = "C00000201",
                         .last = "C00000400",
                         .count = 200,
                         .in_stock_before = 412,
                         .in_stock_after = 612},
      sample_shift(head),
      core::NoFaultSlip{.head = head,
                        .plate = "123ABC05",
                        .booking_no = prefix + "B25-000731",
                        .from = head.printed_at - hours(5),
                        .until = head.printed_at - minutes(20),
                        .reason = "Боран, жол 5 сағат жабық болды / Буран, дорога была закрыта "
                                  "5 часов"},
      core::TestPage{head, "file:prints"},
  };
}

}  // namespace otkel::printer
