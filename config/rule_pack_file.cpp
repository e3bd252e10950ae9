// The keys of a rule pack, and what must hold between them.
#include "config/rule_pack_file.hpp"

#include "config/file.hpp"
#include "config/tables.hpp"

namespace otkel::config {
namespace {

Keys<core::MciStep> mci_columns() {
  using M = core::MciStep;
  return {required(key<M>("from", OTKEL_AT(from), date(), "the first day it holds")),
          required(key<M>("amount", OTKEL_AT(amount), tenge(), "one MCI"))};
}

void check_pack(const core::RulePack& pack, Diagnostics& diagnostics) {
  if (pack.valid_from >= pack.valid_until)
    diagnostics.mistake_in("valid_until", "a day after valid_from", core::to_iso(pack.valid_until));
  if (pack.permit_sites.empty())
    diagnostics.mistake_in("permit.sites", "one checkpoint or more", "an empty list");
  if (pack.mci.empty()) return diagnostics.mistake_in("mci", "one step or more", "an empty list");
  if (pack.mci.front().from > pack.valid_from)
    diagnostics.mistake_in("mci", "a first step on or before valid_from",
                           core::to_iso(pack.mci.front().from));
  for (std::size_t i = 1; i < pack.mci.size(); ++i)
    if (pack.mci[i].from <= pack.mci[i - 1].from)
      diagnostics.mistake_in("mci[" + std::to_string(i) + "].from",
                             "a day after " + core::to_iso(pack.mci[i - 1].from),
                             core::to_iso(pack.mci[i].from));
}

}  // namespace

Keys<core::RulePack> rule_pack_keys() {
  using P = core::RulePack;
  const core::minutes none{0}, day{24 * 60};
  return {required(key<P>("version", OTKEL_AT(version), slug(), "written into every event")),
          key<P>("demonstration", OTKEL_AT(demonstration), flag(),
                 "whether only a demonstration may decide by it"),
          required(key<P>("valid_from", OTKEL_AT(valid_from), date(), "the first day")),
          required(key<P>("valid_until", OTKEL_AT(valid_until), date(),
                          "the first day on which nothing is issued any more (R-01)")),
          required(key<P>("permit.sites", OTKEL_AT(permit_sites), site_codes(),
                          "the checkpoints that give permits, a closed list (R-08)")),
          required(rows<P>("mci", OTKEL_AT(mci), mci_columns(),
                           "the monthly calculation index, dated (R-14)")),
          key<P>("decision_working_days", OTKEL_AT(decision_working_days), whole(1, 30),
                 "working days until a decision is due (R-13)"),
          key<P>("provider_day_ends", OTKEL_AT(provider_day_ends), time_of_day(),
                 "what comes later counts for the next working day (R-40)"),
          key<P>("labour_holidays", OTKEL_AT(labour_holidays), dates(),
                 "days off that are no weekend (R-40)"),
          key<P>("labour_working_weekends", OTKEL_AT(labour_working_weekends), dates(),
                 "Saturdays and Sundays on which people work"),
          key<P>("arrive_early", OTKEL_AT(arrive_early), minutes_between(none, day),
                 "how long before its slot a truck may check in"),
          key<P>("on_time_grace", OTKEL_AT(on_time_grace), minutes_between(none, day),
                 "so long after its slot a truck is still in time; open time that nothing blocked "
                 "(ours, ADR 0065; before: arrive_late, by the clock)"),
          key<P>("no_show_after", OTKEL_AT(no_show_after), minutes_between(none, 7 * day),
                 "a no-show after so much of it without check-in (ours, ADR 0065)"),
          key<P>("supplement_valid_days", OTKEL_AT(supplement_valid_days), whole(1, 366),
                 "how long a supplement holds"),
          key<P>("misuse_ban_months", OTKEL_AT(misuse_ban_months), whole(0, 120),
                 "after handing blanks to another carrier (R-21)"),
          key<P>("match_max_cost", OTKEL_AT(match_max_cost), number(0, 10),
                 "a plate read up to this far away may be proposed"),
          key<P>("match_min_margin", OTKEL_AT(match_min_margin), number(0, 10),
                 "and only if the next candidate is this much further away"),
          key<P>("post_cap_percent", OTKEL_AT(post_cap_percent), whole(0, 100),
                 "mail out of turn, of the day's trucks; 100: no limit"),
          key<P>("grounds_cap_percent", OTKEL_AT(grounds_cap_percent), whole(0, 100),
                 "all other grounds out of turn together; 100: no limit"),
          key<P>("calls_before_parking", OTKEL_AT(calls_before_parking), whole(1, 10),
                 "so often a truck is called before it may be parked (ours, ADR 0072)"),
          key<P>("call_wait", OTKEL_AT(call_wait), minutes_between(none, day),
                 "and so long after the last call (ours, ADR 0072)"),
          key<P>("park_max", OTKEL_AT(park_max), minutes_between(none, 7 * day),
                 "so long a parked truck may come back (ours, ADR 0072)"),
          key<P>("come_backs", OTKEL_AT(come_backs), whole(0, 10), "and so often (ours, ADR 0072)"),
          key<P>("call_proves", OTKEL_AT(call_proves), minutes_between(none, day),
                 "after a call its truck is expected in its lane (ours, ADR 0056)"),
          key<P>("entry_proves", OTKEL_AT(entry_proves), minutes_between(none, 14 * day),
                 "after a recorded entry a truck counts as inside (ours, ADR 0056)"),
          key<P>("exit_proves", OTKEL_AT(exit_proves), minutes_between(none, 90 * day),
                 "after a recorded exit a truck counts as being in China (ours, ADR 0056)")};
}

core::Result<core::RulePack> read_rule_pack(const std::filesystem::path& file) {
  Diagnostics diagnostics;
  core::RulePack pack;
  const auto keys = rule_pack_keys();
  if (const auto table = parse_file(file, diagnostics)) {
    read_table(pack, *table, keys, TablePath{}, diagnostics);
    bool complete = true;
    for (const auto& one : keys) {
      if (!one.text.required || table->at_path(one.text.name)) continue;
      diagnostics.mistake(file.string(), one.text.name, one.text.expected, "nothing");
      complete = false;
    }
    if (complete) check_pack(pack, diagnostics);
  }
  if (!diagnostics.mistakes().empty())
    return core::fail(core::Code::rule_pack_invalid, joined(diagnostics.mistakes()));
  return pack;
}

core::Result<void> allow_rule_pack(Profile profile, const core::RulePack& pack) {
  if (profile == Profile::production && pack.demonstration)
    return core::fail(core::Code::rule_pack_invalid,
                      "the rule pack '" + pack.version +
                          "' is for demonstrations; a production profile must not decide by it");
  return {};
}

}  // namespace otkel::config
