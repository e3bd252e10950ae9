#pragma once
// The journal of prints: a job is a row before a byte leaves, and its end is what was proven.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/document.hpp"
#include "core/value/names.hpp"
#include "core/value/page.hpp"

namespace otkel::store {

/// In the order in which a job passes through them.
enum class PrintState {
  queued,
  preflight,      ///< at the print thread; not one byte of it is sent
  sending,        ///< from here on the paper may hold something of it
  awaiting_echo,  ///< all sent, the printer's answer is waited for
  confirmed,
  failed_safe,
  unknown
};

}  // namespace otkel::store

namespace otkel::core {
template <>
struct EnumWords<store::PrintState> {
  static constexpr std::array<std::string_view, 7> words{
      "queued", "preflight", "sending", "awaiting_echo", "confirmed", "failed_safe", "unknown"};
};
}  // namespace otkel::core

namespace otkel::store {

struct PrintJobRow {
  std::int64_t id = 0;
  std::string subject;  ///< attempts are counted per kind of sheet and subject
  std::optional<std::string> application_no, blank;
  std::int64_t attempt = 1;
  PrintState state = PrintState::queued;
  core::Document payload;
  std::optional<std::string> cause, grade, page_hash;
  std::optional<std::int64_t> rows_sent, bytes_sent;
  core::Instant queued{};
  std::optional<core::Instant> ended;
  std::optional<std::string> resolved_by;
};

class PrintJobs {
 public:
  explicit PrintJobs(sql::Session& db) : db_(db) {}

  std::int64_t insert(const PrintJobRow& row);  ///< the new id
  /// Writes everything but what the job is about.
  void update(const PrintJobRow& row);
  std::optional<PrintJobRow> find(std::int64_t id);
  /// Supplements before all other sheets: a truck waits for them.
  std::optional<PrintJobRow> next_queued();
  std::vector<PrintJobRow> in_state(PrintState state);
  /// preflight, sending, awaiting_echo; oldest first.
  std::vector<PrintJobRow> in_flight();
  /// Those whose end nobody knows, then the newest others: what waits for a person is never pushed
  /// out by a row of tickets.
  std::vector<PrintJobRow> foremost(std::int64_t most);
  /// By id, newest first; one row more than the page.
  std::vector<PrintJobRow> list(const core::PageRequest& page);
  /// The supplements of one number, oldest first.
  std::vector<PrintJobRow> of_blank(const std::string& blank);
  /// `document`: word of the sheet.
  std::optional<PrintJobRow> last_of(std::string_view document, const std::string& subject);
  std::optional<PrintJobRow> last_confirmed(std::string_view document);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
