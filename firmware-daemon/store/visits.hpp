#pragma once
// What the cameras reported and what was decided on it.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/said_by.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/page.hpp"

namespace otkel::store {

struct VisitRow {
  core::Visit visit;
  core::MatchDecision decision;
  std::optional<std::string> plate;            ///< whose card it was taken for
  std::optional<core::ReadSaidBy> decided_by;  ///< empty while it waits for a person
  std::optional<std::string> officer_reason;
  bool waits = false;         ///< for a person: live, not decided, and somebody has to look
  bool against_read = false;  ///< the officer named a plate that the read does not support
  std::optional<std::string> second = std::nullopt;  ///< login of who stood for it as well
};

class Visits {
 public:
  explicit Visits(sql::Session& db) : db_(db) {}

  void put(const VisitRow& row);
  std::optional<VisitRow> find(const std::string& visit_id);
  /// When the vehicle last passed there by a visit that was taken for it, `but` aside.
  std::optional<core::Instant> last_passage(const std::string& plate, core::CameraRole role,
                                            const std::string& but);
  /// Those that wait for a person, oldest first.
  std::vector<VisitRow> pending();
  /// Of them those to look at first: reads that may be a called truck's, then the others; in either
  /// part in turn the newest of each called truck or camera, its second newest, and so on, so that
  /// no flood at one camera pushes out another's reads or a truck that was called.
  std::vector<VisitRow> foremost(std::int64_t most);
  /// All that wait, newest first, of one camera where one is named; one row more than the page.
  std::vector<VisitRow> waiting(const core::PageRequest& page, const std::string& camera = {});
  std::int64_t count_pending();
  /// Late records of exits that nobody decided on yet and whose nearest card is that of a vehicle
  /// whose issued blank waits for an exit, oldest first.
  std::vector<VisitRow> late_exits(std::int64_t most = -1);
  std::int64_t count_late_exits();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
