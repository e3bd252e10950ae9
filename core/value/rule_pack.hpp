#pragma once
// The dated numbers of the law. A pack is data that the centre publishes; code never holds them.
#include <cstdint>
#include <string>
#include <vector>

#include "core/value/instant.hpp"
#include "core/value/money.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::core {

struct MciStep {
  LocalDate from;
  Money amount;  ///< one monthly calculation index from that day on
};

/// Validity, places, tariffs, deadlines and limits that decide (R-01, R-08, R-13, R-14, R-21,
///
struct RulePack {
  std::string version;         ///< written into every event (I9)
  bool demonstration = false;  ///< only the demonstration profile may choose such a pack
  LocalDate valid_from{};
  LocalDate valid_until{};         ///< the first day on which nothing is issued any more (R-01)
  std::vector<Site> permit_sites;  ///< the closed list of checkpoints that give permits (R-08)
  std::vector<MciStep> mci;        ///< ascending; the step in force on the day of payment (R-14)
  int decision_working_days = 2;   ///< R-13
  minutes provider_day_ends{18 * 60};  ///< later than this counts as the next working day (R-40)
  std::vector<LocalDate> labour_holidays;
  std::vector<LocalDate> labour_working_weekends;
  minutes arrive_early{120};   ///< how long before its slot a truck may check in
  minutes on_time_grace{0};    ///< after its slot, in time that counts: it is still in time (ours)
  minutes no_show_after{180};  ///< likewise: without check-in it is a no-show (ours)
  int supplement_valid_days = 30;
  int misuse_ban_months = 6;      ///< R-21, blanks handed to another carrier
  double match_max_cost = 0.72;   ///< a fuzzy plate match may be proposed up to this cost
  double match_min_margin = 0.5;  ///< and only if the runner-up is this much further away
  /// At most so many per cent of a day's trucks go out of turn: mail, and all other grounds
  /// together. 100: no limit (ADR 0063).
  int post_cap_percent = 100;
  int grounds_cap_percent = 100;
  int calls_before_parking = 3;       ///< so often a truck is called before it may be parked (ours)
  minutes call_wait{10};              ///< and so long after the last call (ours)
  minutes park_max{180};              ///< so long a parked truck may come back (ours)
  int come_backs = 1;                 ///< and so often (ours)
  minutes call_proves{60};            ///< after it a call says no more that its truck comes (ours)
  minutes entry_proves{48 * 60};      ///< after it a truck may have left without being seen (ours)
  minutes exit_proves{14 * 24 * 60};  ///< after it a truck may be back without being seen (ours)

  bool in_force(LocalDate day) const { return valid_from <= day && day < valid_until; }
};

/// Whether permits are given at that site. Errors: not_a_permit_site.
Result<void> permits_given_at(const RulePack& pack, const Site& site);

/// 1 MCI on the day of payment. Errors: rule_pack_invalid if no step covers the day.
Result<Money> fee_on(const RulePack& pack, LocalDate day_of_payment);

}  // namespace otkel::core
