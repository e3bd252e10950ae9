#pragma once
// E1 to E5: all must hold for the supplement to be formed.
#include <optional>
#include <vector>

#include "core/fact/grounds.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

struct MisuseFact {
  Misuse kind;
  LocalDate on;
};

/// What the registries say about one application on one day. A missing date is a missing document,
/// but for the tachograph.
struct EligibilityFacts {
  std::optional<LocalDate> certificate_until;  ///< E1, last valid day
  std::optional<LocalDate> card_until;         ///< E2, last valid day of the permit card
  std::optional<LocalDate> tachograph_until;   ///< R-22: an expired check voids the card, none not
  std::optional<LocalDate> inspection_until;   ///< R-22: without one the card is void
  bool has_booking = false;                    ///< E3
  bool has_title_document = false;             ///< E4
  std::vector<MisuseFact> misuse;              ///< E5
};

/// Every ground that fails, in the order E1..E5; empty means eligible. Codes:
/// no_admission_certificate, no_permit_card, permit_card_void, no_booking, no_title_document,
/// misuse_on_record.
std::vector<Error> ineligible(const EligibilityFacts& facts, const RulePack& pack, LocalDate today);

}  // namespace otkel::core
