// A walk from the front of the text: date, what parts date and time, time, zone, and then the end.
#include "anpr-bridge/decode/camera_time.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

using core::Instant;
using std::chrono::milliseconds;

constexpr std::size_t kMostText = 64;
constexpr int kFirstYear = 1970, kLastYear = 2099;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Blanks and a minus that are no ASCII become theirs: browsers and offices write such.
std::string plain(std::string_view text) {
  struct Sign {
    std::string_view sent;
    char plain;
  };
  constexpr Sign kSigns[] = {{"\xC2\xA0", ' '}, {"\xE2\x80\xAF", ' '}, {"\xE2\x88\x92", '-'}};
  std::string out;
  while (!text.empty()) {
    const auto* known =
        std::ranges::find_if(kSigns, [&](const Sign& sign) { return text.starts_with(sign.sent); });
    const bool found = known != std::end(kSigns);
    out += found ? known->plain : text.front();
    text.remove_prefix(found ? known->sent.size() : 1);
  }
  return out;
}

class Walk {
 public:
  explicit Walk(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  /// Takes the next sign if it is one of these, else gives '\0'.
  char one_of(std::string_view signs) {
    if (rest_.empty() || signs.find(rest_.front()) == signs.npos) return '\0';
    const char sign = rest_.front();
    rest_.remove_prefix(1);
    return sign;
  }
  bool word(std::string_view expected) {
    if (!same_word(rest_.substr(0, expected.size()), expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  bool blanks() {
    const bool some = !rest_.empty() && rest_.front() == ' ';
    while (one_of(" ") != '\0') {
    }
    return some;
  }
  /// How many digits come next.
  std::size_t run() const { return std::min(rest_.find_first_not_of("0123456789"), rest_.size()); }
  std::string_view digits(std::size_t count) {
    const auto taken = rest_.substr(0, std::min(count, run()));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// All of the next digits as a number, if they are `least` to `most`.
  std::optional<int> number(std::size_t least, std::size_t most) {
    return run() < least || run() > most ? std::nullopt : whole_of(digits(most));
  }
  /// As many digits as that, whatever follows.
  std::optional<int> exactly(std::size_t count) {
    return run() < count ? std::nullopt : whole_of(digits(count));
  }
  std::string_view rest() const { return rest_; }

 private:
  static std::optional<int> whole_of(std::string_view digits) {
    const auto value = whole(digits);
    return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
  }
  std::string_view rest_;
};

std::optional<core::LocalDate> date_of(std::optional<int> year, std::optional<int> month,
                                       std::optional<int> day) {
  if (!year || !month || !day || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const core::LocalDate date{std::chrono::year{*year},
                             std::chrono::month{static_cast<unsigned>(*month)},
                             std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// Two numbers and the year behind them. Only one of both can be the month if the other is more
/// than 12.
std::optional<core::LocalDate> date_of_unordered(std::optional<int> first,
                                                 std::optional<int> second, std::optional<int> year,
                                                 Order order) {
  const auto day_first = date_of(year, second, first), month_first = date_of(year, first, second);
  if (order) return *order == core::DateOrder::day_first ? day_first : month_first;
  if (day_first && month_first && *day_first != *month_first) return std::nullopt;
  return day_first ? day_first : month_first;
}

std::optional<core::LocalDate> read_date(Walk& walk, Order order) {
  if (walk.run() == 8 || walk.run() >= 12) {
    const auto year = walk.exactly(4), month = walk.exactly(2);
    return date_of(year, month, walk.exactly(2));
  }
  const bool year_first = walk.run() == 4;
  const auto first = year_first ? walk.number(4, 4) : walk.number(1, 2);
  const char between = walk.one_of("-/.:");
  const auto second = walk.number(1, 2);
  if (between == '\0' || walk.one_of({&between, 1}) == '\0') return std::nullopt;
  const auto third = year_first ? walk.number(1, 2) : walk.number(4, 4);
  return year_first ? date_of(first, second, third)
                    : date_of_unordered(first, second, third, order);
}

/// What stands between date and time; `loose` where it is also a sign within both.
bool read_parting(Walk& walk, bool& loose) {
  loose = false;
  walk.one_of(",");
  if (walk.blanks()) return true;
  if (walk.one_of("Tt_") != '\0') return true;
  loose = walk.one_of("-") != '\0';
  return loose;
}

/// Of the digits of a fraction, the first three as milliseconds.
milliseconds fraction(std::string_view digits) {
  std::string three(digits.substr(0, 3));
  three.resize(3, '0');
  return milliseconds{whole(three).value_or(0)};
}

std::optional<milliseconds> clock_of(std::optional<int> hour, std::optional<int> minute,
                                     int second = 0) {
  if (!hour || !minute || *hour > 23 || *minute > 59 || second > 59) return std::nullopt;
  return std::chrono::hours{*hour} + core::minutes{*minute} + std::chrono::seconds{second};
}

/// "1020", "102030", "102030123".
std::optional<milliseconds> read_digits_of_clock(Walk& walk) {
  const bool has_seconds = walk.run() >= 6;
  if (!has_seconds && walk.run() != 4) return std::nullopt;
  const auto hour = walk.exactly(2), minute = walk.exactly(2);
  const auto clock = clock_of(hour, minute, has_seconds ? walk.exactly(2).value_or(60) : 0);
  if (!clock) return std::nullopt;
  std::string_view finer = walk.digits(kMostText);
  if (finer.empty() && has_seconds && walk.one_of(".,") != '\0') {
    finer = walk.digits(kMostText);
    if (finer.empty()) return std::nullopt;
  }
  return *clock + fraction(finer);
}

/// "10:20", "9:20:30", "10:20:30,123". Other signs than a colon also stand between other things:
/// with them, as with a `loose` parting, only a time with seconds is one.
std::optional<milliseconds> read_clock(Walk& walk, bool loose) {
  if (walk.run() > 2) return loose && walk.run() < 6 ? std::nullopt : read_digits_of_clock(walk);
  const auto hour = walk.number(1, 2);
  const char between = walk.one_of(":.-");
  const auto minute = walk.number(2, 2);
  if (between == '\0') return std::nullopt;
  const bool has_seconds = walk.one_of({&between, 1}) != '\0';
  if (!has_seconds && (loose || between != ':')) return std::nullopt;
  const auto second = has_seconds ? walk.number(2, 2) : std::optional(0);
  const auto clock = second ? clock_of(hour, minute, *second) : std::nullopt;
  if (!clock || !has_seconds || walk.one_of(".,:") == '\0') return clock;
  const auto finer = walk.digits(kMostText);
  return finer.empty() ? std::nullopt : std::optional(*clock + fraction(finer));
}

/// The time of day, set right by AM or PM behind it. Nothing if such a time has no such hour.
std::optional<milliseconds> read_half(Walk& walk, milliseconds clock) {
  walk.blanks();
  const bool am = walk.word("AM") || walk.word("a.m."),
             pm = !am && (walk.word("PM") || walk.word("p.m."));
  if (!am && !pm) return clock;
  const auto hour = std::chrono::floor<std::chrono::hours>(clock).count();
  if (hour < 1 || hour > 12) return std::nullopt;
  return clock + std::chrono::hours{(hour == 12 ? -12 : 0) + (pm ? 12 : 0)};
}

/// "+05:00", "+0500", "+05", "+5".
std::optional<core::minutes> read_offset(Walk& walk) {
  const char sign = walk.one_of("+-");
  if (sign == '\0') return std::nullopt;
  const bool together = walk.run() == 4;
  const auto hours = together ? walk.exactly(2) : walk.number(1, 2);
  std::optional<int> minutes = 0;
  if (together || walk.one_of(":") != '\0') minutes = walk.number(2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const core::minutes offset = std::chrono::hours{*hours} + core::minutes{*minutes};
  return sign == '-' ? -offset : offset;
}

/// The zone in the text, or the one given for texts that end here.
Zone read_zone(Walk& walk, Zone without) {
  walk.blanks();
  if (walk.at_end()) return without;
  if (walk.one_of("Zz") != '\0') return core::minutes{0};
  if (walk.word("UTC") || walk.word("GMT")) {
    if (walk.at_end()) return core::minutes{0};
    walk.blanks();
  }
  return read_offset(walk);
}

std::optional<Instant> read_calendar(std::string_view text, Zone zone, Order order) {
  Walk walk(text);
  const bool together = walk.run() >= 12;
  const auto date = read_date(walk, order);
  bool loose = false;
  if (!date || (!together && !read_parting(walk, loose))) return std::nullopt;
  auto clock = together ? read_digits_of_clock(walk) : read_clock(walk, loose);
  if (clock) clock = read_half(walk, *clock);
  if (!clock) return std::nullopt;
  const auto offset = read_zone(walk, zone);
  if (!offset || !walk.at_end()) return std::nullopt;
  return Instant{std::chrono::sys_days{*date}} + *clock - *offset;
}

constexpr std::int64_t kFirstMs = 946'684'800'000, kEndMs = 4'102'444'800'000;  // 2000, 2100

std::optional<Instant> within_century(std::int64_t ms) {
  if (ms < kFirstMs || ms >= kEndMs) return std::nullopt;
  return Instant{milliseconds{ms}};
}

/// Digits, and a fraction that only seconds need.
std::optional<Instant> read_count(std::string_view text) {
  const auto point = text.find('.');
  const auto count = whole(text.substr(0, point));
  if (!count || *count < 0) return std::nullopt;
  const auto finer = point == text.npos ? std::string_view{} : text.substr(point + 1);
  if (*count < kEndMs / 1000)
    if (const auto time = within_century(*count * 1000 + fraction(finer).count())) return time;
  for (const std::int64_t per_ms : {1, 1'000, 1'000'000})
    if (const auto time = within_century(*count / per_ms)) return time;
  return std::nullopt;
}

/// ".NET": the offset behind the count is how the sender shows it, the count is UTC.
std::optional<Instant> read_dotnet(std::string_view text) {
  text.remove_prefix(text.starts_with('/') ? 6 : 5);
  Walk walk(text);
  const auto ms = whole(walk.digits(kMostText));
  walk.one_of("+-");
  walk.digits(4);
  const auto rest = walk.rest();
  return ms && (rest == ")/" || rest == ")") ? within_century(*ms) : std::nullopt;
}

/// Digits with at most one point among them.
bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return digit(c) || c == '.'; }) &&
         std::ranges::count(text, '.') <= 1 && !text.empty() && digit(text.front());
}

/// As many digits as a date and a time have, with nothing, three or six behind the seconds. No
/// count of this century has as many but for 12, and those begin with other years.
bool is_long_as_calendar(std::string_view digits) {
  const auto size = std::min(digits.find('.'), digits.size());
  return size == 12 || size == 14 || size == 17 || size == 20;
}

}  // namespace

std::optional<Instant> camera_time(std::string_view text, Zone zone, Order order) {
  text = trim(text);
  if (text.empty() || text.size() > kMostText) return std::nullopt;
  if (text.starts_with("/Date(") || text.starts_with("Date(")) return read_dotnet(text);
  if (is_number(text)) {
    const auto time = is_long_as_calendar(text) ? read_calendar(text, zone, order) : std::nullopt;
    return time ? time : read_count(text);
  }
  if (const auto time = read_calendar(plain(text), zone, order)) return time;
  return epoch_time(decimal(text));  // "1.75e9"
}

std::optional<Instant> epoch_time(std::optional<double> count, double per_second) {
  if (!count) return std::nullopt;
  const double ms = *count / per_second * 1000;
  if (!(ms >= static_cast<double>(kFirstMs) && ms < static_cast<double>(kEndMs)))
    return std::nullopt;
  return Instant{milliseconds{std::llround(ms)}};
}

std::optional<Instant> epoch_time(std::optional<double> count) {
  for (const double per_second : {1.0, 1e3, 1e6, 1e9})
    if (const auto time = epoch_time(count, per_second)) return time;
  return std::nullopt;
}

SentTime sent_time(std::string_view text, const Hints& hints) {
  return {std::string(trim(text)), camera_time(text, hints.zone, hints.date_order)};
}

SentTime sent_time(const std::vector<std::string>& texts, const Hints& hints) {
  SentTime first;
  for (const auto& text : texts) {
    auto time = sent_time(text, hints);
    if (time.at) return time;
    if (first.text.empty()) first = std::move(time);
  }
  return first;
}

SentTime sent_time(std::initializer_list<JsonAt> fields, const Hints& hints) {
  std::vector<std::string> texts;
  for (const auto& field : fields) {
    auto text = field.text(kMostText);
    const auto fractional = text.empty() ? field.number() : std::nullopt;
    texts.push_back(fractional ? std::to_string(*fractional) : std::move(text));
  }
  return sent_time(texts, hints);
}

}  // namespace otkel::anpr
