// Calendar arithmetic on <chrono> and the ISO 8601 forms of the wire.
#include "core/value/instant.hpp"

#include "core/value/text.hpp"

namespace otkel::core {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::sys_days;

/// Reads a date or a time from its front on. What is not as it is wanted is remembered, so that one
/// question at the end is enough.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  LocalDate date() {
    const std::chrono::year year{digits(4)};
    want("-");
    const std::chrono::month month{static_cast<unsigned>(digits(2))};
    want("-");
    return {year, month, std::chrono::day{static_cast<unsigned>(digits(2))}};
  }
  /// Hours and minutes; seconds where they stand there, and their fractions.
  milliseconds clock() {
    milliseconds time = std::chrono::hours{up_to(23)};
    want(":");
    time += minutes{up_to(59)};
    if (!next_is(":")) return time;
    time += std::chrono::seconds{up_to(59)};
    return next_is(".") ? time + thousandths() : time;
  }
  /// "Z", "+05:00" or "-03:30" as minutes east of UTC.
  minutes zone() {
    if (next_is("Zz")) return minutes{0};
    const bool west = next_is("-");
    if (!west) want("+");
    const std::chrono::hours hours{up_to(14)};
    want(":");
    const minutes offset = hours + minutes{up_to(59)};
    return west ? -offset : offset;
  }
  void want(std::string_view signs) {
    if (!next_is(signs)) failed_ = true;
  }
  bool read_all() const { return !failed_ && rest_.empty(); }

 private:
  /// Takes the next sign if it is one of these.
  bool next_is(std::string_view signs) {
    if (rest_.empty() || !signs.contains(rest_.front())) return false;
    rest_.remove_prefix(1);
    return true;
  }
  int digits(std::size_t width) {
    const auto text = rest_.substr(0, width);
    const auto number = number_in<unsigned>(text);
    if (text.size() < width || !number) failed_ = true;
    rest_.remove_prefix(text.size());
    return static_cast<int>(number.value_or(unsigned{}));
  }
  int up_to(int most) {
    const int number = digits(2);
    if (number > most) failed_ = true;
    return number;
  }
  /// What is finer than a millisecond is left out.
  milliseconds thousandths() {
    std::string three(rest_.substr(0, rest_.find_first_not_of("0123456789")));
    if (three.empty()) failed_ = true;
    rest_.remove_prefix(three.size());
    three.resize(3, '0');
    return milliseconds{number_in<int>(three).value()};
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

LocalDate local_date(Instant at, minutes utc_offset) {
  return LocalDate{floor<days>(at + utc_offset)};
}

Instant at_local(LocalDate date, minutes since_midnight, minutes utc_offset) {
  return Instant{sys_days{date}} + since_midnight - utc_offset;
}

minutes since_local_midnight(Instant at, minutes utc_offset) {
  const auto local = at + utc_offset;
  return floor<minutes>(local - floor<days>(local));
}

std::string to_iso(LocalDate date) {
  return with_zeros(static_cast<int>(date.year()), 4) + "-" +
         with_zeros(static_cast<unsigned>(date.month()), 2) + "-" +
         with_zeros(static_cast<unsigned>(date.day()), 2);
}

std::string to_iso(Instant at) {
  const auto day = floor<days>(at);
  const std::chrono::hh_mm_ss clock{at - day};
  return to_iso(LocalDate{day}) + "T" + with_zeros(clock.hours().count(), 2) + ":" +
         with_zeros(clock.minutes().count(), 2) + ":" + with_zeros(clock.seconds().count(), 2) +
         "." + with_zeros(clock.subseconds().count(), 3) + "Z";
}

Result<LocalDate> parse_date(std::string_view text) {
  Reader reader(text);
  const LocalDate date = reader.date();
  if (!reader.read_all())
    return fail(Code::time_malformed, "'" + std::string(text) + "' is not a date like 2025-05-20");
  if (!date.ok())
    return fail(Code::time_malformed, "'" + std::string(text) + "' is no day of the calendar");
  return date;
}

Result<Instant> parse_iso(std::string_view text) {
  Reader reader(text);
  const LocalDate date = reader.date();
  reader.want("T ");
  const milliseconds clock = reader.clock();
  const minutes zone = reader.zone();
  if (!reader.read_all() || !date.ok())
    return fail(Code::time_malformed,
                "'" + std::string(text) + "' is not a time like 2025-05-20T08:00:00+05:00");
  return Instant{sys_days{date}} + clock - zone;
}

}  // namespace otkel::core
