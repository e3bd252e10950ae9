// Row by row, field by field.
#include "ledger/state_compare.hpp"

#include <utility>

namespace otkel::ledger {
namespace {

/// Between the values of any_of(): no text of a log holds it (ledger/own_log.cpp).
constexpr char kOr = '\0';
constexpr std::size_t kMostInReport = 100;

std::vector<std::string_view> values_of(std::string_view by_log) {
  std::vector<std::string_view> values;
  for (;;) {
    const auto end = by_log.find(kOr);
    values.push_back(by_log.substr(0, end));
    if (end == std::string_view::npos) return values;
    by_log.remove_prefix(end + 1);
  }
}

bool fits(const std::string& in_table, const std::string& by_log) {
  for (const auto value : values_of(by_log))
    if (in_table == value) return true;
  return false;
}

std::string quoted(const std::string& by_log) {
  std::string text;
  for (const auto value : values_of(by_log))
    text += (text.empty() ? "\"" : " or \"") + std::string(value) + "\"";
  return text;
}

StateTable read_table(sql::Session& session, const TableRead& read) {
  StateTable table;
  auto rows = session.prepare(read.sql);
  while (rows.step()) {
    StateRow row;
    int column = 0;
    for (const auto field : read.fields) row.emplace(field, rows.text(++column));
    table.emplace(rows.text(0), std::move(row));
  }
  return table;
}

void compare_rows(const std::string& table, const std::string& key, const StateRow& is,
                  const StateRow& should, StateCheck& check) {
  for (const auto& [field, by_log] : should) {
    const auto found = is.find(field);
    const std::string in_table = found == is.end() ? "" : found->second;
    if (!fits(in_table, by_log)) check.differences.push_back({table, key, field, in_table, by_log});
  }
}

void compare_tables(const std::string& table, const StateTable& is, const StateTable& should,
                    StateCheck& check) {
  for (const auto& [key, by_log] : should) {
    ++check.rows;
    if (by_log.contains(kLeftOpen)) continue;
    const auto found = is.find(key);
    if (found == is.end())
      check.differences.push_back({table, key, "", "missing", "there"});
    else
      compare_rows(table, key, found->second, by_log, check);
  }
  for (const auto& [key, row] : is)
    if (!should.contains(key)) check.differences.push_back({table, key, "", "there", "missing"});
}

}  // namespace

std::string any_of(std::initializer_list<std::string_view> values) {
  std::string text;
  for (const auto value : values) text.append(value).push_back(kOr);
  if (!text.empty()) text.pop_back();
  return text;
}

std::string StateDifference::words() const {
  return table + " " + key + (field.empty() ? "" : ", " + field) + ": the table says \"" +
         in_table + "\", the log " + quoted(by_log);
}

StateCheck compare_state(sql::Session& session, const std::vector<TableRead>& tables,
                         const TablesByLog& by_log) {
  static const StateTable kEmpty;
  StateCheck check;
  for (const auto& read : tables) {
    const std::string name(read.table);
    const auto should = by_log.find(name);
    compare_tables(name, read_table(session, read),
                   should == by_log.end() ? kEmpty : should->second, check);
  }
  return check;
}

StateReport report_of(const StateCheck& check, core::Instant now) {
  StateReport report{now, check.rows, {}};
  for (const auto& difference : check.differences)
    if (report.differences.size() < kMostInReport) report.differences.push_back(difference.words());
  return report;
}

}  // namespace otkel::ledger
