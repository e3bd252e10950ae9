// For the card: captures that read its plate exactly, and records that expect its truck here.
// Against it: captures that read another plate, and cards so near that a misread of theirs would
// give this very text, unless their trucks cannot be here.
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

/// Whether a vehicle may bear the text. Where the card's own plate has no shape that is known,
/// nobody can tell.
bool may_exist(const std::string& text, const PlateCode& card) {
  return !parses(text).empty() || parses(decode_plate(card)).empty();
}

/// Whether another plate that may exist looks like `card` but for the character at `at`.
bool has_twin(const PlateCode& card, std::size_t at) {
  PlateCode plate = card;
  const Symbol own = plate.symbols[at];
  for (Symbol s = kNoSymbol; s < kSymbols; ++s) {
    if (!look_alike(s, own)) continue;
    plate.symbols[at] = s;
    if (may_exist(decode_plate(plate), card)) return true;
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

/// Another card that a truck before this camera may bear.
struct Rival {
  NearCard card;
  bool awaited;  ///< the records expect it here as well, so they do not tell the two apart
};

/// Other cards within the confusion distance whose trucks can be here. What this camera was taught
/// may make one nearer, never farther than the prior has it.
std::vector<Rival> rivals_of(const PlateCode& plate, const CardIndex& cards,
                             const Confusions& confusions, const Presence& presence, Cost limit) {
  const std::string own = decode_plate(plate);
  auto near = cards.near(ReadCosts(plate, {}, Confusions{}), limit);
  if (!confusions.counts().empty())
    for (auto& taught : cards.near(ReadCosts(plate, {}, confusions), limit)) {
      const auto known = std::find_if(near.begin(), near.end(),
                                      [&](const auto& r) { return r.plate == taught.plate; });
      if (known == near.end())
        near.push_back(std::move(taught));
      else
        known->cost = std::min(known->cost, taught.cost);
    }
  std::vector<Rival> rivals;
  for (auto& card : near) {
    if (card.plate == own) continue;
    const auto where = whereabouts_by(presence, card.plate);
    if (where == Whereabouts::elsewhere) continue;
    rivals.push_back({std::move(card), where == Whereabouts::awaited});
  }
  return rivals;
}

struct Votes {
  std::vector<const Capture*> agreeing;
  std::size_t against = 0;   ///< captures of another plate that may well exist, or of a rival
  bool for_awaited = false;  ///< some of those are for a rival that the records expect here too
  std::string other_card;    ///< read exactly by one of the captures
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

/// What a verdict rests on beside the captures.
struct Grounds {
  std::vector<Rival> rivals;
  Whereabouts where = Whereabouts::possible;  ///< of the card's own truck
  Cost limit, look_alike_below;
};

/// The card's plate with a character lost or added inside: cameras lose one, and hardly ever
/// invent one that would make the card's plate of another.
bool plainly_misread(const PlateCode& other, const PlateCode& plate, const Grounds& grounds) {
  if (other.size == plate.size) return false;
  const Cost cost = ReadCosts(plate, {}, Confusions{}).to(other, grounds.limit);
  return cost < grounds.limit && cost > grounds.look_alike_below;
}

/// What a capture that is not the card's plate says: nothing, or that it is another one. That is a
/// plate that may well exist, or a card that it is nearer to, however it was misread.
struct Dissent {
  bool speaks = false;
  bool for_awaited = false;  ///< for a rival that the records expect here as well
};

Dissent dissent_of(const Capture& capture, const PlateCode& plate, const Grounds& grounds) {
  const Cost limit = grounds.limit;
  const auto code = encode_plate(capture.main().folded).value_or(PlateCode{});
  const ReadCosts read(code, capture.main().confidence, Confusions{});
  const Cost own = read.to(plate, limit);
  Dissent dissent;
  for (const auto& rival : grounds.rivals)
    if (const auto other = encode_plate(rival.card.plate); other && read.to(*other, limit) < own) {
      dissent.speaks = true;
      dissent.for_awaited = dissent.for_awaited || rival.awaited;
    }
  // A rear plate that is nothing like the front one is the trailer's.
  if (dissent.speaks || (capture.rear && own >= limit)) return dissent;
  if (vouched(grounds.where) && plainly_misread(code, plate, grounds)) return dissent;
  dissent.speaks = capture.whole() && may_exist(capture.main().folded, plate);
  return dissent;
}

Votes count_votes(const PlateCode& plate, const std::vector<Capture>& captures,
                  const CardIndex& cards, const Grounds& grounds) {
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
    const auto dissent = dissent_of(capture, plate, grounds);
    if (!dissent.speaks || outweighed(capture, plate, votes.agreeing)) continue;
    ++votes.against;
    votes.for_awaited = votes.for_awaited || dissent.for_awaited;
  }
  return votes;
}

/// Ours need two more than the others have. The records speak once for the card that they expect,
/// unless they expect the other one as well.
bool outvoted(const Votes& votes, const Grounds& grounds) {
  const bool records_speak = grounds.where == Whereabouts::awaited && !votes.for_awaited;
  const std::size_t voices = votes.agreeing.size() + (records_speak ? 1 : 0);
  return votes.against > 0 && voices < votes.against + 2;
}

/// What may act although `rival` is a card as well whose truck may be here.
Verdict weigh_against(const Rival& rival, const PlateCode& plate, const Votes& votes,
                      const Grounds& grounds) {
  const std::string& name = rival.card.plate;
  const PlateCode other = encode_plate(name).value_or(PlateCode{});
  if (sure_against(plate, other, votes.agreeing))
    return {MatchRule::sure_at_difference, MatchWhy::sure_where_it_differs, name};
  std::vector<const Capture*> believed;
  for (const Capture* capture : votes.agreeing)
    if (sureness(*capture, plate, other).value_or(1.0) >= kSureOfTwin && !doubted(*capture, plate))
      believed.push_back(capture);
  if (cameras_of(believed) > 1)
    return {MatchRule::two_cameras_agree, MatchWhy::cameras_agree, name};
  // One camera takes a look-alike for the other every time: its second look is no second opinion.
  if (rival.card.cost <= grounds.look_alike_below)
    return {MatchRule::none, MatchWhy::neighbour_looks_alike, name};
  // Of two that the records expect the camera alone tells which; a second look helps a little.
  if (vouched(grounds.where) && !rival.awaited && !believed.empty())
    return {MatchRule::expected_and_read, MatchWhy::expected_here, name};
  if (vouched(grounds.where) && believed.size() > 1)
    return {MatchRule::two_reads_agree, MatchWhy::reads_agree, name};
  return {MatchRule::none, MatchWhy::neighbour_near, name};
}

/// Every place in which another possible plate looks like this one was read with sureness by some
/// of the captures.
bool sure_against_strangers(const PlateCode& plate, const std::vector<const Capture*>& believed) {
  for (std::size_t i = 0; i < plate.size; ++i) {
    const bool sure = std::any_of(believed.begin(), believed.end(), [&](const Capture* capture) {
      const auto& confidence = capture->main().confidence;
      return confidence.size() == plate.size && confidence[i] >= kSure;
    });
    if (!sure && has_twin(plate, i)) return false;
  }
  return true;
}

/// A stranger is on no list that could warn of him: one camera alone, which may have taken him for
/// a card, needs a second witness.
Verdict weigh_alone(const PlateCode& plate, const Votes& votes, const Grounds& grounds) {
  std::vector<const Capture*> believed;
  for (const Capture* capture : votes.agreeing)
    if (!doubted(*capture, plate)) believed.push_back(capture);
  if (cameras_of(votes.agreeing) > 1)
    return {MatchRule::two_cameras_agree, MatchWhy::cameras_agree, {}};
  if (believed.empty()) return {MatchRule::none, MatchWhy::doubtful_read, {}};
  // Right behind a truck that just passed its mate may stand, with or without a card.
  if (grounds.where == Whereabouts::awaited ||
      (grounds.where == Whereabouts::passing && believed.size() > 1))
    return {MatchRule::expected_and_read, MatchWhy::expected_here, {}};
  if (sure_against_strangers(plate, believed))
    return {MatchRule::exact_alone, MatchWhy::exact_and_alone, {}};
  return {MatchRule::none, MatchWhy::one_witness, {}};
}

/// Of several neighbours the one against whom least speaks gives the rule its name.
int strength(MatchRule rule) {
  if (rule == MatchRule::two_reads_agree) return 0;
  return rule == MatchRule::expected_and_read ? 1 : 2;
}

}  // namespace

Verdict weigh_evidence(const std::string& plate, const std::vector<Capture>& captures,
                       const KnownHere& known) {
  const auto& [cards, confusions, pack, presence] = known;
  const PlateCode code = encode_plate(plate).value_or(PlateCode{});
  const auto where = whereabouts_by(presence, plate);
  Grounds grounds{{},
                  where,
                  cost_of(pack.match_max_cost + pack.match_min_margin),
                  cost_of(pack.match_max_cost)};
  grounds.rivals = rivals_of(code, cards, confusions, presence, grounds.limit);
  const Votes votes = count_votes(code, captures, cards, grounds);
  if (votes.agreeing.empty()) return {MatchRule::none, votes.aside, {}};
  if (!votes.other_card.empty())
    return {MatchRule::none, MatchWhy::two_cards_read, votes.other_card};
  if (where == Whereabouts::elsewhere) return {MatchRule::none, MatchWhy::cannot_be_here, {}};
  if (outvoted(votes, grounds))
    return {MatchRule::none,
            votes.aside == MatchWhy::country_contradicts ? votes.aside : MatchWhy::reads_disagree,
            {}};
  std::optional<Verdict> weakest;
  for (const auto& rival : grounds.rivals) {
    const auto verdict = weigh_against(rival, code, votes, grounds);
    if (verdict.rule == MatchRule::none) return verdict;
    if (!weakest || strength(verdict.rule) < strength(weakest->rule)) weakest = verdict;
  }
  const auto alone = weigh_alone(code, votes, grounds);
  return alone.rule == MatchRule::none ? alone : weakest.value_or(alone);
}

}  // namespace otkel::core
