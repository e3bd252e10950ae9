// Four languages, one page: the status in big words, for the holder of the sheet the seven fields,
// how old the data is, and a place where the script says what the sheet is worth.
#include "sync/hub/http/register_page.hpp"

#include <array>

#include "core/gate/redemption.hpp"
#include "core/value/text.hpp"
#include "sync/hub/http/page_parts.hpp"

namespace otkel::hub {
namespace {

constexpr std::array<Words, 9> kStatus{{
    {"Тізілімде жоқ", "Нет в реестре", "登记册中无此编号", "Not in the register"},
    {"Рұқсат әлі қалыптастырылмаған", "Разрешение ещё не сформировано", "许可尚未生成",
     "No permit has been formed yet"},
    {"Қосымша қалыптастырылды", "Дополнение сформировано", "附页已生成", "Supplement formed"},
    {"Берілді", "Выдано", "已发放", "Issued"},
    {"Өтелді", "Погашено", "已核销", "Redeemed"},
    {"Қайтарылды", "Возвращено", "已退回", "Returned"},
    {"Жоғалған", "Утеряно", "已遗失", "Lost"},
    {"Жойылған", "Аннулировано", "已作废", "Annulled"},
    {"Кері қайтарып алынды", "Отозвано", "已撤销", "Revoked"},
}};

constexpr std::array<Words, 9> kMeaning{{
    {"Бұл нөмірмен өтініш тіркелмеген. Нөмірді қайта тексеріңіз.",
     "Заявления с таким номером нет. Проверьте номер.", "没有此编号的申请。请核对编号。",
     "There is no application with this number. Check the number."},
    {"Өтініш бар, бірақ рұқсат берілмеген.", "Заявление есть, но разрешения нет.",
     "申请已登记，但没有许可。", "There is an application but no permit."},
    {"Бланк әлі берілген жоқ.", "Бланк ещё не выдан.", "许可证尚未发放。",
     "The blank has not been handed over yet."},
    {"Бланк жүргізушіде, шығу әлі тіркелмеген.", "Бланк у водителя, выезд ещё не зафиксирован.",
     "许可证在司机手中，尚未出境。", "The driver has the blank; no exit is recorded yet."},
    {"Көлік шекарадан өтті. Қайта пайдалануға болмайды.",
     "Машина пересекла границу. Повторное использование запрещено.", "车辆已出境，不得再次使用。",
     "The vehicle has crossed the border. It may not be used again."},
    {"Бланк қайтарылды, жарамсыз.", "Бланк возвращён и недействителен.", "许可证已退回，无效。",
     "The blank came back and is not valid."},
    {"Бланк жоғалған, жарамсыз.", "Бланк утерян и недействителен.", "许可证已遗失，无效。",
     "The blank is lost and not valid."},
    {"Бланк жойылған, жарамсыз.", "Бланк аннулирован и недействителен.", "许可证已作废，无效。",
     "The blank was annulled and is not valid."},
    {"Рұқсат кері қайтарып алынды, жарамсыз.", "Разрешение отозвано и недействительно.",
     "许可已被撤销，无效。", "The permit was revoked and is not valid."},
}};

/// What the redemption rests on, in words for the reader.
std::string evidence_row(const PublicPermit& p) {
  using Grade = core::EvidenceGrade;
  constexpr Words kLabel{"Кесіп өтудің дәлелі", "Подтверждение пересечения", "过境凭证",
                         "Evidence of the crossing"};
  const auto grade = core::from_word<Grade>(p.evidence.value_or(""));
  if (!grade || *grade == Grade::officer_entry) return "";
  const Words value =
      *grade == Grade::camera_exact
          ? Words{"камера жазбасы", "запись камеры", "摄像头记录", "camera record"}
      : *grade == Grade::camera_confirmed
          ? Words{"камера жазбасы, офицер растаған", "запись камеры, подтверждена офицером",
                  "摄像头记录，经官员确认", "camera record, confirmed by an officer"}
          : Words{"кешігіп келген камера жазбасы, офицер растаған",
                  "запоздавшая запись камеры, подтверждена офицером",
                  "迟到的摄像头记录，经官员确认", "late camera record, confirmed by an officer"};
  return words_row(kLabel, value, "data-evidence=\"" + std::string(core::word(*grade)) + "\"");
}

/// Who drives what: only for the holder of the sheet.
std::string rows_of_sheet(const PublicPermit& p) {
  const std::string number = p.bin_last4 ? "•••••••• " + *p.bin_last4 : "";
  const std::string vehicle =
      p.make.value_or("") + (p.make && p.plate ? " · " : "") + p.plate.value_or("");
  return attempt_row(p.attempt.value_or(1)) +
         row({"Тасымалдаушының атауы", "Перевозчик", "承运人", "Carrier"},
             p.carrier_name.value_or("")) +
         row({"БСН/ЖСН", "БИН/ИИН", "企业/个人识别号", "BIN/IIN"}, number) +
         row({"Берілген рұқсаттың нөмірі", "Номер выданного разрешения", "许可证编号",
              "Number of the permit"},
             p.blank.value_or("")) +
         row({"Көлік маркасы және мемлекеттік нөмірі", "Марка и государственный номер",
              "车辆品牌及号牌", "Make and state number"},
             vehicle);
}

std::string rows_of_crossing(const PublicPermit& p, core::minutes offset) {
  std::string rows;
  if (p.redeemed_at)
    rows += row({"Кесіп өту уақыты", "Время пересечения", "过境时间", "Time of the crossing"},
                local_time(*p.redeemed_at, offset));
  if (p.came_back_at)
    rows += row({"Қайтып келу уақыты", "Время возвращения", "返回时间", "Time of the return"},
                local_time(*p.came_back_at, offset));
  return rows + evidence_row(p);
}

std::string table(const PublicPermit& p, core::minutes offset) {
  const bool open = p.check == CheckState::right;
  return "<table>\n" + (open ? rows_of_sheet(p) : std::string()) +
         row({"Шетелдік рұқсаттың түрі", "Вид разрешения", "许可证类型", "Type of permit"},
             p.permit_type.value_or("")) +
         row({"Берілген күні", "Дата выдачи", "发放日期", "Date of issue"},
             p.issued_on.value_or("")) +
         row({"Өтелген (кесіп өткен) күні", "Дата погашения (пересечения)", "核销（过境）日期",
              "Date of redemption (crossing)"},
             p.redeemed_on.value_or("")) +
         (open ? rows_of_crossing(p, offset) : std::string()) + "</table>\n";
}

constexpr Words kCheckLabel{"Тексеру коды", "Код проверки", "核对码", "Check"};
constexpr Words kCheckHint{
    "Тасымалдаушыны, көлікті және кесіп өту уақытын көру үшін QR жанындағы 8 таңбаны теріңіз",
    "Чтобы увидеть перевозчика, машину и время пересечения, введите 8 знаков рядом с QR-кодом",
    "输入二维码旁的8位字符，可查看承运人、车辆和过境时间",
    "Type the 8 signs beside the QR to see the carrier, the vehicle and the crossing times"};
constexpr Words kShow{"Көрсету", "Показать", "查看", "Show"};
constexpr Words kWrong{"Мұндай тексеру коды бар парақ жоқ. QR жанындағы таңбалармен салыстырыңыз.",
                       "Листа с таким кодом проверки нет. Сверьте со знаками рядом с QR-кодом.",
                       "没有此核对码的打印件。请与二维码旁的字符核对。",
                       "No sheet has this check. Compare it with the signs beside the QR."};
constexpr Words kMalformed{"Тексеру коды — 8 таңба: A–Z әріптері және 2–7 цифрлары.",
                           "Код проверки — 8 знаков: буквы A–Z и цифры 2–7.",
                           "核对码为8位：字母A–Z和数字2–7。",
                           "The check is 8 signs: letters A–Z and digits 2–7."};

std::string check_note(const PublicPermit& p, CheckNote said) {
  if (said == CheckNote::wrong) return note("wrong", kWrong);
  if (said == CheckNote::malformed) return note("malformed", kMalformed);
  return p.check == CheckState::not_reported ? note("not_reported", kSheetNotReported) : "";
}

/// Works without a script: what is typed goes as ?check=.
std::string check_form(const PublicPermit& p) {
  return "<form class=\"check\" method=\"get\" action=\"/P/" +
         core::escaped_markup(p.application_no) + "\">\n<label for=\"check\">" +
         tag("span", "kk", kCheckLabel.kk) + others(kCheckLabel) +
         "</label>\n<input id=\"check\" name=\"check\" maxlength=\"16\" autocomplete=\"off\" "
         "autocapitalize=\"characters\" spellcheck=\"false\" required>\n<button>" +
         tag("span", "kk", kShow.kk) + others(kShow) + "</button>\n<p class=\"hint\">" +
         tag("span", "kk", kCheckHint.kk) + others(kCheckHint) + "</p>\n</form>\n";
}

core::RegisterStanding number_standing(const PublicPermit& p, CheckNote said) {
  if (said != CheckNote::none) return core::RegisterStanding::mismatch;
  return p.standing.value_or(core::RegisterStanding::not_reported);
}

std::string data_attributes(const PublicPermit& p, const RegisterPageRequest& question) {
  const auto& attribute = data_attribute;
  return attribute("application", p.application_no) + attribute("status", core::word(p.status)) +
         attribute("check", question.check) + attribute("check-state", core::word(p.check)) +
         attribute("attempt", p.attempt ? std::to_string(*p.attempt) : "") +
         attribute("blank", p.blank.value_or("")) + attribute("plate", p.plate.value_or("")) +
         attribute("site", p.site.value_or("")) + attribute("fields", p.fields_hash.value_or("")) +
         attribute("now", seconds_of(question.now)) +
         verdict_attributes(number_standing(p, question.note));
}

}  // namespace

std::string register_page(const PublicPermit& p, core::minutes utc_offset,
                          const RegisterPageRequest& question) {
  const auto index = static_cast<std::size_t>(p.status);
  const Words& status = kStatus[index];
  const Words& meaning = kMeaning[index];
  const bool known = p.status != PublicStatus::unknown && p.status != PublicStatus::not_formed;
  std::string page =
      page_begin(p.application_no + " · " + std::string(status.kk), data_attributes(p, question)) +
      "<section class=\"status " + std::string(core::word(p.status)) +
      "\" id=\"status\">\n<p class=\"number\">" + core::escaped_markup(p.application_no) +
      "</p>\n" + tag("h2", "kk", status.kk);
  if (p.redeemed_on) page += "<p class=\"date\">" + core::escaped_markup(*p.redeemed_on) + "</p>";
  page += "\n" + others(status) + "\n<p class=\"meaning\">" + tag("span", "kk", meaning.kk) +
          others(meaning) + "</p>\n</section>\n";
  page += "<section class=\"signature\" id=\"signature\" hidden></section>\n";
  page += check_note(p, question.note);
  if (known) page += table(p, utc_offset);
  if (known && p.check != CheckState::right) page += check_form(p);
  if (p.checkpoint_kk)
    page += "<p class=\"checkpoint\">" + tag("span", "kk", *p.checkpoint_kk) + "</p>\n";
  page += freshness(p.as_of, p.age_seconds.value_or(0), utc_offset);
  return page + "</main>\n</body>\n</html>\n";
}

std::string register_wait_page(std::chrono::seconds wait) {
  const auto minutes = std::to_string((wait.count() + 59) / 60);
  const std::string kk = "Сұрау тым көп. " + minutes + " минуттан кейін қайталаңыз.";
  const std::string ru = "Слишком много запросов. Повторите через " + minutes + " мин.";
  const std::string zh = "查询过于频繁，请在 " + minutes + " 分钟后重试。";
  const std::string en = "Too many questions. Ask again in " + minutes + " min.";
  const Words words{kk, ru, zh, en};
  return head_of(kRegisterTitle.kk) + "</head>\n<body>\n<header>" +
         tag("h1", "kk", kRegisterTitle.kk) + others(kRegisterTitle) + "</header>\n<main>\n" +
         note("wait", words) + "</main>\n</body>\n</html>\n";
}

}  // namespace otkel::hub
