// The baselines act on the first read that satisfies them, as such systems do.
#include "tests/eval/matchers.hpp"

#include <algorithm>
#include <cstdio>
#include <unordered_set>

#include "core/plate/plate_match.hpp"

namespace otkel::eval {
namespace {

using Act = Outcome::Act;
using Reads = std::vector<core::PlateRead>;

/// Levenshtein distance at most one.
bool within_one(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto rest_a = static_cast<std::size_t>(x - a.begin());
  const auto rest_b = static_cast<std::size_t>(y - b.begin());
  if (rest_a == a.size()) return true;
  return a.size() == b.size() ? a.substr(rest_a + 1) == b.substr(rest_b + 1)
                              : a.substr(rest_a) == b.substr(rest_b + 1);
}

std::vector<std::string> texts(const Reads& reads) {
  std::vector<std::string> folded;
  for (const auto& read : reads)
    if (auto text = core::fold_plate_text(read.plate); !text.empty()) folded.push_back(text);
  return folded;
}

Outcome ours(const Reads& reads, const core::CardIndex& index) {
  const auto d = core::match_plate(reads, index, {}, core::RulePack{});
  if (d.may_act) return {Act::opened, *d.matched};
  const bool proposes = d.kind != core::MatchKind::none && d.kind != core::MatchKind::no_read;
  return {proposes ? Act::asked : Act::ignored, {}};
}

Outcome strict(const Reads& reads, const core::CardIndex& index) {
  Outcome out = ours(reads, index);
  if (out.act != Act::opened) return out;
  const auto read = texts(reads);
  if (read.size() < 2 ||
      !std::all_of(read.begin(), read.end(), [&](const auto& text) { return text == out.plate; }))
    return {Act::asked, {}};
  return out;
}

Outcome weighted_acts(const Reads& reads, const core::CardIndex& index) {
  const auto d = core::match_plate(reads, index, {}, core::RulePack{});
  if (d.matched) return {Act::opened, *d.matched};
  return {d.kind == core::MatchKind::ambiguous ? Act::asked : Act::ignored, {}};
}

}  // namespace

std::vector<Matcher> all_matchers(const std::vector<std::string>& cards,
                                  const core::CardIndex& index) {
  const auto exact = [&index](const Reads& reads) -> Outcome {
    for (const auto& text : texts(reads))
      if (index.contains(text)) return {Act::opened, text};
    return {};
  };
  const auto first = [&cards](const Reads& reads) -> Outcome {
    for (const auto& text : texts(reads))
      for (const auto& card : cards)
        if (within_one(text, card)) return {Act::opened, card};
    return {};
  };
  const auto unique = [&cards, &index](const Reads& reads) -> Outcome {
    Outcome out;
    for (const auto& text : texts(reads)) {
      if (index.contains(text)) return {Act::opened, text};
      std::vector<std::string> near;
      for (const auto& card : cards)
        if (within_one(text, card)) near.push_back(card);
      if (near.size() == 1) return {Act::opened, near.front()};
      if (near.size() > 1) out.act = Act::asked;
    }
    return out;
  };
  return {{"otkel", [&index](const Reads& r) { return ours(r, index); }},
          {"otkel_strict", [&index](const Reads& r) { return strict(r, index); }},
          {"exact", exact},
          {"levenshtein_first", first},
          {"levenshtein_unique", unique},
          {"weighted_acts", [&index](const Reads& r) { return weighted_acts(r, index); }}};
}

std::vector<Tally> tally(const std::vector<Matcher>& matchers,
                         const std::vector<Passing>& passings) {
  std::vector<Tally> tallies;
  for (const auto& matcher : matchers) {
    Tally t;
    t.matcher = matcher.name;
    for (const auto& [truck, reads] : passings) {
      ++t.visits;
      t.reads += static_cast<std::int64_t>(reads.size());
      const Outcome out = matcher.decide(reads);
      if (out.act == Act::asked)
        ++t.to_officer;
      else if (out.act == Act::opened)
        ++(!truck.listed ? t.unlisted_accepted : out.plate == truck.plate ? t.right : t.wrong);
      else
        ++(truck.listed ? t.missed : t.unlisted_left);
    }
    tallies.push_back(t);
  }
  return tallies;
}

std::string table(const std::vector<Tally>& tallies) {
  std::string text;
  char line[160];
  const auto put = [&](const char* name, auto... numbers) {
    std::snprintf(line, sizeof line, "%-19s%8s%8s%8s%8s%11s%8s%18s\n", name, numbers...);
    text += line;
  };
  put("matcher", "reads", "visits", "right", "wrong", "to_officer", "missed", "unlisted_accepted");
  for (const auto& t : tallies) {
    const auto n = [](std::int64_t v) { return std::to_string(v); };
    put(t.matcher.c_str(), n(t.reads).c_str(), n(t.visits).c_str(), n(t.right).c_str(),
        n(t.wrong).c_str(), n(t.to_officer).c_str(), n(t.missed).c_str(),
        n(t.unlisted_accepted).c_str());
  }
  return text;
}

const Tally& of(const std::vector<Tally>& tallies, std::string_view matcher) {
  return *std::find_if(tallies.begin(), tallies.end(),
                       [&](const Tally& t) { return t.matcher == matcher; });
}

}  // namespace otkel::eval
