#pragma once
// The journal of prints: a job is a row before a byte leaves, and its end is what was proven.
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"
#include "core/supplement.hpp"
#include "sqlite/database.hpp"

namespace otkel::store {

enum class PrintState { queued, sending, confirmed, failed_safe, unknown };

}  // namespace otkel::store

namespace otkel::core {
template <>
struct EnumWords<store::PrintState> {
  static constexpr std::array<std::string_view, 5> words{"queued", "sending", "confirmed",
                                                         "failed_safe", "unknown"};
};
}  // namespace otkel::core

namespace otkel::store {

struct PrintJobRow {
  std::int64_t id = 0;
  std::string application_no, blank;
  std::int64_t attempt = 1;
  PrintState state = PrintState::queued;
  core::SupplementPrint payload;
  std::optional<std::string> cause, grade, page_hash;
  core::Instant queued{};
  std::optional<core::Instant> ended;
  std::optional<std::string> resolved_by;
};

class PrintJobs {
 public:
  explicit PrintJobs(sqlite::Database& db) : db_(db) {}

  std::int64_t insert(const PrintJobRow& row);  ///< the new id
  /// Writes state, cause, grade, page hash, end and who resolved it.
  void update(const PrintJobRow& row);
  std::optional<PrintJobRow> find(std::int64_t id);
  std::optional<PrintJobRow> next_queued();
  std::vector<PrintJobRow> in_state(PrintState state);
  std::vector<PrintJobRow> newest(std::int64_t most);
  /// Oldest first.
  std::vector<PrintJobRow> of_blank(const std::string& blank);

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::store
