// For the card: captures that read its plate exactly. Against it: captures that read another plate,
// and cards so near that a misread of theirs would give this very text.
#include "core/plate/match_evidence.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "core/plate/plate_grammar.hpp"
#include "core/plate/set_aside.hpp"

namespace otkel::core {
namespace {

constexpr double kSure = 0.95;       ///< of one character, from which its place counts as read
constexpr double kDoubtful = 0.5;    ///< of one character, below which the camera was guessing
constexpr double kSureOfTwin = 0.8;  ///< of a character that has a look-alike in its place

/// How sure a capture of `plate` was where `other` differs: the least of those characters.
/// Nothing if the camera does not report it, or if the two have not the same length.
std::optional<double> sureness(const Capture& capture, const PlateCode& plate,
                               const PlateCode& other) {
  const auto& confidence = capture.main().confidence;
  if (plate.size != other.size || confidence.size() != plate.size) return std::nullopt;
  double least = 1.0;
  for (std::size_t i = 0; i < plate.size; ++i)
    if (plate.symbols[i] != other.symbols[i]) least = std::min(least, confidence[i]);
  return least;
}

bool sure_against(const PlateCode& plate, const PlateCode& other,
                  const std::vector<const Capture*>& agreeing) {
  return std::any_of(agreeing.begin(), agreeing.end(), [&](const Capture* capture) {
    return sureness(*capture, plate, other).value_or(0) >= kSure;
  });
}

/// Whether another plate that may exist looks like `plate` but for the character at `at`.
bool has_twin(PlateCode plate, std::size_t at) {
  const Symbol own = plate.symbols[at];
  for (Symbol s = kNoSymbol; s < kSymbols; ++s) {
    if (!look_alike(s, own)) continue;
    plate.symbols[at] = s;
    if (!parses(decode_plate(plate)).empty()) return true;
  }
  return false;
}

/// A stranger whose plate looks like a card's is on no list that could warn of him: where the
/// camera reports how sure it was, it must have been sure of the places that make the difference.
bool doubted(const Capture& capture, const PlateCode& plate) {
  const auto& confidence = capture.main().confidence;
  if (capture.doubtful) return true;
  for (std::size_t i = 0; i < confidence.size(); ++i) {
    if (confidence[i] < kDoubtful) return true;
    if (confidence[i] < kSureOfTwin && has_twin(plate, i)) return true;
  }
  return false;
}

/// Other cards within the confusion distance. What this camera was taught may make one nearer,
/// never farther than the prior has it.
std::vector<NearCard> rivals_of(const PlateCode& plate, const CardIndex& cards,
                                const Confusions& confusions, Cost limit) {
  const std::string own = decode_plate(plate);
  auto rivals = cards.near(ReadCosts(plate, {}, Confusions{}), limit);
  if (!confusions.counts().empty())
    for (auto& taught : cards.near(ReadCosts(plate, {}, confusions), limit)) {
      const auto known = std::find_if(rivals.begin(), rivals.end(),
                                      [&](const auto& r) { return r.plate == taught.plate; });
      if (known == rivals.end())
        rivals.push_back(std::move(taught));
      else
        known->cost = std::min(known->cost, taught.cost);
    }
  std::erase_if(rivals, [&](const NearCard& r) { return r.plate == own; });
  return rivals;
}

struct Votes {
  std::vector<const Capture*> agreeing;
  std::size_t against = 0;  ///< captures of another plate that may well exist, or of a rival
  std::string other_card;   ///< read exactly by one of the captures
  MatchWhy aside = MatchWhy::only_late;  ///< the gravest reason why one that agrees does not count
};

std::size_t cameras_of(const std::vector<const Capture*>& captures) {
  std::set<std::string> cameras;
  for (const Capture* capture : captures) cameras.insert(capture->camera);
  return cameras.size();
}

bool reads_card(const Capture& capture, const std::string& plate) {
  return std::any_of(capture.texts.begin(), capture.texts.end(),
                     [&](const OfferedText& t) { return t.form.text == plate; });
}

/// Whether the captures of the card's plate were sure of every place where `other` says otherwise
/// and was in doubt itself: then it is a misread of this plate and no vote for another.
bool outweighed(const Capture& other, const PlateCode& plate,
                const std::vector<const Capture*>& agreeing) {
  const auto code = encode_plate(other.main().folded).value_or(PlateCode{});
  const auto& doubts = other.main().confidence;
  if (code.size != plate.size || doubts.size() != plate.size) return false;
  for (std::size_t i = 0; i < plate.size; ++i)
    if (code.symbols[i] != plate.symbols[i] && doubts[i] >= kSureOfTwin) return false;
  return sure_against(plate, code, agreeing);
}

/// Whether a capture that is not the card's plate supports another one: for a plate that may well
/// exist, or for a card that it is nearer to, however it was misread.
bool speaks_against(const Capture& capture, const PlateCode& plate,
                    const std::vector<NearCard>& rivals, Cost limit) {
  const auto code = encode_plate(capture.main().folded).value_or(PlateCode{});
  const ReadCosts read(code, capture.main().confidence, Confusions{});
  const Cost own = read.to(plate, limit);
  for (const auto& rival : rivals)
    if (const auto other = encode_plate(rival.plate); other && read.to(*other, limit) < own)
      return true;
  // A rear plate that is nothing like the front one is the trailer's.
  if (capture.rear && own >= limit) return false;
  return capture.whole() && !parses(capture.main().folded).empty();
}

Votes count_votes(const PlateCode& plate, const std::vector<Capture>& captures,
                  const CardIndex& cards, const std::vector<NearCard>& rivals, Cost limit) {
  const std::string own = decode_plate(plate);
  const auto agrees = [&](const Capture& c) { return c.whole() && c.main().folded == own; };
  Votes votes;
  for (const auto& capture : captures) {
    if (!agrees(capture)) continue;
    const auto aside = set_aside(capture, own);
    if (!aside) votes.agreeing.push_back(&capture);
    votes.aside = std::max(votes.aside, aside.value_or(MatchWhy::only_late));
    // Another country's plate that reads the same may well exist.
    if (aside == MatchWhy::country_contradicts) ++votes.against;
  }
  for (const auto& capture : captures) {
    if (capture.late || agrees(capture)) continue;
    if (capture.whole() && cards.contains(capture.main().folded))
      votes.other_card = capture.main().folded;
    if (reads_card(capture, own)) continue;
    if (speaks_against(capture, plate, rivals, limit) &&
        !outweighed(capture, plate, votes.agreeing))
      ++votes.against;
  }
  return votes;
}

/// What may act although `rival` is a card as well.
Verdict weigh_against(const NearCard& rival, const PlateCode& plate, const Votes& votes,
                      Cost look_alike_below) {
  const PlateCode other = encode_plate(rival.plate).value_or(PlateCode{});
  if (sure_against(plate, other, votes.agreeing))
    return {MatchRule::sure_at_difference, MatchWhy::sure_where_it_differs, rival.plate};
  std::vector<const Capture*> believed;
  for (const Capture* capture : votes.agreeing)
    if (sureness(*capture, plate, other).value_or(1.0) >= kSureOfTwin && !doubted(*capture, plate))
      believed.push_back(capture);
  if (cameras_of(believed) > 1)
    return {MatchRule::two_cameras_agree, MatchWhy::cameras_agree, rival.plate};
  // One camera takes a look-alike for the other every time: its second look is no second opinion.
  if (rival.cost <= look_alike_below)
    return {MatchRule::none, MatchWhy::neighbour_looks_alike, rival.plate};
  if (believed.size() > 1) return {MatchRule::two_reads_agree, MatchWhy::reads_agree, rival.plate};
  return {MatchRule::none, MatchWhy::neighbour_near, rival.plate};
}

/// Nobody on the list is near; a stranger may be.
Verdict weigh_alone(const PlateCode& plate, const Votes& votes) {
  const bool believed = cameras_of(votes.agreeing) > 1 ||
                        std::any_of(votes.agreeing.begin(), votes.agreeing.end(),
                                    [&](const Capture* c) { return !doubted(*c, plate); });
  if (believed) return {MatchRule::exact_alone, MatchWhy::exact_and_alone, {}};
  return {MatchRule::none, MatchWhy::doubtful_read, {}};
}

}  // namespace

Verdict weigh_evidence(const std::string& plate, const std::vector<Capture>& captures,
                       const CardIndex& cards, const Confusions& confusions, const RulePack& pack) {
  const Cost limit = cost_of(pack.match_max_cost + pack.match_min_margin);
  const PlateCode code = encode_plate(plate).value_or(PlateCode{});
  const auto rivals = rivals_of(code, cards, confusions, limit);
  const Votes votes = count_votes(code, captures, cards, rivals, limit);
  if (votes.agreeing.empty()) return {MatchRule::none, votes.aside, {}};
  if (!votes.other_card.empty())
    return {MatchRule::none, MatchWhy::two_cards_read, votes.other_card};
  if (votes.against > 0 && votes.agreeing.size() < votes.against + 2)
    return {MatchRule::none,
            votes.aside == MatchWhy::country_contradicts ? votes.aside : MatchWhy::reads_disagree,
            {}};
  if (rivals.empty()) return weigh_alone(code, votes);
  Verdict weakest;
  for (const auto& rival : rivals) {
    const auto verdict = weigh_against(rival, code, votes, cost_of(pack.match_max_cost));
    if (verdict.rule == MatchRule::none) return verdict;
    if (weakest.rule == MatchRule::none || verdict.rule == MatchRule::two_reads_agree)
      weakest = verdict;
  }
  return weakest;
}

}  // namespace otkel::core
