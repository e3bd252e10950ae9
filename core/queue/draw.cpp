// Ranking and places of a draw, its tickets and its witnesses.
#include "core/queue/draw.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

namespace otkel::core {
namespace {

constexpr std::string_view kAny = "any";
constexpr std::size_t kMinuteDigits = 16;  // "2026-12-14T03:00"

/// Whether an element of `list` has that value, by itself or by the member of it.
template <class List, class Value, class Member = std::identity>
bool holds(const List& list, const Value& value, Member member = {}) {
  return std::ranges::find(list, value, member) != std::ranges::end(list);
}

std::unexpected<Error> not_of_this_draw(const DrawInterval& interval) {
  return fail(Code::value_malformed, interval.str() + " is no interval of this draw");
}

}  // namespace

DrawInterval::DrawInterval(Instant start) : text_(to_iso(start).substr(0, kMinuteDigits) + "Z") {}

Result<DrawInterval> DrawInterval::parse(std::string_view text) {
  if (text.size() == kMinuteDigits + 1 && text.back() == 'Z') {
    const auto at = parse_iso(std::string(text.substr(0, kMinuteDigits)) + ":00Z");
    if (at && DrawInterval(*at).str() == text) return DrawInterval(*at);
  }
  return fail(Code::time_malformed,
              "'" + std::string(text) + "' is no interval; the form is 2026-12-14T03:00Z, in UTC");
}

Result<DrawChoices> DrawChoices::parse(std::string_view text) {
  DrawChoices choices;
  choices.text_ = text;
  if (text == kAny) return choices;
  if (text.empty())
    return fail(Code::value_malformed, "no choice: name intervals by preference, or \"any\"");
  while (true) {
    const auto comma = text.find(',');
    auto one = DrawInterval::parse(text.substr(0, comma));
    if (!one) return std::unexpected(one.error());
    if (holds(choices.list_, *one))
      return fail(Code::value_malformed, one->str() + " is chosen twice");
    choices.list_.push_back(*std::move(one));
    if (comma == std::string_view::npos) return choices;
    text.remove_prefix(comma + 1);
  }
}

std::vector<std::size_t> draw_ranking(std::span<const ScoredRequest> requests) {
  std::vector<std::size_t> ranking(requests.size());
  std::iota(ranking.begin(), ranking.end(), std::size_t{0});
  std::ranges::sort(ranking, {}, [&](std::size_t at) {
    return std::tie(requests[at].score, requests[at].vehicle);
  });
  return ranking;
}

std::vector<std::optional<DrawInterval>> draw_places(std::span<const ScoredRequest> requests,
                                                     std::span<const std::size_t> ranking,
                                                     std::span<const DrawPlaces> places) {
  std::map<DrawInterval, std::int64_t> room;
  for (const auto& one : places)
    if (one.places > 0) room[one.interval] += one.places;
  const auto take = [&](const DrawInterval& interval) {
    const auto found = room.find(interval);
    if (found == room.end()) return false;
    if (--found->second == 0) room.erase(found);
    return true;
  };
  std::vector<std::optional<DrawInterval>> given;
  given.reserve(ranking.size());
  for (const auto at : ranking) {
    const auto& choices = requests[at].choices;
    auto& mine = given.emplace_back();
    if (choices.any() && !room.empty()) {
      mine = room.begin()->first;
      take(*mine);
    }
    for (const auto& wanted : choices.list()) {
      if (!take(wanted)) continue;
      mine = wanted;
      break;
    }
  }
  return given;
}

Result<void> check_draw_request(const DrawChoices& choices, Instant received,
                                const DrawTerms& terms) {
  if (received < terms.opens)
    return fail(Code::too_early, "requests are taken from " + to_iso(terms.opens));
  if (received >= terms.closes)
    return fail(Code::too_late, "the list was closed at " + to_iso(terms.closes) +
                                    ", this came at " + to_iso(received) +
                                    "; ask in the next draw");
  if (!choices.any() && choices.list().empty())
    return fail(Code::value_malformed, "no choice: name intervals by preference, or \"any\"");
  if (std::cmp_greater(choices.list().size(), terms.rules.most_choices))
    return fail(Code::value_malformed, "at most " + std::to_string(terms.rules.most_choices) +
                                           " intervals, or \"any\"; these are " +
                                           std::to_string(choices.list().size()));
  for (const auto& wanted : choices.list())
    if (!holds(terms.places, wanted, &DrawPlaces::interval)) return not_of_this_draw(wanted);
  return {};
}

bool draw_loss_counts(const DrawChoices& choices, std::size_t intervals, const DrawRules& rules) {
  return choices.any() || std::cmp_greater_equal(choices.list().size(), rules.least_choices) ||
         (intervals > 0 && choices.list().size() == intervals);
}

std::int64_t draw_tickets(std::int64_t losses, std::int64_t cap) {
  std::int64_t tickets = 1;
  for (; losses > 0 && tickets < cap; --losses) tickets *= 2;
  return std::max<std::int64_t>(1, std::min(tickets, cap));
}

std::int64_t draw_losses(std::span<const PastDraw> past, Instant closes, const DrawRules& rules) {
  std::int64_t losses = 0;
  for (const auto& one : past) {
    if (closes - one.closed > std::chrono::days{rules.loss_days}) break;
    if (one.end == DrawEnd::won || one.end == DrawEnd::no_show) break;
    if (one.end != DrawEnd::lost_uncounted) ++losses;
    closes = one.closed;
  }
  return losses;
}

std::optional<std::vector<DrawWitness>> draw_witnesses(std::span<const DrawWitness> answers,
                                                       std::string_view root, Instant closes,
                                                       Instant now, const DrawRules& rules) {
  const auto until = closes + minutes{rules.witness_minutes};
  if (now < until) return std::nullopt;
  std::vector<DrawWitness> fixed;
  for (const auto& one : answers)
    if (one.root == root && closes <= one.seen && one.seen < until &&
        !holds(fixed, one.site, &DrawWitness::site))
      fixed.push_back(one);
  if (fixed.empty()) return std::nullopt;
  std::ranges::sort(fixed, {}, &DrawWitness::site);
  return fixed;
}

}  // namespace otkel::core
