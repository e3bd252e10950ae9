#pragma once
// A word of an enum in a text that outlives this version: written from the enum, read as whatever
// stands there, because a newer version may have more words (ADR 0055).
#include <optional>
#include <string>
#include <string_view>

#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

template <Worded E>
class WordOf {
 public:
  WordOf() = default;                      ///< no word: the text is empty
  WordOf(E value) : text_(word(value)) {}  // NOLINT(google-explicit-constructor)
  static WordOf read(std::string_view text) { return WordOf(std::string(text)); }
  /// The same for those who read many types by their parse(); never fails.
  static Result<WordOf> parse(std::string_view text) { return read(text); }

  /// Nothing: no word of this version.
  std::optional<E> known() const { return from_word<E>(text_); }
  const std::string& str() const { return text_; }

  bool operator==(const WordOf&) const = default;
  friend bool operator==(const WordOf& a, std::string_view text) { return a.text_ == text; }
  friend bool operator==(const WordOf& a, E value) { return a.text_ == word(value); }

 private:
  explicit WordOf(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace otkel::core
