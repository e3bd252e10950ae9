// The words of the console, for the sheets; kiosk-ui/tests/i18n.test.ts holds the two together.
#include "firmware-daemon/app/incident_words.hpp"

#include <algorithm>
#include <array>

namespace otkel::app {
namespace {

struct Words {
  std::string_view kind, kk, ru;
};

constexpr auto kWords = std::to_array<Words>({
    Words{"back_without_exit", "Қытайдан келді, шығуы тіркелмеген",
          "Въезд из Китая без отметки о выезде"},
    Words{"blank_not_returned", "Бланкі қайтарылмай, көлік кері қайтты",
          "Машина возвращается, бланк не сдан"},
    Words{"booking_conflict", "Броньдар қайшы келеді", "Противоречие бронирований"},
    Words{"bridge_message_malformed", "Камераның хабары оқылмады", "Сообщение камеры не читается"},
    Words{"came_back_twice", "Бір нөмірмен Қытайдан екінші рет оралды",
          "Повторный въезд из Китая по одному номеру"},
    Words{"camera_clock_wrong", "Камера сағаты қате", "Часы камеры неверны"},
    Words{"camera_silent", "Камера естілмейді", "Камера не слышна"},
    Words{"clock_jumped", "Жүйенің сағаты секірді", "Скачок системных часов"},
    Words{"ended_blank_left", "Аяқталған бланкімен шығып кетті",
          "Выезд с недействительным бланком"},
    Words{"entered_twice", "Аумақта тұрған көлік қақпада қайта көрінді",
          "Машина на территории снова замечена на въезде"},
    Words{"entered_without_booking", "Броньсыз кірді", "Въезд без брони"},
    Words{"exit_without_camera", "Шығу камерасыз жазылды: бланк камера жазбасын күтеді",
          "Выезд без камеры: бланк ждёт записи камеры"},
    Words{"exit_without_entry", "Кіруі тіркелмеген көлік шықты", "Выезд без отметки о въезде"},
    Words{"failed_log_ins", "Бір офицердің құпиясөзі қайта-қайта қате енгізілді",
          "Много неверных паролей для одного сотрудника"},
    Words{"hub_fact_not_applied", "Орталықтың хабарын қолдану мүмкін болмады",
          "Сообщение центра не удалось применить"},
    Words{"left_before_handover", "Бланкі тапсырылмай шығып кетті", "Выезд до вручения бланка"},
    Words{"link_log_fork", "Орталықпен журналдар ажырады", "Журналы с центром разошлись"},
    Words{"link_peer_refused", "Орталық қосылуды қабылдамады", "Центр отклонил соединение"},
    Words{"link_sequence_gap", "Орталықпен алмасуда үзіліс бар", "Пропуск в обмене с центром"},
    Words{"make_mismatch", "Марка рұқсат карточкасына сәйкес емес",
          "Марка не совпадает с карточкой допуска"},
    Words{"passage_not_taken", "Камера тіркеген өту есепке алынбады",
          "Проезд, замеченный камерой, не учтён"},
    Words{"pictures_not_kept", "Камера суреттері сақталмайды", "Снимки камер не сохраняются"},
    Words{"print_contradicted", "Басылмады деп жазылған қосымшаның қағазы табылды",
          "Нашлась бумага приложения, которое числилось ненапечатанным"},
    Words{"print_failed", "Басып шығару орындалмады", "Печать не удалась"},
    Words{"print_unknown", "Басып шығару нәтижесі белгісіз", "Итог печати неизвестен"},
    Words{"redeemed_vs_annulled", "Орталық жойған рұқсат өтелген",
          "Погашено разрешение, аннулированное центром"},
    Words{"return_without_entry", "Кіруі тіркелмеген көлік қайту жолағында",
          "Полоса возврата: въезд не отмечен"},
    Words{"revoked_while_issued", "Берілген рұқсатты орталық қайтарып алды",
          "Центр отозвал уже выданное разрешение"},
    Words{"second_exit", "Пайдаланылған нөмірмен қайта шықты",
          "Повторный выезд по использованному номеру"},
    Words{"vehicle_not_on_card", "Көлік рұқсат карточкасында жоқ", "Машины нет в карточке допуска"},
    Words{"zone_count_differs", "Аумақтағы көлік саны бланкілермен сәйкес емес",
          "Число машин на территории не сходится с бланками"},
});

}  // namespace

std::string incident_words(std::string_view kind) {
  const auto* found = std::ranges::find(kWords, kind, &Words::kind);
  if (found == kWords.end()) return std::string(kind);
  return std::string(found->kk) + " / " + std::string(found->ru);
}

}  // namespace otkel::app
