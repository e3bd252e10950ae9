#pragma once
// What the logs of one end say that its tables must hold, and where they do not: somebody who edits
// a table leaves the chain of the log whole; this finds the row (ADR 0051). The fold of the facts
// is each end's own, the comparison is one.
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::ledger {

/// Fields of a row by name, as text; only those that the logs decide.
using StateRow = std::map<std::string, std::string>;
/// Rows by key.
using StateTable = std::map<std::string, StateRow>;
/// Tables by name, as in the database.
using TablesByLog = std::map<std::string, StateTable>;

/// A field whose value the logs leave open between these.
std::string any_of(std::initializer_list<std::string_view> values);
/// A row with a field of this name may be there or not, and is not compared.
inline constexpr const char* kLeftOpen = "?";

/// A query whose first column is the key, and the names of the fields in the columns behind it.
struct TableRead {
  std::string_view table;
  std::vector<std::string_view> fields;
  std::string_view sql;  ///< a literal
};

struct StateDifference {
  std::string table, key, field;  ///< field empty: the row itself is there or is not
  std::string in_table, by_log;
  std::string words() const;
};

struct StateCheck {
  std::int64_t rows = 0;  ///< compared
  std::vector<StateDifference> differences;
};

/// Inside a transaction that reads, so that logs and tables are of one moment. Throws sql::Failure.
StateCheck compare_state(sql::Session& session, const std::vector<TableRead>& tables,
                         const TablesByLog& by_log);

/// What verify-state leaves beside the database for the process that works on it.
struct StateReport {
  core::Instant checked{};
  std::int64_t rows = 0;
  std::vector<std::string> differences;  ///< at most the first hundred, in words
  static constexpr auto fields() {
    using R = StateReport;
    return std::tuple{core::field("checked", &R::checked), core::field("rows", &R::rows),
                      core::field("differences", &R::differences)};
  }
};

StateReport report_of(const StateCheck& check, core::Instant now);

}  // namespace otkel::ledger
