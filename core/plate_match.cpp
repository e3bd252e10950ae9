// Confusion-weighted edit distance and the decision over it.
#include "core/plate_match.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/plate_number.hpp"
#include "core/utf8.hpp"

namespace otkel::core {
namespace {

// Groups of characters that cameras and people take for each other; numbers from the field.
constexpr std::u32string_view kGroups[] = {U"0ODQ", U"1I",  U"2Z", U"38B", U"5S", U"6G", U"7T",
                                           U"4A",   U"HKM", U"EF", U"FP",  U"TY", U"VY", U"0UG"};
constexpr double kLookAlike = 0.3;
constexpr double kWildcard = 0.15;
constexpr double kIndel = 0.9;
constexpr double kIndelAtEnd = 0.7;
constexpr double kDoubled = 0.4;
constexpr double kSure = 0.9;  ///< per-character confidence from which a place counts as read

double substitution(char32_t read, char32_t card) {
  if (read == card) return 0;
  if (read == U'?') return kWildcard;
  for (const auto group : kGroups)
    if (group.find(read) != group.npos && group.find(card) != group.npos) return kLookAlike;
  return 1;
}

/// What it costs that the character at `at` stands in one text and not in the other.
double indel(std::u32string_view text, std::size_t at) {
  const bool doubled = at > 0 && text[at] == text[at - 1];
  if (doubled) return kDoubled;
  return at == 0 || at + 1 == text.size() ? kIndelAtEnd : kIndel;
}

double cost(std::u32string_view read, std::u32string_view card, double limit) {
  constexpr std::size_t kMost = 24;
  if (read.size() >= kMost || card.size() >= kMost) return limit;
  std::array<double, kMost> row{};
  for (std::size_t j = 0; j < card.size(); ++j) row[j + 1] = row[j] + indel(card, j);
  for (std::size_t i = 0; i < read.size(); ++i) {
    double diagonal = row[0];
    row[0] += indel(read, i);
    double best = row[0];
    for (std::size_t j = 0; j < card.size(); ++j) {
      const double replaced = diagonal + substitution(read[i], card[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j + 1] + indel(read, i), row[j] + indel(card, j)});
      best = std::min(best, row[j + 1]);
    }
    if (best >= limit) return limit;
  }
  return std::min(row[card.size()], limit);
}

struct Text {
  std::string folded;
  std::string raw;
  std::vector<double> confidence;
};

std::vector<Text> texts_of(const std::vector<PlateRead>& reads) {
  std::vector<Text> texts;
  const auto add = [&](const std::string& raw, const std::vector<double>& confidence) {
    const std::string folded = fold_plate_text(raw);
    if (!folded.empty()) texts.push_back({folded, raw, confidence});
  };
  for (const auto& read : reads) {
    add(read.plate, read.character_confidence);
    for (const auto& other : read.others) add(other.text, {});
  }
  return texts;
}

std::vector<MatchCandidate> ranked(const Text& text, const std::vector<std::string>& cards,
                                   double limit) {
  std::vector<MatchCandidate> best;
  std::vector<std::u32string> keys;
  for (const auto& key : plate_keys(text.folded)) keys.push_back(utf8_decode(key));
  for (const auto& card : cards) {
    double lowest = limit;
    for (const auto& card_key : plate_keys(card)) {
      const auto wide = utf8_decode(card_key);
      for (const auto& key : keys) lowest = std::min(lowest, cost(key, wide, lowest));
    }
    if (lowest < limit) best.push_back({card, lowest});
  }
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.plate < b.plate;
  });
  return best;
}

/// Where the read and its exact card differ from the neighbour the camera must have been sure.
bool sure_at_difference(const Text& text, const std::string& neighbour) {
  const auto read = utf8_decode(text.folded), other = utf8_decode(neighbour);
  if (read.size() != other.size() || text.confidence.size() != read.size()) return false;
  for (std::size_t i = 0; i < read.size(); ++i)
    if (read[i] != other[i] && text.confidence[i] < kSure) return false;
  return true;
}

int agreeing_reads(const std::vector<PlateRead>& reads, const std::string& folded) {
  return static_cast<int>(std::count_if(reads.begin(), reads.end(), [&](const PlateRead& read) {
    return fold_plate_text(read.plate) == folded;
  }));
}

MatchDecision decide_exact(MatchDecision d, const Text& text, const std::vector<PlateRead>& reads) {
  d.kind = MatchKind::exact;
  if (d.candidates.size() < 2) {
    d.may_act = true;
    d.reason = "the read is the plate of one card and no other card is near";
  } else if (agreeing_reads(reads, text.folded) >= 2) {
    d.may_act = true;
    d.reason = "two reads agree on the plate of one card";
  } else if (sure_at_difference(text, d.candidates[1].plate)) {
    d.may_act = true;
    d.reason = "the camera was sure of every place where the next card differs";
  } else {
    d.reason = "the read is a card's plate, but " + d.candidates[1].plate +
               " is so near that one misread character would make the one out of the other";
  }
  return d;
}

}  // namespace

double confusion_cost(std::string_view read, std::string_view card, double limit) {
  return cost(utf8_decode(read), utf8_decode(card), limit);
}

MatchDecision match_plate(const std::vector<PlateRead>& reads,
                          const std::vector<std::string>& cards, const RulePack& pack) {
  MatchDecision decision;
  const auto texts = texts_of(reads);
  if (texts.empty()) {
    decision.reason = "the camera read no plate";
    return decision;
  }
  // Candidates count up to max cost + margin, so that a runner-up is seen even past the limit.
  const double limit = pack.match_max_cost + pack.match_min_margin;
  const Text* best_text = &texts.front();
  std::vector<MatchCandidate> best;
  for (const auto& text : texts) {
    auto candidates = ranked(text, cards, limit);
    if (candidates.empty() || (!best.empty() && best.front().cost <= candidates.front().cost))
      continue;
    best = std::move(candidates);
    best_text = &text;
  }
  decision.raw = best_text->raw;
  decision.folded = best_text->folded;
  decision.candidates = best;
  if (decision.candidates.size() > 3) decision.candidates.resize(3);
  if (best.empty() || best.front().cost > pack.match_max_cost) {
    decision.kind = MatchKind::none;
    decision.reason = "no card is near what was read";
    return decision;
  }
  // An alternative text or another reading order may name a card, but then a person decides.
  const bool read_itself = best_text->folded == best.front().plate;
  if (best.front().cost == 0 && read_itself)
    return decide_exact(std::move(decision), *best_text, reads);
  const bool unique = best.size() == 1 || best[1].cost - best[0].cost >= pack.match_min_margin;
  decision.kind = unique ? MatchKind::probable : MatchKind::ambiguous;
  decision.reason = unique ? "one card is near, but the read is not exactly its plate"
                           : "several cards are about equally near";
  return decision;
}

}  // namespace otkel::core
