#pragma once
// Kinds of values: how each is read from TOML, written back, and named to the person who got it
// wrong. Internal to this folder.
#include <toml++/toml.h>

#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/value/blank_number.hpp"
#include "core/value/money.hpp"
#include "core/value/names.hpp"
#include "core/value/numbering.hpp"
#include "core/value/site.hpp"
#include "core/value/timetable.hpp"

namespace otkel::config {

template <class T>
struct Kind {
  std::string expected;  ///< ends the sentence "expected ..."
  /// The value, or what was found instead.
  std::function<std::expected<T, std::string>(const toml::node&)> read;
  /// In TOML; nothing if the value is unset.
  std::function<std::optional<std::string>(const T&)> print;
};

/// "the text "abc"", "the number 7", "a table", ...
std::string describe(const toml::node& node);
std::string in_quotes(std::string_view text);

Kind<std::string> words();          ///< any text but none
Kind<std::string> printed_words();  ///< the same, and every sheet may show it
Kind<std::string> words_or_none();
Kind<std::string> slug();    ///< a-z 0-9 and hyphens, 32 at most
Kind<std::string> secret();  ///< letters, digits, hyphens, 16 at least
Kind<std::string> path();    ///< absolute
Kind<std::string> path_or_none();
Kind<std::string> pack_name();  ///< absolute, or a bare file name
Kind<std::string> address();    ///< an IP address
Kind<std::vector<std::string>> addresses();
Kind<std::vector<std::string>> networks();  ///< addresses, or nets with nothing behind the prefix
Kind<std::vector<std::string>> hosts();
Kind<std::string> device();
Kind<std::string> url();
Kind<std::string> origin_or_none();  ///< "https://HOST[:PORT]", no path
Kind<std::string> http_path();       ///< from its slash, with a query
Kind<std::string> tcp_endpoint();
Kind<std::string> tcp_endpoint_or_none();
Kind<std::string> ipc_endpoint();
Kind<std::string> camera_url_or_none();
Kind<bool> flag();
Kind<int> whole(int least, int most);
Kind<double> number(double least, double most);
Kind<std::uint16_t> port();
Kind<std::uint64_t> seed();
Kind<core::minutes> minutes_between(core::minutes least, core::minutes most);
Kind<std::chrono::seconds> seconds_between(std::chrono::seconds least, std::chrono::seconds most);
Kind<std::chrono::hours> hours_between(std::chrono::hours least, std::chrono::hours most);
Kind<core::minutes> offset();               ///< "+05:00"
Kind<core::minutes> time_of_day();          ///< "18:00"
Kind<std::vector<core::DayHours>> hours();  ///< [["08:00", "12:00"], ["13:00", "17:00"]]
Kind<core::LocalDate> date();
Kind<std::vector<core::LocalDate>> dates();  ///< ascending
Kind<core::BlankFormat> blank_pattern();
Kind<core::Money> tenge();
Kind<core::Site> site_code();
Kind<std::vector<core::Site>> site_codes();
Kind<core::NumberPrefix> number_prefix();

/// One of the words of an enum.
template <core::Worded E>
Kind<E> one_of() {
  std::string all;
  for (const auto word : core::EnumWords<E>::words)
    all += (all.empty() ? "" : ", ") + in_quotes(word);
  return {"one of " + all,
          [](const toml::node& node) -> std::expected<E, std::string> {
            const auto text = node.value_exact<std::string>();
            const auto value = text ? core::from_word<E>(*text) : std::nullopt;
            if (!value) return std::unexpected(describe(node));
            return *value;
          },
          [](const E& value) { return std::optional{in_quotes(core::word(value))}; }};
}

/// A value that may be left out. TOML has no null: once set it can be changed, not taken away.
template <class T>
Kind<std::optional<T>> maybe(const Kind<T>& kind) {
  return {kind.expected,
          [kind](const toml::node& node) -> std::expected<std::optional<T>, std::string> {
            auto value = kind.read(node);
            if (!value) return std::unexpected(std::move(value.error()));
            return std::optional<T>{std::move(*value)};
          },
          [kind](const std::optional<T>& value) -> std::optional<std::string> {
            return value ? kind.print(*value) : std::nullopt;
          }};
}

template <class T>
Kind<std::vector<T>> list_of(const Kind<T>& kind, std::string expected) {
  return {std::move(expected),
          [kind](const toml::node& node) -> std::expected<std::vector<T>, std::string> {
            if (!node.is_array()) return std::unexpected(describe(node));
            std::vector<T> values;
            for (const toml::node& item : *node.as_array()) {
              auto value = kind.read(item);
              if (!value)
                return std::unexpected(value.error() + " at place " +
                                       std::to_string(values.size() + 1));
              values.push_back(std::move(*value));
            }
            return values;
          },
          [kind](const std::vector<T>& values) -> std::optional<std::string> {
            std::string text = "[";
            for (const T& value : values)
              text += (text.size() > 1 ? ", " : "") + kind.print(value).value_or("");
            return text + "]";
          }};
}

}  // namespace otkel::config
