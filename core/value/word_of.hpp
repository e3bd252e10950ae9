#pragma once
// A word in a text that outlives this version: written from a value, read as whatever stands there,
// because a newer version may have more words (ADR 0055).
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// `Values`: what it can be written from, each with a word(); usually one enum.
template <class... Values>
class WordOf {
  using First = std::tuple_element_t<0, std::tuple<Values...>>;

 public:
  WordOf() = default;  ///< no word: the text is empty
  template <class Value>
    requires(std::same_as<Value, Values> || ...)
  WordOf(const Value& value) : text_(word(value)) {}  // NOLINT(google-explicit-constructor)
  static WordOf read(std::string_view text) {
    WordOf kept;
    kept.text_ = text;
    return kept;
  }
  /// The same for those who read many types by their parse(); never fails.
  static Result<WordOf> parse(std::string_view text) { return read(text); }

  /// Nothing: no word of the first enum in this version.
  std::optional<First> known() const { return from_word<First>(text_); }
  bool empty() const { return text_.empty(); }
  const std::string& str() const { return text_; }

  bool operator==(const WordOf&) const = default;
  friend bool operator==(const WordOf& a, std::string_view text) { return a.text_ == text; }
  template <class Value>
    requires(std::same_as<Value, Values> || ...)
  bool operator==(const Value& value) const {
    return text_ == word(value);
  }

 private:
  std::string text_;
};

}  // namespace otkel::core
