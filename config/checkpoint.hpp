#pragma once
// What differs from checkpoint to checkpoint: names, capacity, hours, the shape of its blanks. The
// shipped values stand in config/defaults/<site>.toml and serve the edge and the hub alike.
#include <string>
#include <vector>

#include "core/queue/capacity.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/calendar.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::config {

/// Official names (R-08), and the Chinese checkpoint on the other side of the road.
struct CheckpointNames {
  std::string kk;
  std::string ru;
  std::string zh;
  std::string pair_ru;
  std::string pair_zh;
};

inline core::BlankFormat any_c_blank() { return core::BlankFormat::parse("C########").value(); }

struct CheckpointSettings {
  core::Site site = core::Site::nur_zholy;
  CheckpointNames names;
  std::string direction_to;  ///< field 6 of the supplement where the application names no place
  core::minutes utc_offset = core::kKazakhstanOffset;
  core::minutes slot_length{30};
  std::vector<core::CapacityStep> capacity;  ///< ascending
  core::Timetable timetable;                 ///< steps ascending, closed days ascending
  core::BlankFormat blank_format = any_c_blank();
  int low_stock = 200;  ///< blanks in stock at and below which the officers are warned
};

}  // namespace otkel::config
