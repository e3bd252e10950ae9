#pragma once
// A struct that lists its fields <-> the columns of a row, in the order of the list.
#include <optional>
#include <type_traits>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/money.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

template <class T>
void read_column(sql::Statement& row, int column, T& out) {
  if constexpr (std::is_same_v<T, std::string>)
    out = row.text(column);
  else if constexpr (std::is_same_v<T, bool>)
    out = row.integer(column) != 0;
  else if constexpr (std::is_same_v<T, std::int64_t>)
    out = row.integer(column);
  else if constexpr (std::is_same_v<T, core::Instant>)
    out = row.instant(column);
  else if constexpr (std::is_same_v<T, core::Money>)
    out.tenge = row.integer(column);
  else if constexpr (std::is_same_v<T, std::optional<std::string>>)
    out = row.text_or_null(column);
  else if constexpr (std::is_same_v<T, core::Site>)
    out = row.value<core::Site>(column);
  else if constexpr (std::is_same_v<T, std::optional<core::Instant>>)
    out = row.instant_or_null(column);
  else
    out = row.enumerator<T>(column);
}

/// The current row. The SELECT names the columns in the order of T's list.
template <core::Described T>
T read_row(sql::Statement& row) {
  T out{};
  int column = 0;
  core::for_each_field(out, [&](std::string_view, auto& f) { read_column(row, column++, f); });
  return out;
}

template <core::Described T>
std::vector<T> read_rows(sql::Statement& rows) {
  std::vector<T> out;
  while (rows.step()) out.push_back(read_row<T>(rows));
  return out;
}

template <core::Described T>
std::optional<T> read_one(sql::Statement& rows) {
  if (!rows.step()) return std::nullopt;
  return read_row<T>(rows);
}

/// Binds all fields of `value` to the next parameters.
template <core::Described T>
sql::Statement& bind_row(sql::Statement& statement, const T& value) {
  core::for_each_field(value, [&]<class F>(std::string_view, const F& f) {
    if constexpr (std::is_same_v<F, core::Money>)
      statement.bind(f.tenge);
    else
      statement.bind(f);
  });
  return statement;
}

}  // namespace otkel::hub
