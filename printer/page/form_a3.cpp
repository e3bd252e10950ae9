// The words of form A3.
#include "printer/page/form_a3.hpp"

#include <array>

namespace otkel::printer {
namespace {

constexpr std::array<std::string_view, 12> kMonthsFrom{
    "қаңтардан", "ақпаннан", "наурыздан",   "сәуірден", "мамырдан",  "маусымнан",
    "шілдеден",  "тамыздан", "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан"};
constexpr std::array<std::string_view, 12> kMonthsUntil{
    "қаңтарға", "ақпанға", "наурызға",   "сәуірге", "мамырға",  "маусымға",
    "шілдеге",  "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"};

Piece words(std::string_view text) { return {Part::words, std::string(text)}; }

Piece value(std::string_view text) {
  const bool blank = text.find_first_not_of(' ') == std::string_view::npos;
  return {Part::value, blank ? "—" : std::string(text)};
}

// "2025ж. 20 мамырдан": the year as the form begins it, the month in the case its words ask for.
Piece dated(const std::string& iso, const std::array<std::string_view, 12>& months) {
  const auto date = core::parse_date(iso);
  if (!date) return value(iso);
  return value(std::to_string(static_cast<int>(date->year())) + "ж.\u00a0" +
               std::to_string(static_cast<unsigned>(date->day())) + "\u00a0" +
               std::string(months[static_cast<unsigned>(date->month()) - 1]));
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::vector<FormLine> form_lines(const core::SupplementText& t, std::string_view blank_number) {
  return {
      {1, {words("Тасымалдаушының атауы "), value(t.carrier_name), words(";")}},
      {2, {words("Тасымалдаушының мекенжайы "), value(t.carrier_address), words(";")}},
      {3,
       {words("Автокөлік құралының моделі, жүк көтергіштігі, отыратын орны және мемлекеттік "
              "нөмірлік белгісі "),
        value(t.vehicle), words(";")}},
      {4,
       {words("Мемлекеттік шекараны кесіп өтудің жоспарланған күні: "),
        value(plain_date(t.planned_crossing)), words(";")}},
      {5,
       {words("Жарамдылық мерзімі: "), dated(t.valid_from, kMonthsFrom), words(" бастап "),
        dated(t.valid_until, kMonthsUntil), words(" дейін;")}},
      {6,
       {words("Қозғалыс бағыты: "), value(t.direction_from), words(" бастап "),
        value(t.direction_to), words(" дейін:")}},
      {7,
       {words("Шекаралық өткізу пунктінің атауы: "), value(t.checkpoint_exit), words(" шығу "),
        value(t.checkpoint_entry), words(" кіру;")}},
      {8, {words("Жүктердің атауы "), value(t.cargo_name), words(";")}},
      {9, {words("Жүк салмағы "), value(t.cargo_weight), words(";")}},
      {10, {words("Жүктерді тиеу орны "), value(t.loading_place), words(";")}},
      {11, {words("Жүктерді түсіру орны "), value(t.unloading_place), words(";")}},
      {12, {words("Өзгелері "), value(t.other), words(";")}},
      {13, {words("Шетелдік рұқсат бланкісінің нөмірі "), value(blank_number), words(".")}},
  };
}

std::string plain_date(core::LocalDate date) {
  return two_digits(static_cast<int>(static_cast<unsigned>(date.day()))) + "." +
         two_digits(static_cast<int>(static_cast<unsigned>(date.month()))) + "." +
         std::to_string(static_cast<int>(date.year()));
}

std::string plain_date(const std::string& iso_date) {
  const auto date = core::parse_date(iso_date);
  return date ? plain_date(*date) : iso_date;
}

std::string clock_time(core::Instant at, core::minutes utc_offset) {
  const auto minutes = static_cast<int>(core::since_local_midnight(at, utc_offset).count());
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string make_and_plate(const core::SupplementPrint& print) {
  std::string make = print.text.vehicle.substr(0, print.text.vehicle.find(','));
  if (make.find(print.plate) == std::string::npos) make += ", " + print.plate;
  return make;
}

}  // namespace otkel::printer
