// Acts on one blank: it came back, it is lost. Two persons sign.
#include "printer/page/compose.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {
namespace {

core::Result<void> add_act(Sheet& sheet, const core::SheetHead& head, const core::BlankAct& act,
                           const Words& when, std::string_view qr_text) {
  add_number(sheet, {"Шетелдік рұқсат бланкісінің нөмірі", "№ бланка"}, act.blank, 60);
  add_number(sheet, {"Өтініш нөмірі", "№ заявления"}, act.application_no, 44);
  add_rule(sheet);
  add_entry(sheet, {"Көлік нөмірі", "Госномер"}, act.plate);
  add_entry(sheet, {"Тасымалдаушы", "Перевозчик"}, act.carrier_name);
  add_entry(sheet, {"БСН/ЖСН", "БИН/ИИН"}, act.carrier_bin);
  add_entry(sheet, when, local_time(act.at) + kNoBreak + "UTC+5");
  add_entry(sheet, {"Себебі", "Причина"}, act.reason);
  add_signature(sheet, {"Қызметкер, қолы", "Сотрудник, подпись"}, head.officer);
  if (!act.second_officer.empty())
    add_signature(sheet, {"Екінші қызметкер, қолы", "Второй сотрудник, подпись"},
                  act.second_officer);
  add_signature(sheet, {"Тасымалдаушының өкілі, қолы", "Представитель перевозчика, подпись"}, "");
  if (auto proof = add_proof(sheet, qr_text); !proof) return proof;
  add_foot(sheet, head);
  return {};
}

core::BlankAct invented(const core::SheetHead& head, const std::string& prefix) {
  core::BlankAct act;
  act.blank = "C00000017";
  act.application_no = prefix + "25-000123";
  act.plate = "123ABC05";
  act.carrier_name = "«Көкжиек Логистик» ЖШС";
  act.carrier_bin = "050140000013";
  act.at = head.printed_at - std::chrono::minutes(12);
  return act;
}

}  // namespace

core::Result<void> compose(Sheet& sheet, const core::ReturnAct& act, std::string_view qr_text) {
  add_head(sheet, act.head, {"БЛАНКІНІ ҚАЙТАРУ АКТІСІ", "АКТ ВОЗВРАТА БЛАНКА"});
  return add_act(sheet, act.head, act.act, {"Қайтарылған уақыты", "Время возврата"}, qr_text);
}

core::Result<void> compose(Sheet& sheet, const core::LossAct& act, std::string_view qr_text) {
  add_head(sheet, act.head, {"БЛАНКІНІҢ ЖОҒАЛҒАНЫ ТУРАЛЫ АКТ", "АКТ ОБ УТРАТЕ БЛАНКА"});
  return add_act(sheet, act.head, act.act, {"Хабарланған уақыты", "Время извещения"}, qr_text);
}

void invent(core::ReturnAct& act, const std::string& prefix) {
  act.act = invented(act.head, prefix);
  act.act.reason = "Көлік шекараны кеспей кері қайтты / Машина вернулась, не пересекая границы";
}

void invent(core::LossAct& act, const std::string& prefix) {
  act.act = invented(act.head, prefix);
  act.act.reason = "Жүргізуші жолда жоғалтты / Водитель потерял в пути";
  act.act.second_officer = "Б. Нұрланова";
}

}  // namespace otkel::printer
