#pragma once
// What went wrong: incidents for a person to decide, alarms about the machinery, dead letters.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_edge.hpp"
#include "core/fact/event_record.hpp"
#include "core/value/fields.hpp"
#include "core/value/page.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct IncidentRow {
  core::Site site;
  core::LogSide origin = core::LogSide::hub;
  std::string incident_no, kind, subject, detail;
  core::Instant opened{};
  std::optional<core::Instant> closed;
  std::optional<std::string> note;
  static constexpr auto fields() {
    using R = IncidentRow;
    return std::tuple{core::field("site", &R::site),
                      core::field("origin", &R::origin),
                      core::field("incident_no", &R::incident_no),
                      core::field("kind", &R::kind),
                      core::field("subject", &R::subject),
                      core::field("detail", &R::detail),
                      core::field("opened", &R::opened),
                      core::field("closed", &R::closed),
                      core::field("note", &R::note)};
  }
};

/// As a checkpoint's incident is kept: with whose act it was, who may not close it.
std::string detail_of(const core::IncidentOpened& fact);

struct AlarmRow {
  std::string site, code, subject, detail;
  core::Instant first{}, last{};
  std::int64_t times = 1;
  static constexpr auto fields() {
    using R = AlarmRow;
    return std::tuple{core::field("site", &R::site),       core::field("code", &R::code),
                      core::field("subject", &R::subject), core::field("detail", &R::detail),
                      core::field("first", &R::first),     core::field("last", &R::last),
                      core::field("times", &R::times)};
  }
};

struct DeadLetterRow {
  std::string epoch;
  std::int64_t seq = 0;
  std::string type, code, reason;
  core::Instant at{};
  static constexpr auto fields() {
    using R = DeadLetterRow;
    return std::tuple{core::field("epoch", &R::epoch),   core::field("seq", &R::seq),
                      core::field("type", &R::type),     core::field("code", &R::code),
                      core::field("reason", &R::reason), core::field("at", &R::at)};
  }
};

core::ListPosition place_of(const IncidentRow& row);
core::ListPosition place_of(const DeadLetterRow& row);

/// Call inside Session::transact; throws sql::Failure.
class Incidents {
 public:
  explicit Incidents(sql::Session& db) : db_(db) {}
  void put(const IncidentRow& row);
  std::optional<IncidentRow> find(core::Site site, core::LogSide origin, const std::string& no);
  /// Whether the hub has one of that kind about that subject that is not closed.
  bool is_open(core::Site site, const std::string& kind, const std::string& subject);
  /// By time; one row more than the page. Places are named "SITE/ORIGIN/NUMBER".
  std::vector<IncidentRow> list(std::optional<core::Site> site, const core::PageRequest& page = {});

  /// One row per (site, code, subject); a repetition counts up.
  void alarm(core::Site site, const core::Error& error, const std::string& subject,
             core::Instant now);
  /// Those that were raised last, at most that many.
  std::vector<AlarmRow> alarms(core::Site site, std::int64_t most = core::kUsualPage);
  std::int64_t count_alarms(core::Site site);

  /// By time; one row more than the page. Places are named "EPOCH/SEQ", its digits filled up.
  std::vector<DeadLetterRow> dead_letters(core::Site site, const core::PageRequest& page = {});
  std::int64_t count_dead_letters(core::Site site);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
