// The law's words, letter by letter.
#include "printer/page/form_a3.hpp"

#include <gtest/gtest.h>

#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

std::string whole(const FormLine& line) {
  std::string text = std::to_string(line.number) + ". ";
  for (const auto& piece : line.pieces) text += piece.part == Part::value ? "_" : piece.text;
  return text;
}

TEST(FormA3, HasThirteenLinesInTheWordingOfTheLaw) {
  const auto lines = form_lines(printer_test::sample_print().text, "C00000017");
  const std::vector<std::string> law{
      "1. Тасымалдаушының атауы _;",
      "2. Тасымалдаушының мекенжайы _;",
      ("3. Автокөлік құралының моделі, жүк көтергіштігі, отыратын орны және мемлекеттік нөмірлік "
       "белгісі _;"),
      "4. Мемлекеттік шекараны кесіп өтудің жоспарланған күні: _;",
      "5. Жарамдылық мерзімі: _ бастап _ дейін;",
      "6. Қозғалыс бағыты: _ бастап _ дейін:",
      "7. Шекаралық өткізу пунктінің атауы: _ шығу _ кіру;",
      "8. Жүктердің атауы _;",
      "9. Жүк салмағы _;",
      "10. Жүктерді тиеу орны _;",
      "11. Жүктерді түсіру орны _;",
      "12. Өзгелері _;",
      "13. Шетелдік рұқсат бланкісінің нөмірі _."};
  ASSERT_EQ(lines.size(), law.size());
  for (std::size_t i = 0; i < law.size(); ++i) EXPECT_EQ(whole(lines[i]), law[i]);
  EXPECT_EQ(kFormTitle, "Жүктерді тасымалдауға арналған шетелдік рұқсат бланкісіне қосымша");
}

TEST(FormA3, PutsEachValueInItsPlace) {
  const auto lines = form_lines(printer_test::sample_print().text, "C00000017");
  EXPECT_EQ(lines[3].pieces[1].text, "20.05.2025");
  EXPECT_EQ(lines[4].pieces[1].text, "2025ж.\u00a020\u00a0мамырдан");
  EXPECT_EQ(lines[4].pieces[3].text, "2025ж.\u00a020\u00a0маусымға");
  EXPECT_EQ(lines[5].pieces[3].text, "Хоргос, Қытай (霍尔果斯)");
  EXPECT_EQ(lines[12].pieces[1].text, "C00000017");
}

TEST(FormA3, FillsEmptyFieldsSoThatNothingCanBeAdded) {
  core::SupplementText empty;
  for (const auto& line : form_lines(empty, "")) {
    for (const auto& piece : line.pieces) {
      if (piece.part == Part::words) continue;
      EXPECT_EQ(piece.text, "—") << line.number;
    }
  }
}

TEST(FormA3, KeepsADateItCannotRead) { EXPECT_EQ(plain_date("ертең"), "ертең"); }

TEST(FormA3, GivesMakeAndPlateForTheBlank) {
  auto print = printer_test::sample_print();
  EXPECT_EQ(make_and_plate(print), "Volvo FH 460, 123ABC05");
  print.text.vehicle = "MAN TGX 123ABC05";
  EXPECT_EQ(make_and_plate(print), "MAN TGX 123ABC05");
}

}  // namespace
}  // namespace otkel::printer
