#pragma once
// What a person must look at.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/instant.hpp"
#include "core/value/page.hpp"

namespace otkel::store {

struct IncidentRow {
  std::string incident_no, kind, subject, detail;
  core::Instant opened{};
  std::optional<core::Instant> closed;
  std::optional<std::string> note;
  /// Logins of those whose act opened it, joined by ", ": none of them closes it.
  std::optional<std::string> caused_by;
};

class Incidents {
 public:
  explicit Incidents(sql::Session& db) : db_(db) {}

  void insert(const IncidentRow& row);
  void close(const std::string& incident_no, core::Instant at, const std::string& note);
  std::optional<IncidentRow> find(const std::string& incident_no);
  /// The same problem is reported once: one of that kind about that subject and by the same people
  /// is open, or was opened at this very moment.
  bool is_reported(const IncidentRow& about);
  bool is_open(const std::string& kind, const std::string& subject);  ///< of any cause
  /// Oldest first.
  std::vector<IncidentRow> open();
  enum class Which { open, all };
  /// Newest first; one row more than the page.
  std::vector<IncidentRow> list(const core::PageRequest& page, Which which);
  std::int64_t count_open();
  std::int64_t count();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
