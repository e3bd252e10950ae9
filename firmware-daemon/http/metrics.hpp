#pragma once
// The numbers that supervision scrapes, in Prometheus' text form.
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/machine_views.hpp"
#include "firmware-daemon/app/notices.hpp"

namespace otkel::http {

struct Measurements {
  std::optional<app::Counters> counters;  ///< nothing if the database cannot be read
  const app::Surroundings& around;        ///< only looked at; it holds all cards
  std::vector<app::Notice> notices = {};
  std::int64_t requests = 0, refused = 0, sockets = 0;
  std::int64_t queue_depth = 0;  ///< commands that wait for the work thread
  std::int64_t evicted = 0;      ///< connections closed because others needed the place
  std::int64_t log_ins_turned_away = 0;
};

/// Names begin with otkel_.
std::string metrics_text(const Measurements& measured);

}  // namespace otkel::http
