#pragma once
// What differs from site to site: names, numbers, capacity, hours, the shape of its blanks. A site
// is these values (ADR 0054). The shipped ones stand in config/defaults/<site>.toml and serve the
// edge and the hub alike.
#include <string>
#include <vector>

#include "core/queue/capacity.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/calendar.hpp"
#include "core/value/instant.hpp"
#include "core/value/numbering.hpp"
#include "core/value/site.hpp"

namespace otkel::config {

/// Official names, and the Chinese checkpoint on the other side of the road, where there is one.
struct CheckpointNames {
  std::string kk;
  std::string ru;
  std::string zh;
  std::string pair_ru;
  std::string pair_zh;
};

inline core::BlankFormat any_c_blank() { return core::BlankFormat::parse("C########").value(); }

struct CheckpointSettings {
  core::Site site;
  core::NumberPrefix prefix;  ///< opens the numbers of this site, and of no other
  core::SiteKind kind = core::SiteKind::checkpoint;
  CheckpointNames names;
  std::string direction_to;  ///< field 6 of the supplement where the application names no place
  core::minutes utc_offset = core::kKazakhstanOffset;
  core::minutes slot_length{30};
  std::vector<core::CapacityStep> capacity;  ///< ascending; a service centre has none
  core::Timetable timetable;                 ///< steps ascending, closed days ascending
  core::BlankFormat blank_format = any_c_blank();
  int low_stock = 200;  ///< blanks in stock at and below which the officers are warned
};

}  // namespace otkel::config
