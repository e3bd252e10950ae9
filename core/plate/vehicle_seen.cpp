// Front, rear and direction.
#include "core/plate/vehicle_seen.hpp"

#include <algorithm>

#include "core/value/plate_number.hpp"

namespace otkel::core {
namespace {

bool is_rear(const PlateRead& read) { return read.view == View::rear; }

bool counts(const Visit& visit, const PlateRead& read) {
  return !visit.live || !read.retransmitted;
}

bool against(const PlateRead& read) {
  return read.motion == (is_rear(read) ? Motion::approaching : Motion::leaving);
}

bool seen_in_front(const Visit& visit, const std::string& folded) {
  return std::any_of(visit.reads.begin(), visit.reads.end(), [&](const PlateRead& read) {
    return !is_rear(read) && counts(visit, read) && fold_plate_text(read.plate) == folded;
  });
}

}  // namespace

std::vector<PlateRead> own_plate_reads(const Visit& visit) {
  std::vector<PlateRead> own, rear;
  for (const auto& read : visit.reads) {
    if (!is_rear(read))
      own.push_back(read);
    else
      rear.push_back(read);
  }
  if (own.empty()) return rear;
  for (auto& read : rear) {
    const auto folded = fold_plate_text(read.plate);
    if (!folded.empty() && seen_in_front(visit, folded)) own.push_back(std::move(read));
  }
  return own;
}

std::optional<std::string> trailer_seen(const Visit& visit) {
  for (const auto& read : visit.reads) {
    auto folded = fold_plate_text(read.trailer_plate ? *read.trailer_plate
                                  : is_rear(read)    ? read.plate
                                                     : "");
    if (!folded.empty() && !seen_in_front(visit, folded)) return folded;
  }
  return std::nullopt;
}

std::string make_seen(const Visit& visit) {
  for (const auto& read : visit.reads)
    if (!read.vehicle_make.empty()) return read.vehicle_make;
  return {};
}

Hindrance hindrance(const Visit& visit) {
  if (!visit.live) return Hindrance::late;
  if (std::all_of(visit.reads.begin(), visit.reads.end(), is_rear)) return Hindrance::rear_only;
  for (const auto& read : visit.reads)
    if (counts(visit, read) && against(read)) return Hindrance::against_direction;
  return Hindrance::none;
}

}  // namespace otkel::core
