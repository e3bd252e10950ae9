#pragma once
// Invented supplements for the printer's tests: no real carrier, plate or number.
#include <array>
#include <chrono>
#include <string>

#include "core/supplement.hpp"
#include "printer/signing_key.hpp"

namespace otkel::printer_test {

inline core::SupplementPrint sample_print() {
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
  print.blank_number = "C00000017";
  print.application_no = "NZ25-000123";
  print.plate = "123ABC05";
  print.carrier_bin = "050140000013";
  print.site = "nur-zholy";
  print.checkpoint_kk = "«Нұр жолы» автомобиль өткізу пункті";
  print.attempt = 1;
  print.issued_at = core::Instant(std::chrono::milliseconds(1747710245678));  // 2025-05-20T03:04Z
  print.officer = "А. Сейітқали";
  print.register_base = "HTTPS://REGISTER.EXAMPLE";
  print.log_head = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  print.demonstration = false;
  return print;
}

inline printer::SigningKey sample_key(std::uint8_t first = 1) {
  std::array<std::uint8_t, 32> seed{};
  seed[0] = first;
  return printer::SigningKey::from_seed(seed);
}

/// Inside the validity of sample_print().
inline core::Instant sample_now() {
  return core::Instant(std::chrono::milliseconds(1747710245678));
}

}  // namespace otkel::printer_test
