#pragma once
// One prepared statement: bind by position, read by column, reset when it goes out of scope.
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/result.hpp"

struct sqlite3_stmt;

namespace otkel::sqlite {

/// Thrown inside store code only; Database::transact turns it into a core::Error.
struct Failure : std::runtime_error {
  Failure(core::Code c, int sqlite_code, const std::string& what)
      : std::runtime_error(what), code(c), sqlite(sqlite_code) {}
  core::Code code;
  int sqlite;  ///< extended result code
};

/// Bytes that are no text, for a BLOB column.
struct Blob {
  std::string_view bytes;
};

class Statement {
 public:
  explicit Statement(sqlite3_stmt* stmt) : stmt_(stmt) {}
  Statement(Statement&& other) noexcept : stmt_(other.stmt_), next_(other.next_) {
    other.stmt_ = nullptr;
  }
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  /// Binds the next parameters in order: text, Blob, integers, bool, Instants (UTC ms), enums
  /// (their words), text values (.str()), optionals (NULL where empty).
  template <class... Args>
  Statement& bind(const Args&... args) {
    (bind_one(args), ...);
    return *this;
  }

  bool step();  ///< true: a row is there
  void run();   ///< steps to the end

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;  ///< of a BLOB: its bytes
  bool is_null(int column) const;
  core::Instant instant(int column) const {
    return core::Instant{std::chrono::milliseconds{integer(column)}};
  }
  std::optional<std::string> text_or_null(int column) const;
  std::optional<std::int64_t> integer_or_null(int column) const;
  std::optional<core::Instant> instant_or_null(int column) const;

  /// A column that a CHECK keeps to the enum's words.
  template <core::Worded E>
  E enumerator(int column) const {
    const auto value = core::from_word<E>(text(column));
    if (!value) corrupt_column(column);
    return *value;
  }
  /// A column that was written from T::str().
  template <class T>
  T value(int column) const {
    auto parsed = T::parse(text(column));
    if (!parsed) corrupt_column(column);
    return std::move(*parsed);
  }

 private:
  template <class T>
  void bind_one(const T& v) {
    if constexpr (std::is_convertible_v<T, std::string_view>)
      bind_text(v);
    else if constexpr (std::is_same_v<T, Blob>)
      bind_blob(v.bytes);
    else if constexpr (std::is_integral_v<T>)
      bind_integer(static_cast<std::int64_t>(v));
    else if constexpr (std::is_floating_point_v<T>)
      bind_real(v);
    else if constexpr (std::is_same_v<T, core::Instant>)
      bind_integer(v.time_since_epoch().count());
    else if constexpr (core::Worded<T>)
      bind_text(core::word(v));
    else if constexpr (requires {
                         v.has_value();
                         *v;
                       }) {
      if (v)
        bind_one(*v);
      else
        bind_null();
    } else
      bind_text(v.str());
  }
  void bind_text(std::string_view text);
  void bind_blob(std::string_view bytes);
  void bind_integer(std::int64_t value);
  void bind_real(double value);
  void bind_null();
  [[noreturn]] void corrupt_column(int column) const;

  sqlite3_stmt* stmt_;
  int next_ = 1;
};

}  // namespace otkel::sqlite
