// For the card: captures that read its plate exactly. Against it: captures that read another plate,
// and cards so near that a misread of theirs would give this very text.
#include "core/match_evidence.hpp"

#include <algorithm>
#include <set>

#include "core/plate_grammar.hpp"

namespace otkel::core {
namespace {

constexpr double kSure = 0.9;      ///< of one character, from which its place counts as read
constexpr double kDoubtful = 0.5;  ///< of one character, below which the camera was guessing

/// Whether some capture of the card's plate was sure of every place where `rival` differs.
bool sure_against(const PlateCode& plate, const PlateCode& rival,
                  const std::vector<const Capture*>& agreeing) {
  if (plate.size != rival.size) return false;
  return std::any_of(agreeing.begin(), agreeing.end(), [&](const Capture* capture) {
    const auto& confidence = capture->main().confidence;
    if (confidence.size() != plate.size) return false;
    for (std::size_t i = 0; i < plate.size; ++i)
      if (plate.symbols[i] != rival.symbols[i] && confidence[i] < kSure) return false;
    return true;
  });
}

bool doubted(const Capture& capture) {
  const auto& confidence = capture.main().confidence;
  return capture.doubtful ||
         std::any_of(confidence.begin(), confidence.end(), [](double c) { return c < kDoubtful; });
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
  std::set<std::string> cameras;  ///< of the agreeing ones
  std::size_t against = 0;        ///< captures of another plate that may well exist
  std::string other_card;         ///< read exactly by one of the captures
};

bool reads_card(const Capture& capture, const std::string& plate) {
  return std::any_of(capture.texts.begin(), capture.texts.end(),
                     [&](const OfferedText& t) { return t.form.text == plate; });
}

Votes count_votes(const PlateCode& plate, const std::vector<Capture>& captures,
                  const CardIndex& cards, Cost limit) {
  const std::string own = decode_plate(plate);
  Votes votes;
  for (const auto& capture : captures) {
    if (capture.late) continue;
    if (capture.whole() && capture.main().folded == own) {
      votes.agreeing.push_back(&capture);
      votes.cameras.insert(capture.camera);
      continue;
    }
    if (capture.whole() && cards.contains(capture.main().folded))
      votes.other_card = capture.main().folded;
    if (reads_card(capture, own) || !capture.whole()) continue;
    const auto code = encode_plate(capture.main().folded);
    const bool near = code && ReadCosts(*code, {}, Confusions{}).to(plate, limit) < limit;
    // A rear plate that is nothing like the front one is the trailer's.
    if (capture.rear && !near) continue;
    if (!parses(capture.main().folded).empty()) ++votes.against;
  }
  return votes;
}

}  // namespace

Verdict weigh_evidence(const std::string& plate, const std::vector<Capture>& captures,
                       const CardIndex& cards, const Confusions& confusions, const RulePack& pack) {
  const Cost limit = cost_of(pack.match_max_cost + pack.match_min_margin);
  const PlateCode code = encode_plate(plate).value_or(PlateCode{});
  const Votes votes = count_votes(code, captures, cards, limit);
  if (votes.agreeing.empty()) return {MatchRule::none, MatchWhy::only_late, {}};
  if (!votes.other_card.empty())
    return {MatchRule::none, MatchWhy::two_cards_read, votes.other_card};
  if (votes.against > 0 && votes.agreeing.size() < votes.against + 2)
    return {MatchRule::none, MatchWhy::reads_disagree, {}};

  auto rivals = rivals_of(code, cards, confusions, limit);
  if (rivals.empty()) {
    if (votes.agreeing.size() > 1 || !doubted(*votes.agreeing.front()))
      return {MatchRule::exact_alone, MatchWhy::exact_and_alone, {}};
    return {MatchRule::none, MatchWhy::doubtful_read, {}};
  }
  if (votes.cameras.size() > 1)
    return {MatchRule::two_cameras_agree, MatchWhy::cameras_agree, rivals.front().plate};
  std::erase_if(rivals, [&](const NearCard& r) {
    return sure_against(code, encode_plate(r.plate).value_or(PlateCode{}), votes.agreeing);
  });
  if (rivals.empty()) return {MatchRule::sure_at_difference, MatchWhy::sure_where_it_differs, {}};
  // One camera takes a look-alike for the other every time: its second look is no second opinion.
  const auto alike = std::find_if(rivals.begin(), rivals.end(), [&](const NearCard& r) {
    return r.cost <= cost_of(pack.match_max_cost);
  });
  if (votes.agreeing.size() > 1 && alike == rivals.end())
    return {MatchRule::two_reads_agree, MatchWhy::reads_agree, rivals.front().plate};
  if (alike != rivals.end())
    return {MatchRule::none, MatchWhy::neighbour_looks_alike, alike->plate};
  return {MatchRule::none, MatchWhy::neighbour_near, rivals.front().plate};
}

}  // namespace otkel::core
