#pragma once
// A token, what stands around it, and what every verifier says of it.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec/hash.hpp"
#include "core/permit/sheet_verdict.hpp"
#include "core/value/sheet_check.hpp"
#include "core/value/site.hpp"
#include "printer/claim/token.hpp"
#include "tests/golden/qr_token.hpp"

namespace otkel::printer_test {

using core::RegisterStanding;
using printer::Fault;
using printer::Standing;

inline constexpr core::Site kSite{"nur-zholy"};
inline constexpr std::uint8_t kKolzhat = 2, kEnded = 3, kWithdrawn = 4, kNew = 5, kNobody = 9;

struct Vector {
  const char* name;
  std::string token;
  Standing standing;
  Fault fault = Fault::none;
  RegisterStanding number = RegisterStanding::issued;
  std::string link_number = kApplication;
  std::string link_check{};  ///< empty: the token's
  std::string fields =
      codec::to_hex(std::array<std::uint8_t, 16>{0xab, 0xab, 0xab, 0xab, 0xab, 0xab, 0xab, 0xab,
                                                 0xab, 0xab, 0xab, 0xab, 0xab, 0xab, 0xab, 0xab});
  std::string attempt = "1";
  /// Of the link: a permit's page, or that of acts and slips.
  std::string_view path = core::kPermitPath;
  std::string document = "no_fault_slip";
};

/// Of acts and no-fault slips.
std::vector<Vector> slip_vectors();

}  // namespace otkel::printer_test
