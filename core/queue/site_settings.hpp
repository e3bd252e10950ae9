#pragma once
// What differs from site to site, and what a checkpoint allows its drivers and officers: the one
// place of these defaults, for the loader of settings, the checkpoint and the hub. A site is these
// values (ADR 0054); the shipped ones stand in config/defaults/<site>.toml.
#include <string>
#include <vector>

#include "core/queue/capacity.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/instant.hpp"
#include "core/value/numbering.hpp"
#include "core/value/site.hpp"
#include "core/value/timetable.hpp"

namespace otkel::core {

/// Official names.
struct SiteNames {
  std::string kk, ru, zh;
};

inline BlankFormat any_c_blank() { return BlankFormat::parse("C########").value(); }

struct SiteSettings {
  Site site;
  NumberPrefix prefix;  ///< opens the numbers of this site, and of no other
  SiteKind kind = SiteKind::checkpoint;
  SiteNames names;
  std::string direction_to;  ///< field 6 of the supplement if the application names no place
  minutes utc_offset = kKazakhstanOffset;
  minutes slot_length{30};
  std::vector<CapacityStep> capacity;  ///< ascending; a service centre has none
  Timetable timetable;                 ///< steps ascending, closed days ascending
  BlankFormat blank_format = any_c_blank();
  int low_stock = 200;  ///< blanks in stock below which the officers are warned
};

struct KioskSettings {
  bool tickets = true;          ///< it prints a ticket after check-in
  minutes book_ahead{48 * 60};  ///< a slot that begins later is not sold there
};

struct SessionLimits {
  minutes idle{15};
  minutes absolute{12 * 60};
  int per_officer = 4;
  int failed_log_ins = 20;  ///< wrong passwords for one officer that open an incident
};

}  // namespace otkel::core
