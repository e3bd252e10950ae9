#pragma once
// What the cameras reported, what was decided on it, and who is on the territory.
#include <optional>
#include <string>
#include <vector>

#include "core/plate_match.hpp"
#include "core/plate_read.hpp"
#include "sqlite/database.hpp"

namespace otkel::store {

struct VisitRow {
  core::Visit visit;
  core::MatchDecision decision;
  std::optional<std::string> plate;       ///< whose card it was taken for
  std::optional<std::string> decided_by;  ///< empty while it waits for a person
};

class Visits {
 public:
  explicit Visits(sqlite::Database& db) : db_(db) {}

  void put(const VisitRow& row);
  std::optional<VisitRow> find(const std::string& visit_id);
  /// Live ones that wait for a person, oldest first.
  std::vector<VisitRow> pending();

 private:
  sqlite::Database& db_;
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
};

class Stays {
 public:
  explicit Stays(sqlite::Database& db) : db_(db) {}

  void begin(const StayRow& row);
  std::optional<StayRow> open_of(const std::string& plate);
  void hold(std::int64_t id);
  /// An application that arrived after its truck had come in.
  void bind_application(std::int64_t id, const std::string& application_no);
  void end(std::int64_t id, core::Instant at, StayEnd kind, const std::string& visit_id);
  /// Vehicles inside whose blank is in the driver's hands (I7).
  std::int64_t inside_with_issued_blank();
  std::int64_t inside();

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::store
