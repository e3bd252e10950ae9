// Reading what may be NULL, and what no version of this program wrote.
#include "base/sql/statement.hpp"

#include "base/sql/failure.hpp"

namespace otkel::sql {

void Statement::run() {
  while (step()) {
  }
}

std::optional<std::string> Statement::text_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<std::int64_t> Statement::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<core::Instant> Statement::instant_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

void Statement::corrupt_column(int column) const {
  throw Failure(core::Code::database_corrupt, "column " + cursor_->name(column) + " holds '" +
                                                  text(column) +
                                                  "', which no version of this program wrote");
}

}  // namespace otkel::sql
