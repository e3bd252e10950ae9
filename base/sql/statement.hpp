#pragma once
// One prepared statement: bind by position, read by column, reset when it goes out of scope.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/sql/cursor.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::sql {

/// Bytes that are no text, for a BLOB column.
struct Blob {
  std::string_view bytes;
};

/// Refers to the session that prepared it. Throws Failure.
class Statement {
 public:
  explicit Statement(Cursor& cursor) : cursor_(&cursor) {}
  Statement(Statement&& other) noexcept
      : cursor_(std::exchange(other.cursor_, nullptr)), next_(other.next_) {}
  Statement& operator=(Statement&&) = delete;
  ~Statement() {
    if (cursor_ != nullptr) cursor_->reset();
  }

  /// Binds the next parameters in order: text, Blob, integers, bool, Instants (UTC ms), enums
  /// (their words), sites (their codes), text values (.str()), optionals (NULL if empty).
  template <class... Args>
  Statement& bind(const Args&... args) {
    (bind_one(args), ...);
    return *this;
  }

  bool step() { return cursor_->step(); }  ///< true: a row is there
  void run();                              ///< steps to the end

  std::int64_t integer(int column) const { return cursor_->integer(column); }
  double real(int column) const { return cursor_->real(column); }
  std::string text(int column) const { return std::string(cursor_->text(column)); }
  bool is_null(int column) const { return cursor_->is_null(column); }
  core::Instant instant(int column) const {
    return core::Instant{std::chrono::milliseconds{integer(column)}};
  }
  std::optional<std::string> text_or_null(int column) const;
  std::optional<std::int64_t> integer_or_null(int column) const;
  std::optional<core::Instant> instant_or_null(int column) const;

  /// A column that a CHECK keeps to the enum's words.
  template <core::Worded E>
  E enumerator(int column) const {
    const auto value = core::from_word<E>(cursor_->text(column));
    if (!value) corrupt_column(column);
    return *value;
  }
  /// A column that was written from T::str(), or a site's code.
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
      cursor_->bind_text(next_++, v);
    else if constexpr (std::is_same_v<T, Blob>)
      cursor_->bind_blob(next_++, v.bytes);
    else if constexpr (std::is_integral_v<T>)
      cursor_->bind_integer(next_++, static_cast<std::int64_t>(v));
    else if constexpr (std::is_floating_point_v<T>)
      cursor_->bind_real(next_++, v);
    else if constexpr (std::is_same_v<T, core::Instant>)
      cursor_->bind_integer(next_++, v.time_since_epoch().count());
    else if constexpr (core::Worded<T>)
      cursor_->bind_text(next_++, core::word(v));
    else if constexpr (std::is_same_v<T, core::Site>)
      cursor_->bind_text(next_++, v.code());
    else if constexpr (requires {
                         v.has_value();
                         *v;
                       }) {
      if (v)
        bind_one(*v);
      else
        cursor_->bind_null(next_++);
    } else
      cursor_->bind_text(next_++, v.str());
  }
  [[noreturn]] void corrupt_column(int column) const;

  Cursor* cursor_;
  int next_ = 1;
};

}  // namespace otkel::sql
