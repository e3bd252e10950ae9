#pragma once
// May the officer give this application its blank now? (R-01, R-25 to, I3)
#include <optional>

#include "core/permit/application.hpp"
#include "core/value/instant.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// How far the number of this application is. One that was given before the pilot's end is finished
/// after it, and a hand-over whose sheet is printed is finished also over midnight or over
/// the closing hour (I3).
enum class GivenNumber { none, given, printed };

/// Everything the decision looks at; loaded in one transaction.
struct IssueFacts {
  ApplicationState application = ApplicationState::registered;
  std::optional<LocalDate> valid_from;   ///< field 5 of the supplement
  std::optional<LocalDate> valid_until;  ///< last valid day
  std::optional<Instant> entered;        ///< of the stay that is open; nothing: it is not inside
  bool card_matches = false;  ///< make and state number at the gate are those of the card (R-38)
  bool revoked = false;
  GivenNumber number = GivenNumber::none;
};

/// `open`: whether the checkpoint works now. Errors, the first that applies:
/// rule_pack_expired, checkpoint_closed, application_unpaid / application_closed /
/// already_issued / application_wrong_state, supplement_missing, supplement_expired,
/// vehicle_not_on_territory, plate_mismatch.
Result<void> may_issue(const IssueFacts& facts, const RulePack& pack, bool open, Instant now,
                       minutes utc_offset);

}  // namespace otkel::core
