#pragma once
// What supervision is shown: where the logs, the link and the workers stand. No personal data.
#include <map>
#include <optional>
#include <string>

#include "core/permit/statistics.hpp"
#include "firmware-daemon/app/views.hpp"

namespace otkel::app {

/// The checkpoint's own log.
struct EdgePosition {
  std::string epoch;
  std::int64_t seq = 0;
  std::string hash;
  std::int64_t acked_seq = 0;
  static constexpr auto fields() {
    using V = EdgePosition;
    return std::tuple{field("epoch", &V::epoch), field("seq", &V::seq), field("hash", &V::hash),
                      field("acked_seq", &V::acked_seq)};
  }
};

/// What has arrived of the hub's log.
struct HubPosition {
  std::string epoch;
  std::int64_t seq = 0;
  std::string hash;
  static constexpr auto fields() {
    using V = HubPosition;
    return std::tuple{field("epoch", &V::epoch), field("seq", &V::seq), field("hash", &V::hash)};
  }
};

struct StatusView {
  std::string version, site, profile;
  Instant now{}, stepped_to{};
  bool idle = false;
  EdgePosition edge;
  HubPosition hub;
  LinkView link;
  std::int64_t open_print_jobs = 0;
  std::string rule_pack;
  std::optional<std::string> last_visit;
  std::int64_t visits_taken = 0;
  static constexpr auto fields() {
    using V = StatusView;
    return std::tuple{field("version", &V::version),
                      field("site", &V::site),
                      field("profile", &V::profile),
                      field("now", &V::now),
                      field("stepped_to", &V::stepped_to),
                      field("idle", &V::idle),
                      field("edge", &V::edge),
                      field("hub", &V::hub),
                      field("link", &V::link),
                      field("open_print_jobs", &V::open_print_jobs),
                      field("rule_pack", &V::rule_pack),
                      field("last_visit", &V::last_visit),
                      field("visits_taken", &V::visits_taken)};
  }
};

/// Everything but what only the process knows: version, profile, stepped_to; `idle` is true if
/// no print moves: none is open, or those that are wait for a printer that is not ready.
StatusView status_view(Context& context);

struct Counters {
  core::BlankCounts blanks;
  std::map<std::string, std::int64_t> print_jobs;  ///< open ones, by state
  std::int64_t incidents_open = 0, dead_letters = 0;
};
Counters counters(Context& context);

/// Writes a row, so that the commit that follows proves that the database can be written.
void prove_writable(Context& context);

}  // namespace otkel::app
