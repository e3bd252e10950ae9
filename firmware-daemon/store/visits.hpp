#pragma once
// What the cameras reported, what was decided on it, and who is on the territory.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/gate/redemption.hpp"
#include "core/plate/plate_match.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::store {

struct VisitRow {
  core::Visit visit;
  core::MatchDecision decision;
  std::optional<std::string> plate;       ///< whose card it was taken for
  std::optional<std::string> decided_by;  ///< empty while it waits for a person
  std::optional<std::string> officer_reason;
  bool waits = false;  ///< for a person: live, not decided, and somebody has to look
};

class Visits {
 public:
  explicit Visits(sql::Session& db) : db_(db) {}

  void put(const VisitRow& row);
  std::optional<VisitRow> find(const std::string& visit_id);
  /// Those that wait for a person, oldest first; below 0: all.
  std::vector<VisitRow> pending(std::int64_t most = -1);
  std::int64_t count_pending();
  /// Late records of exits that nobody decided on yet and whose nearest card is that of a vehicle
  /// whose issued blank waits for an exit, oldest first.
  std::vector<VisitRow> late_exits();

 private:
  sql::Session& db_;
};

enum class StayEnd { left, turned_back };

}  // namespace otkel::store

namespace otkel::core {
template <>
struct EnumWords<store::StayEnd> {
  static constexpr std::array<std::string_view, 2> words{"left", "turned_back"};
};
}  // namespace otkel::core

namespace otkel::store {

struct StayRow {
  std::int64_t id = 0;
  std::string plate, entry_visit;
  core::Instant entered{};
  std::optional<std::string> booking_no, application_no;
  bool held = false;  ///< waits in the return lane until its blank is back (R-30)
  std::optional<std::string> trailer_seen;  ///< folded, at the entrance
  std::optional<core::EvidenceGrade> entry_grade;
  std::optional<core::Instant> said_left;  ///< an officer's word; no camera has seen it (R-37)
  std::optional<core::Instant> ended;
  std::optional<StayEnd> end;
  std::optional<core::Instant> came_back;  ///< from China, under the number it left with (R-06)
};

class Stays {
 public:
  explicit Stays(sql::Session& db) : db_(db) {}

  void begin(const StayRow& row);
  std::optional<StayRow> open_of(const std::string& plate);
  std::optional<StayRow> last_of(const std::string& plate);
  /// The oldest that ended by an officer's word and whose number still waits for evidence.
  std::optional<StayRow> awaiting_of(const std::string& plate);
  void hold(std::int64_t id);
  /// Nothing: it was seen again, the word does not stand.
  void say_left(std::int64_t id, std::optional<core::Instant> at);
  void come_back(std::int64_t id, core::Instant at);
  /// An application that arrived after its truck had come in.
  void bind_application(std::int64_t id, const std::string& application_no);
  void end(std::int64_t id, core::Instant at, StayEnd kind, const std::string& visit_id);
  /// Vehicles inside whose blank is in the driver's hands (I7), but for those that an officer says
  /// have left.
  std::int64_t inside_with_issued_blank();
  /// Plates of those that hold a blank and have not left.
  std::vector<std::string> with_blank();
  /// Issued blanks of vehicles that have left by an officer's word: they wait for a camera's.
  std::int64_t awaiting_evidence();
  std::int64_t inside();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
