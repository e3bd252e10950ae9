#pragma once
// Any struct that lists its fields <-> JSON. The one place where facts of core become text, for the
// logs, the link, the bridge and the HTTP API.
#include <boost/json.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/codec/nullable.hpp"
#include "core/value/application_no.hpp"
#include "core/value/bin_iin.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/money.hpp"
#include "core/value/names.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::codec {

namespace json = boost::json;
using core::Code;
using core::Result;

/// Parses with a depth limit of 32 and no extensions. Errors: payload_malformed with the offset.
Result<json::value> parse(std::string_view text);

template <class T>
concept TextValue = requires(const T& v) {
  { T::parse(std::string_view{}) } -> std::same_as<Result<T>>;
  { v.str() } -> std::same_as<const std::string&>;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_nullable = false;
template <class T>
inline constexpr bool is_nullable<Nullable<T>> = true;
/// What text writes as one word of its own: an enumerator, or a site as its code.
template <class T>
concept Named = core::Worded<T> || std::is_same_v<T, core::Site>;
template <Named T>
std::string_view name_of(const T& value) {
  if constexpr (core::Worded<T>)
    return core::word(value);
  else
    return value.code();
}
template <class T>
inline constexpr bool is_by_word = false;
template <Named E, class T>
inline constexpr bool is_by_word<std::vector<std::pair<E, T>>> = true;

/// Instants are ISO 8601 text in UTC, dates "2025-05-20", money whole tenge, enums their words, a
/// site its code. Empty optionals are left out of the object unless their field says always. A list
/// of (enum or site, value) pairs is an object with the words as names.
template <class T>
json::value to_json(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return json::string(value);
  } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t> ||
                       std::is_same_v<T, double>) {
    return value;
  } else if constexpr (std::is_same_v<T, core::Instant> || std::is_same_v<T, core::LocalDate>) {
    return json::string(core::to_iso(value));
  } else if constexpr (std::is_same_v<T, core::Money>) {
    return value.tenge;
  } else if constexpr (Named<T>) {
    return json::string(name_of(value));
  } else if constexpr (TextValue<T>) {
    return json::string(value.str());
  } else if constexpr (is_nullable<T>) {
    return value.value ? to_json(*value.value) : json::value();
  } else if constexpr (is_by_word<T>) {
    json::object out;
    for (const auto& [name, item] : value) out[name_of(name)] = to_json(item);
    return out;
  } else if constexpr (is_vector<T>) {
    json::array out;
    for (const auto& item : value) out.push_back(to_json(item));
    return out;
  } else {
    static_assert(core::Described<T>, "give the struct a fields() list");
    json::object out;
    const auto put = [&](const auto& field) {
      const auto& f = value.*(field.member);
      if constexpr (is_optional<std::decay_t<decltype(f)>>) {
        if (f)
          out[field.name] = to_json(*f);
        else if (field.always)
          out[field.name] = nullptr;
      } else {
        out[field.name] = to_json(f);
      }
    };
    std::apply([&](const auto&... fields) { (put(fields), ...); }, T::fields());
    return out;
  }
}

namespace detail {

std::unexpected<core::Error> wrong_type(const std::string& where, std::string_view expected);
std::unexpected<core::Error> missing(const std::string& where);
std::unexpected<core::Error> unknown(const std::string& where);
/// The names of `object` must all be in `known`.
Result<void> only_known(const json::object& object, const std::vector<std::string_view>& known,
                        const std::string& where);
/// An enumerator of its word, or a site of its code.
template <class T>
std::optional<T> from_word(std::string_view text) {
  if constexpr (std::is_same_v<T, core::Site>)
    return core::Site::parse(text);
  else
    return core::from_word<T>(text);
}
template <class T>
inline constexpr std::string_view kWordOf = "one of the words of the contract";
template <>
inline constexpr std::string_view kWordOf<core::Site> = "the code of a site";
/// Puts the path before the detail of a value's own parse error.
core::Error at(const std::string& where, core::Error error);

}  // namespace detail

/// Whether fields that are not on the struct's list stop the reading.
enum class Unknown { refused, ignored };

/// Reads `value` into `out`. `where` is the path for the error text ("$.vehicle.plate").
/// Every field that is not optional must be there; others are refused by default, because what a
/// reader does not know it must not pretend to have read. Errors: field_missing, field_unknown,
/// payload_malformed, or the code of the value's own parser.
template <class T>
Result<void> read(const json::value& value, T& out, const std::string& where,
                  Unknown unknown = Unknown::refused);

template <class T>
Result<void> read_fields(const json::object& object, T& out, const std::string& where,
                         Unknown unknown) {
  std::vector<std::string_view> known;
  Result<void> result;
  core::for_each_field(out, [&]<class F>(std::string_view name, F& f) {
    known.push_back(name);
    if (!result) return;
    const std::string path = where + "." + std::string(name);
    const auto* found = object.if_contains(name);
    if constexpr (is_optional<F>) {
      f.reset();
      if (found == nullptr || found->is_null()) return;
      result = read(*found, f, path, unknown);
    } else {
      result = found == nullptr ? detail::missing(path) : read(*found, f, path, unknown);
    }
  });
  if (!result || unknown == Unknown::ignored) return result;
  return detail::only_known(object, known, where);
}

template <class T>
Result<void> read(const json::value& value, T& out, const std::string& where, Unknown unknown) {
  if constexpr (is_optional<T>) {
    using Inner = typename T::value_type;
    if constexpr (TextValue<Inner>) {
      if (!value.is_string()) return detail::wrong_type(where, "text");
      auto parsed = Inner::parse(value.get_string());
      if (!parsed) return std::unexpected(detail::at(where, parsed.error()));
      out = std::move(*parsed);
      return {};
    } else {
      out.emplace();
      return read(value, *out, where, unknown);
    }
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!value.is_string()) return detail::wrong_type(where, "text");
    out.assign(value.get_string().data(), value.get_string().size());
    return {};
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!value.is_bool()) return detail::wrong_type(where, "true or false");
    out = value.get_bool();
    return {};
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    if (!value.is_int64()) return detail::wrong_type(where, "a whole number");
    out = value.get_int64();
    return {};
  } else if constexpr (std::is_same_v<T, double>) {
    if (!value.is_number()) return detail::wrong_type(where, "a number");
    out = value.to_number<double>();
    return {};
  } else if constexpr (std::is_same_v<T, core::Money>) {
    if (!value.is_int64()) return detail::wrong_type(where, "whole tenge");
    out.tenge = value.get_int64();
    return {};
  } else if constexpr (is_vector<T>) {
    if (!value.is_array()) return detail::wrong_type(where, "a list");
    out.clear();
    for (const auto& item : value.get_array()) {
      const std::string path = where + "[" + std::to_string(out.size()) + "]";
      std::optional<typename T::value_type> element;
      if (auto r = read(item, element, path, unknown); !r) return r;
      out.push_back(std::move(*element));
    }
    return {};
  } else if constexpr (core::Described<T>) {
    if (!value.is_object()) return detail::wrong_type(where, "an object");
    return read_fields(value.get_object(), out, where, unknown);
  } else {
    if (!value.is_string()) return detail::wrong_type(where, "text");
    const std::string_view text = value.get_string();
    if constexpr (Named<T>) {
      const auto parsed = detail::from_word<T>(text);
      if (!parsed) return detail::wrong_type(where, detail::kWordOf<T>);
      out = *parsed;
    } else {
      const auto parsed = [&] {
        if constexpr (std::is_same_v<T, core::Instant>)
          return core::parse_iso(text);
        else if constexpr (std::is_same_v<T, core::LocalDate>)
          return core::parse_date(text);
        else
          return T::parse(text);
      }();
      if (!parsed) return std::unexpected(detail::at(where, parsed.error()));
      out = *parsed;
    }
    return {};
  }
}

/// Text -> struct in one step. T must be default-constructible.
template <class T>
Result<T> decode(std::string_view text) {
  const auto value = parse(text);
  if (!value) return std::unexpected(value.error());
  T out{};
  if (auto r = read(*value, out, "$"); !r) return std::unexpected(r.error());
  return out;
}

template <class T>
std::string encode(const T& value) {
  return json::serialize(to_json(value));
}

}  // namespace otkel::codec
