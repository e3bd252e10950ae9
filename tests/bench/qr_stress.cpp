// The table of docs/printer.md: which size of module and which level survives which damage. A
// supplement's own text, ten pages a cell where chance plays a part.
#include <iomanip>
#include <iostream>

#include "printer/claim/claim.hpp"
#include "tests/support/qr_damage.hpp"
#include "tests/unit/printer/sample.hpp"

int main() {
  using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file
  constexpr int kTries = 10;
  const auto print = printer_test::sample_print();
  const auto claims = printer::claims_of(print);
  if (!claims) return 1;
  const auto text =
      printer::qr_text_of(print, printer::sign_claims(*claims, printer_test::sample_key()));
  std::cout << "percent of pages read, ZXing/zbar; " << text.size() << " characters\n\n"
            << "| module | level | mm |";
  for (const auto& damage : qr_damage::damages()) std::cout << ' ' << damage.name << " |";
  std::cout << "\n|---|---|---|";
  for ([[maybe_unused]] const auto& damage : qr_damage::damages()) std::cout << "---|";
  std::cout << '\n';
  using enum printer::QrLevel;
  for (int dots = 2; dots <= 6; ++dots)
    for (const auto& [level, word] :
         {std::pair{low, "L"}, {medium, "M"}, {quartile, "Q"}, {high, "H"}}) {
      const auto code = printer::encode_qr(text, level, dots);
      if (!code) return 1;
      std::cout << "| " << dots << " | " << word << " | " << code->dots() / 8 << " |";
      for (const auto& damage : qr_damage::damages()) {
        const int tries = damage.random ? kTries : 1;
        const auto read = qr_damage::read_damaged(*code, text, damage, tries);
        std::cout << ' ' << 100 * read.zxing / tries << '/' << 100 * read.zbar / tries << " |";
      }
      std::cout << "\n" << std::flush;  // a row takes a second
    }
  return 0;
}
