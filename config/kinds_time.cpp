// Kinds of time: durations with their unit, hours, zones and dates.
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "config/kinds.hpp"

namespace otkel::config {
namespace {

using std::chrono::seconds;

/// The number in front, and what stands behind it.
std::optional<std::pair<std::int64_t, std::string_view>> leading_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (bad != std::errc{} || value < 0 || value > 1'000'000 || end == text.data())
    return std::nullopt;
  return std::pair{value, text.substr(static_cast<std::size_t>(end - text.data()))};
}

std::optional<seconds> parse_duration(std::string_view text) {
  const auto parts = leading_number(text);
  if (!parts) return std::nullopt;
  if (parts->second == "s") return seconds{parts->first};
  if (parts->second == "m") return std::chrono::minutes{parts->first};
  if (parts->second == "h") return std::chrono::hours{parts->first};
  if (parts->second == "d") return std::chrono::hours{parts->first * 24};
  return std::nullopt;
}

std::string print_duration(seconds value) {
  const auto count = value.count();
  if (count > 86400 && count % 86400 == 0) return std::to_string(count / 86400) + "d";
  if (count != 0 && count % 3600 == 0) return std::to_string(count / 3600) + "h";
  if (count % 60 == 0) return std::to_string(count / 60) + "m";
  return std::to_string(count) + "s";
}

template <class Unit>
Kind<Unit> duration(const std::string& example, Unit least, Unit most) {
  return {
      "a duration such as \"" + example + "\", " + print_duration(least) + " to " +
          print_duration(most),
      [least, most](const toml::node& node) -> std::expected<Unit, std::string> {
        const auto text = node.value_exact<std::string>();
        const auto value = text ? parse_duration(*text) : std::nullopt;
        if (!value || *value < least || *value > most || std::chrono::floor<Unit>(*value) != *value)
          return std::unexpected(describe(node));
        return std::chrono::floor<Unit>(*value);
      },
      [](const Unit& value) { return std::optional{in_quotes(print_duration(value))}; }};
}

/// "HH:MM", 00:00 to 24:00.
std::optional<core::minutes> parse_hh_mm(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = leading_number(text.substr(0, 2));
  const auto minute = leading_number(text.substr(3));
  if (!hour || !minute || !hour->second.empty() || !minute->second.empty() || minute->first > 59)
    return std::nullopt;
  const core::minutes value{hour->first * 60 + minute->first};
  return value <= core::minutes{24 * 60} ? std::optional{value} : std::nullopt;
}

std::string hh_mm(core::minutes value) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(value.count() / 60 % 100),
                static_cast<int>(value.count() % 60));
  return text;
}

std::string two_quoted(const core::DayHours& value) {
  return "[" + in_quotes(hh_mm(value.opens)) + ", " + in_quotes(hh_mm(value.closes)) + "]";
}

std::expected<core::DayHours, std::string> read_stretch(const toml::node& node) {
  const auto times = list_of(time_of_day(), "").read(node);
  if (!times) return std::unexpected(times.error());
  if (times->size() != 2) return std::unexpected(describe(node));
  const core::DayHours stretch{(*times)[0], (*times)[1]};
  if (stretch.opens >= stretch.closes) return std::unexpected(two_quoted(stretch));
  return stretch;
}

/// ["07:00", "19:00"]: one stretch that stands alone.
bool stands_alone(const toml::node& node) {
  const auto* list = node.as_array();
  return list != nullptr && !list->empty() && !list->front().is_array();
}

}  // namespace

Kind<core::minutes> minutes_between(core::minutes least, core::minutes most) {
  return duration<core::minutes>("15m", least, most);
}

Kind<seconds> seconds_between(seconds least, seconds most) {
  return duration<seconds>("30s", least, most);
}

Kind<std::chrono::hours> hours_between(std::chrono::hours least, std::chrono::hours most) {
  return duration<std::chrono::hours>("30d", least, most);
}

Kind<core::minutes> offset() {
  return {"a distance from UTC such as \"+05:00\"",
          [](const toml::node& node) -> std::expected<core::minutes, std::string> {
            const auto text = node.value_exact<std::string>().value_or("");
            const bool east = text.starts_with('+');
            const auto value = east || text.starts_with('-')
                                   ? parse_hh_mm(std::string_view(text).substr(1))
                                   : std::nullopt;
            if (!value || *value > core::minutes{14 * 60}) return std::unexpected(describe(node));
            return east ? *value : -*value;
          },
          [](const core::minutes& value) -> std::optional<std::string> {
            return in_quotes((value.count() < 0 ? "-" : "+") + hh_mm(std::chrono::abs(value)));
          }};
}

Kind<core::minutes> time_of_day() {
  return {"a time of day such as \"18:00\"",
          [](const toml::node& node) -> std::expected<core::minutes, std::string> {
            const auto value = parse_hh_mm(node.value_exact<std::string>().value_or(""));
            if (!value) return std::unexpected(describe(node));
            return *value;
          },
          [](const core::minutes& value) { return std::optional{in_quotes(hh_mm(value))}; }};
}

Kind<std::vector<core::DayHours>> hours() {
  const Kind<core::DayHours> one{"", read_stretch, [](const core::DayHours& value) {
                                   return std::optional{two_quoted(value)};
                                 }};
  auto kind = list_of(one,
                      "opening hours such as [[\"08:00\", \"12:00\"], [\"13:00\", \"17:00\"]], up "
                      "to " +
                          std::to_string(core::kMostWindows) +
                          " stretches, or one: [\"07:00\", "
                          "\"19:00\"]");
  const auto read = kind.read;
  kind.read =
      [read](const toml::node& node) -> std::expected<std::vector<core::DayHours>, std::string> {
    if (stands_alone(node)) {
      const auto stretch = read_stretch(node);
      if (!stretch) return std::unexpected(stretch.error());
      return std::vector{*stretch};
    }
    auto values = read(node);
    if (!values) return values;
    if (values->size() > core::kMostWindows)
      return std::unexpected(std::to_string(values->size()) + " stretches");
    for (std::size_t i = 1; i < values->size(); ++i)
      if ((*values)[i].opens <= (*values)[i - 1].closes)
        return std::unexpected(two_quoted((*values)[i]) + " not after " +
                               two_quoted((*values)[i - 1]) + "; join or sort them");
    return values;
  };
  return kind;
}

Kind<core::LocalDate> date() {
  return {"a date such as 2025-01-31, without quotes",
          [](const toml::node& node) -> std::expected<core::LocalDate, std::string> {
            const auto found = node.value_exact<toml::date>();
            if (!found) return std::unexpected(describe(node));
            const core::LocalDate value{std::chrono::year{found->year},
                                        std::chrono::month{found->month},
                                        std::chrono::day{found->day}};
            if (!value.ok()) return std::unexpected(describe(node));
            return value;
          },
          [](const core::LocalDate& value) { return std::optional{core::to_iso(value)}; }};
}

Kind<std::vector<core::LocalDate>> dates() {
  auto kind = list_of(date(), "a list of dates, ascending, each once");
  const auto read = kind.read;
  kind.read = [read](const toml::node& node) {
    auto values = read(node);
    if (!values) return values;
    const auto wrong = std::adjacent_find(values->begin(), values->end(), std::greater_equal{});
    if (wrong != values->end())
      values = std::unexpected(core::to_iso(*(wrong + 1)) + " after " + core::to_iso(*wrong));
    return values;
  };
  return kind;
}

}  // namespace otkel::config
