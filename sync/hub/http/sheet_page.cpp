// Which sheet it is, where it was printed, and a place where the script says what it is worth.
#include "sync/hub/http/sheet_page.hpp"

#include <array>
#include <utility>

#include "core/fact/document.hpp"
#include "core/value/text.hpp"
#include "sync/hub/http/page_parts.hpp"

namespace otkel::hub {
namespace {

constexpr std::array<std::pair<std::string_view, Words>, 3> kDocuments{{
    {core::ReturnAct::type,
     {"Бланкіні қайтару актісі", "Акт возврата бланка", "许可证退回记录",
      "Act of a blank's return"}},
    {core::LossAct::type,
     {"Бланкінің жоғалғаны туралы акт", "Акт об утрате бланка", "许可证遗失记录",
      "Act of a blank's loss"}},
    {core::NoFaultSlip::type,
     {"Анықтама: кідіріс жүргізушінің кінәсінен емес", "Справка: задержка не по вине водителя",
      "证明：延误并非司机责任", "Slip: a delay without the driver's fault"}},
}};
constexpr Words kSigned{"Қол қойылған парақ", "Подписанный лист", "已签名的打印件", "Signed sheet"};
constexpr Words kMeaning{
    "Парақтағы мәліметтерді төмендегі қол қойылған мәліметтермен салыстырыңыз.",
    "Сверьте написанное на листе с подписанными данными ниже.",
    "请将纸上内容与下方已签名的数据核对。",
    "Compare what stands on the sheet with the signed data below."};

/// Of a sheet of a later release: what is known of all.
const Words& words_of(const PublicSheet& sheet) {
  for (const auto& [document, words] : kDocuments)
    if (sheet.document == document) return words;
  return kSigned;
}

std::string attributes(const PublicSheet& sheet, const std::string& check, core::Instant now) {
  const bool known = sheet.standing == core::RegisterStanding::printed;
  return data_attribute("number", sheet.number) +
         data_attribute("document", sheet.document.value_or("")) + data_attribute("check", check) +
         data_attribute("check-state", known ? "right" : "not_reported") +
         data_attribute("attempt", sheet.attempt ? std::to_string(*sheet.attempt) : "") +
         data_attribute("site", sheet.site.value_or("")) + data_attribute("now", seconds_of(now)) +
         verdict_attributes(sheet.standing);
}

}  // namespace

std::string sheet_page(const PublicSheet& sheet, core::minutes utc_offset, const std::string& check,
                       core::Instant now) {
  const Words& title = words_of(sheet);
  std::string page =
      page_begin(sheet.number + " · " + std::string(title.kk), attributes(sheet, check, now)) +
      "<section class=\"status sheet\" id=\"status\">\n<p class=\"number\">" +
      core::escaped_markup(sheet.number) + "</p>\n" + tag("h2", "kk", title.kk) + "\n" +
      others(title) + "\n<p class=\"meaning\">" + tag("span", "kk", kMeaning.kk) +
      others(kMeaning) + "</p>\n</section>\n";
  page += "<section class=\"signature\" id=\"signature\" hidden></section>\n";
  if (!sheet.reported)
    return page + note("not_reported", kSheetNotReported) + "</main>\n</body>\n</html>\n";
  page += "<table>\n" + attempt_row(sheet.attempt.value_or(1)) +
          row({"Басып шығарылған уақыты", "Напечатано", "打印时间", "Printed at"},
              local_time(*sheet.reported, utc_offset)) +
          "</table>\n";
  page +=
      "<p class=\"checkpoint\">" + tag("span", "kk", sheet.checkpoint_kk.value_or("")) + "</p>\n";
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace otkel::hub
