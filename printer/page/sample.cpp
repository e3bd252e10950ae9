// What the sample pages say.
#include "printer/page/sample.hpp"

#include <chrono>
#include <string>

#include "core/value/instant.hpp"
#include "printer/page/compose.hpp"

namespace otkel::printer {
namespace {

template <class Sheet>
core::Document sample_of(const core::SheetHead& head, core::NumberPrefix prefix) {
  Sheet sheet;
  sheet.head = head;
  invent(sheet, prefix.str());
  return sheet;
}

template <class... Sheets>
std::vector<core::Document> samples(
    const core::SheetHead& head, core::NumberPrefix prefix,
    std::type_identity<std::variant<core::SupplementPrint, Sheets...>>) {
  return {sample_supplement(head, prefix), sample_of<Sheets>(head, prefix)...};
}

core::LocalDate a_month_after(core::LocalDate day) {
  const auto same = day + std::chrono::months{1};
  return same.ok() ? same : same.year() / same.month() / std::chrono::last;
}

}  // namespace

core::SupplementPrint sample_supplement(const core::SheetHead& head, core::NumberPrefix prefix) {
  // A supplement is handed over while it is valid: nothing else is fit to be signed.
  const auto today = core::local_date(head.printed_at, core::kKazakhstanOffset);
  core::SupplementPrint print;
  print.text = {
      .carrier_name = "«Көкжиек Логистик» ЖШС",
      .carrier_address =
          "Қазақстан Республикасы, Жетісу облысы, Талдықорған қаласы, Өтенай батыр "
          "көшесі 14, 3-кеңсе",
      .vehicle = "Volvo FH 460, 20 т, 2 орын, 123ABC05",
      .planned_crossing = core::to_iso(today),
      .valid_from = core::to_iso(today),
      .valid_until = core::to_iso(a_month_after(today)),
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
  print.application_no = prefix.str() + core::to_iso(today).substr(2, 2) + "-000123";
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
                                             core::NumberPrefix prefix) {
  return samples(head, prefix, std::type_identity<core::Document>{});
}

}  // namespace otkel::printer
