#pragma once
// The state of the hub towards its checkpoints, to look at: logs, links, what went wrong.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/codec/nullable.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// As JSON an object with one member per checkpoint.
template <class T>
using BySite = std::vector<std::pair<core::Site, T>>;

/// What is wrong with the machinery; one per cause.
struct AlarmView {
  std::string site, code, subject, detail;
  core::Instant first{}, last{};
  std::int64_t times = 1;
  static constexpr auto fields() {
    using V = AlarmView;
    return std::tuple{core::field("site", &V::site),       core::field("code", &V::code),
                      core::field("subject", &V::subject), core::field("detail", &V::detail),
                      core::field("first", &V::first),     core::field("last", &V::last),
                      core::field("times", &V::times)};
  }
};

struct SiteStatusView {
  std::int64_t hub_head_seq = 0;
  std::string hub_head_hash;
  std::int64_t hub_epochs = 0, edge_acked_hub_seq = 0;
  std::string edge_epoch;  ///< of the newest epoch, as all of `edge_` but the last two
  std::int64_t edge_head_seq = 0;
  std::string edge_head_hash;
  std::int64_t edge_projected_seq = 0;
  bool edge_all_projected = true;  ///< of all epochs
  std::int64_t edge_said_seq = 0;  ///< where the checkpoint says that its log ends
  bool connected = false;
  codec::Nullable<core::Instant> last_seen, current_at;
  std::vector<AlarmView> alarms;  ///< those that were raised last, at most 50
  std::int64_t alarms_total = 0;
  std::int64_t dead_letters = 0;
  static constexpr auto fields() {
    using V = SiteStatusView;
    return std::tuple{core::field("hub_head_seq", &V::hub_head_seq),
                      core::field("hub_head_hash", &V::hub_head_hash),
                      core::field("hub_epochs", &V::hub_epochs),
                      core::field("edge_acked_hub_seq", &V::edge_acked_hub_seq),
                      core::field("edge_epoch", &V::edge_epoch),
                      core::field("edge_head_seq", &V::edge_head_seq),
                      core::field("edge_head_hash", &V::edge_head_hash),
                      core::field("edge_projected_seq", &V::edge_projected_seq),
                      core::field("edge_all_projected", &V::edge_all_projected),
                      core::field("edge_said_seq", &V::edge_said_seq),
                      core::field("connected", &V::connected),
                      core::field("last_seen", &V::last_seen),
                      core::field("current_at", &V::current_at),
                      core::field("alarms", &V::alarms),
                      core::field("alarms_total", &V::alarms_total),
                      core::field("dead_letters", &V::dead_letters)};
  }
};

/// Of every checkpoint of this hub. What a link says is up to two seconds old.
BySite<SiteStatusView> sites_status(Context& context);

/// What a person must decide on.
struct IncidentView {
  core::Site site;
  core::LogSide origin = core::LogSide::hub;
  std::string incident_no, kind, subject, detail;
  core::Instant opened{};
  std::optional<core::Instant> closed;
  std::optional<std::string> note;
  static constexpr auto fields() {
    using V = IncidentView;
    return std::tuple{core::field("site", &V::site),
                      core::field("origin", &V::origin),
                      core::field("incident_no", &V::incident_no),
                      core::field("kind", &V::kind),
                      core::field("subject", &V::subject),
                      core::field("detail", &V::detail),
                      core::field("opened", &V::opened),
                      core::field("closed", &V::closed),
                      core::field("note", &V::note)};
  }
};

/// A fact of a checkpoint's log that could not be read into the tables.
struct DeadLetterView {
  std::string epoch;
  std::int64_t seq = 0;
  std::string type, code, reason;
  static constexpr auto fields() {
    using V = DeadLetterView;
    return std::tuple{core::field("epoch", &V::epoch), core::field("seq", &V::seq),
                      core::field("type", &V::type), core::field("code", &V::code),
                      core::field("reason", &V::reason)};
  }
};

struct IncidentsView {
  std::vector<IncidentView> incidents;  ///< by time
  std::optional<std::string> next;      ///< nothing: this was the last page
  /// The first of each checkpoint, on the first page only; dead_letters_view() has all.
  BySite<std::vector<DeadLetterView>> dead_letters;
  static constexpr auto fields() {
    return std::tuple{core::field("incidents", &IncidentsView::incidents),
                      core::field("dead_letters", &IncidentsView::dead_letters),
                      core::field("next", &IncidentsView::next)};
  }
};

/// Of one checkpoint or of all.
IncidentsView incidents_view(Context& context, std::optional<core::Site> site,
                             const core::PageRequest& page);

struct DeadLettersView {
  std::vector<DeadLetterView> dead_letters;  ///< by time
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{core::field("dead_letters", &DeadLettersView::dead_letters),
                      core::field("next", &DeadLettersView::next)};
  }
};

DeadLettersView dead_letters_view(Context& context, core::Site site, const core::PageRequest& page);

}  // namespace otkel::hub
