#pragma once
// Invented supplements for the printer's tests: no real carrier, plate or number.
#include <array>
#include <chrono>
#include <string>

#include "core/fact/document.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/page/sample.hpp"

namespace otkel::printer_test {

/// Opens the numbers of the sample's site.
inline constexpr core::NumberPrefix kPrefix{"NZ"};

inline core::SheetHead sample_head() {
  return {.site = "nur-zholy",
          .checkpoint_kk = "«Нұр жолы» автомобиль өткізу пункті",
          .checkpoint_ru = "«Нур жолы»",
          .checkpoint_zh = "努尔若勒",
          .printed_at = core::Instant(std::chrono::milliseconds(1747710245678)),
          .officer = "А. Сейітқали",
          .register_base = "HTTPS://REGISTER.EXAMPLE",
          .demonstration = false,
          .attempt = 1};
}

/// Issued on 2025-05-20 at 03:04 UTC.
inline core::SupplementPrint sample_print() {
  return printer::sample_supplement(sample_head(), kPrefix);
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
