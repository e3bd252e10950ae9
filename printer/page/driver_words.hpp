#pragma once
// The words of a driver's sheets in the five languages (docs/wording.md).
#include <optional>
#include <string_view>

#include "core/fact/document.hpp"
#include "printer/page/page_parts.hpp"

namespace otkel::printer {

using Language = std::optional<core::DriverLanguage>;

struct DriverWords {
  std::string_view kk, ru, zh, en, ug;
  /// Kazakh: what it says for Language kk.
  std::string_view in(core::DriverLanguage language) const;
};

inline constexpr DriverWords kTicketTitle{"КЕЗЕК ТАЛОНЫ", "ТАЛОН ОЧЕРЕДИ", "排队票", "QUEUE TICKET",
                                          "نۆۋەت بېلىتى"};
inline constexpr DriverWords kCallTitle{"ШАҚЫРУ", "ВЫЗОВ", "叫号单", "CALL", "چاقىرىش"};
inline constexpr DriverWords kPlate{"Көлік нөмірі", "Госномер", "车牌号", "Plate", "ماشىنا نومۇرى"};
inline constexpr DriverWords kPlace{"Кезектегі орныңыз", "Место в очереди", "排队序号",
                                    "Place in the queue", "نۆۋەتتىكى ئورنىڭىز"};
inline constexpr DriverWords kEntryTime{"Кіру уақыты", "Время въезда", "驶入时段", "Time of entry",
                                        "كىرىش ۋاقتى"};
inline constexpr DriverWords kBeijingTime{"Бейжің уақыты", "Время Пекина", "北京时间",
                                          "Beijing time", "بېيجىڭ ۋاقتى"};
inline constexpr DriverWords kBooking{"Бронь", "Бронь", "预约号", "Booking", "زاكاز نومۇرى"};
inline constexpr DriverWords kLane{"Жолақ", "Полоса", "车道", "Lane", "قاتناش يولى"};
inline constexpr DriverWords kCalled{"Шақырылды", "Вызван", "叫号时间", "Called",
                                     "چاقىرىلغان ۋاقتى"};
inline constexpr DriverWords kLate{"УАҚЫТЫНАН КЕШ КЕЛДІ", "ПРИБЫЛ ПОЗЖЕ ВРЕМЕНИ",
                                   "晚于预约时间到达", "CAME LATE", "كېچىكىپ كەلدى"};
inline constexpr DriverWords kOutOfTurn{"КЕЗЕКТЕН ТЫС", "ВНЕ ОЧЕРЕДИ", "优先通行", "OUT OF TURN",
                                        "نۆۋەتسىز"};
inline constexpr DriverWords kState{"Өтініштің күйі", "Состояние заявления", "申请状态",
                                    "State of the application", "ئىلتىماس ھالىتى"};
inline constexpr DriverWords kWait{"Көлікте күтіңіз. Нөміріңіз таблода шыққанда кіріңіз.",
                                   "Ждите в машине. Въезжайте, когда номер появится на табло.",
                                   "请在车内等候。显示屏出现您的车牌号时再驶入。",
                                   "Wait in the truck. Drive in when the board shows your plate.",
                                   "ماشىنىدا ساقلاڭ. نومۇرىڭىز تاختىدا چىققاندا كىرىڭ."};
inline constexpr DriverWords kDriveIn{"Осы жолаққа кіріңіз. Бұл қағазды қызметкерге көрсетіңіз.",
                                      "Въезжайте на эту полосу. Покажите этот лист сотруднику.",
                                      "请驶入此车道，并向工作人员出示本单。",
                                      "Drive into this lane. Show this sheet to the officer.",
                                      "مۇشۇ يولغا كىرىڭ. بۇ قەغەزنى خادىمغا كۆرسىتىڭ."};

/// Kazakh and theirs; without a language Kazakh, Russian and Chinese. Views of static text.
Words both(const DriverWords& words, Language language);

/// Whether the driver's day runs by Beijing's clock too.
bool reads_beijing_time(Language language);

}  // namespace otkel::printer
