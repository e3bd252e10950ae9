#pragma once
// One prepared statement of SQLite, with every result code looked at.
#include <string>
#include <string_view>

#include "base/sql/cursor.hpp"

struct sqlite3_stmt;

namespace otkel::sqlite {

/// Owns the statement.
class Cursor final : public sql::Cursor {
 public:
  explicit Cursor(sqlite3_stmt* stmt) : stmt_(stmt) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor() override;

  void bind_text(int at, std::string_view text) override;
  void bind_blob(int at, std::string_view bytes) override;
  void bind_integer(int at, std::int64_t value) override;
  void bind_real(int at, double value) override;
  void bind_null(int at) override;
  bool step() override;
  void reset() noexcept override;

  std::int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  bool is_null(int column) const override;
  std::string name(int column) const override;

 private:
  void must(int code) const;
  sqlite3_stmt* stmt_;
};

}  // namespace otkel::sqlite
