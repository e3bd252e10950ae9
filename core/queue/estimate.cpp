// Pace times trucks, through the windows.
#include "core/queue/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace otkel::core {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::sys_days;

milliseconds scaled(milliseconds time, double by) {
  return milliseconds{std::llround(static_cast<double>(time.count()) * by)};
}

/// The smallest value that at least `share` of the sorted ones do not exceed.
double point_of(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

/// Of what is said: the nearer, the finer.
milliseconds step_of(milliseconds away) {
  if (away < std::chrono::hours{1}) return minutes{5};
  return away < std::chrono::hours{4} ? minutes{15} : minutes{30};
}

/// To whole steps of the local clock; every zone here is one of whole half hours.
Instant rounded_down(Instant at, Instant now) {
  const auto step = step_of(at - now);
  const auto since = at.time_since_epoch();
  return std::max(now, Instant{since - since % step});
}

Instant rounded_up(Instant at, Instant now) {
  const auto step = step_of(at - now);
  const auto over = at.time_since_epoch() % step;
  return over == milliseconds{0} ? at : at + (step - over);
}

std::optional<NoEstimate> reason_for_none(const EstimateFacts& facts) {
  if (!facts.clock_trusted) return NoEstimate::clock_in_doubt;
  if (facts.blanks_out) return NoEstimate::no_blanks;
  if (facts.road_blocked) return NoEstimate::road_closed;
  return std::nullopt;
}

/// By more than a fifth of how far away it was.
bool moved(Instant was, Instant is, Instant now) {
  return std::chrono::abs(is - was) * 5 > std::chrono::abs(was - now);
}

}  // namespace

double entries_until(const TrucksBefore& before) {
  const double trucks = static_cast<double>(before.waiting) +
                        before.show_rate * static_cast<double>(before.expected) + 1;
  return trucks / (1 - std::clamp(before.out_of_turn, 0.0, 0.9));
}

Pace pace_of(std::span<const milliseconds> gaps, milliseconds by_capacity) {
  if (gaps.size() < kGapsLeast) return {by_capacity, true};
  const auto last = gaps.last(std::min(gaps.size(), kGapsWanted));
  std::vector<milliseconds> sorted(last.begin(), last.end());
  std::ranges::sort(sorted);
  // One long break must not speak for the hours before it.
  const auto cut = (sorted.size() + 9) / 10;
  const auto most = sorted[sorted.size() - cut - 1];
  for (auto& gap : sorted) gap = std::min(gap, most);
  const auto sum = std::accumulate(sorted.begin(), sorted.end(), milliseconds{0});
  return {sum / static_cast<std::int64_t>(sorted.size()), false};
}

std::size_t EstimateErrors::class_of(double entries) {
  return entries <= 5 ? 0 : entries <= 20 ? 1 : entries <= 80 ? 2 : 3;
}

void EstimateErrors::learn(double entries, milliseconds by_pace, milliseconds actual) {
  if (by_pace <= milliseconds{0} || actual < milliseconds{0}) return;
  auto& ratios = ratios_[class_of(entries)];
  ratios.push_back(static_cast<double>(actual.count()) / static_cast<double>(by_pace.count()));
  if (ratios.size() > kKept) ratios.erase(ratios.begin());
}

EstimateErrors::Spread EstimateErrors::spread(double entries) const {
  auto ratios = ratios_[class_of(entries)];
  if (ratios.size() < kNeeded) return {};
  std::ranges::sort(ratios);
  return {point_of(ratios, 0.05), point_of(ratios, 0.5), point_of(ratios, 0.95)};
}

std::optional<Instant> walk(const Timetable& timetable, Instant from, milliseconds usable,
                            minutes utc_offset) {
  const sys_days today{local_date(from, utc_offset)};
  for (days ahead{0}; ahead <= kLookAhead; ++ahead) {
    const LocalDate day{today + ahead};
    for (const auto& window : windows_of(timetable, day)) {
      const Instant begins = std::max(from, at_local(day, window.opens, utc_offset));
      const Instant closes = at_local(day, window.closes, utc_offset);
      if (begins >= closes) continue;
      if (usable <= closes - begins) return begins + usable;
      usable -= closes - begins;
    }
  }
  return std::nullopt;
}

Estimated estimate(const EstimateFacts& facts, const Timetable& timetable, Instant now,
                   minutes utc_offset) {
  if (const auto why = reason_for_none(facts)) return {std::nullopt, why};
  const double entries = entries_until(facts.before);
  const auto whole = scaled(facts.pace.gap, entries);
  const auto at = [&](double by) { return walk(timetable, now, scaled(whole, by), utc_offset); };
  const auto low = at(facts.spread.low), middle = at(facts.spread.middle);
  if (!low || !middle) return {std::nullopt, NoEstimate::not_in_sight};
  Estimate made{*middle, rounded_down(*low, now), std::nullopt, facts.pace.by_timetable, entries,
                whole};
  const auto high = at(facts.spread.high);
  if (high && !facts.over_promised) made.to = rounded_up(*high, now);
  return {made, std::nullopt};
}

bool worth_new_words(const Estimate& told, const Estimate& fresh, Instant now) {
  if (fresh.point < told.from || (told.to && fresh.point > *told.to)) return true;
  if (told.to.has_value() != fresh.to.has_value()) return true;
  return moved(told.from, fresh.from, now) || (told.to && moved(*told.to, *fresh.to, now));
}

}  // namespace otkel::core
