#pragma once
// What an engine does for one prepared statement. Stores see Statement; only engines see this.
#include <cstdint>
#include <string>
#include <string_view>

namespace otkel::sql {

/// Owned by the session that prepared it, and used again for the same text. Parameters count from
/// 1, columns from 0. Everything but reset() and the columns of a row may throw Failure.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual void bind_text(int at, std::string_view text) = 0;
  virtual void bind_blob(int at, std::string_view bytes) = 0;
  virtual void bind_integer(int at, std::int64_t value) = 0;
  virtual void bind_real(int at, double value) = 0;
  virtual void bind_null(int at) = 0;
  /// True: a row is there.
  virtual bool step() = 0;
  /// Ends the statement and forgets what was bound.
  virtual void reset() noexcept = 0;

  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  /// Of a BLOB: its bytes. Valid until the next step() or reset().
  virtual std::string_view text(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::string name(int column) const = 0;
};

}  // namespace otkel::sql
