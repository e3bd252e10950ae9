#pragma once
// Days, hours and numbers of the pilot of 2025, as the tests of core need them.
#include "core/value/rule_pack.hpp"
#include "core/value/timetable.hpp"
#include "tests/support/sites.hpp"

namespace otkel::core {

inline LocalDate day(const char* text) { return parse_date(text).value(); }
inline Instant at(const char* text) { return parse_iso(text).value(); }

inline RulePack pack() {
  RulePack p;
  p.version = "test-1";
  p.valid_from = day("2023-04-21");
  p.valid_until = day("2025-06-01");
  p.permit_sites = support::permit_sites();
  p.mci = {{day("2024-01-01"), {3692}}, {day("2025-01-01"), {3932}}};
  p.labour_holidays = {day("2025-05-09")};
  p.labour_working_weekends = {day("2025-05-17")};
  return p;
}

/// Open from 9 to 17: the Kazakh side works from 8 to 19, the Chinese side stops earlier.
inline Timetable timetable() {
  Timetable table;
  table.steps = {{day("2025-01-01"),
                  {{minutes{8 * 60}, minutes{19 * 60}}},
                  {{minutes{9 * 60}, minutes{17 * 60}}}}};
  table.closed = {day("2025-05-09")};
  return table;
}

}  // namespace otkel::core
