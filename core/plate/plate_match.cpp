// Candidates over all captures, and the decision over them.
#include "core/plate/plate_match.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "core/plate/match_evidence.hpp"
#include "core/plate/visit_reads.hpp"

namespace otkel::core {
namespace {

constexpr std::size_t kShown = 3;

/// How one capture stands to one card.
struct Nearness {
  Cost cost{};
  KeyForm form = KeyForm::as_written;
  const OfferedText* text = nullptr;
};

struct Ranked {
  std::string plate;
  double cost{};  ///< thousandths, the mean over cameras of the mean over their captures
  Nearness nearest;
  bool exact = false;  ///< some capture's own text is the plate
  Whereabouts where = Whereabouts::possible;
};

using ByPlate = std::map<std::string, Nearness>;

/// Cards near one text. A sign that was read and a sign that stands on the card are compared: a
/// short form of the card is for reads that have none, and a read that lost its sign is for cards
/// that have none.
std::vector<NearCard> near_cards(const OfferedText& text, const CardIndex& cards,
                                 const Confusions& confusions, Cost limit) {
  const auto code = encode_plate(text.form.text);
  if (!code) return {};
  const ReadCosts costs(*code, text.confidence, confusions);
  const bool sign_read = begins_with_sign(text.form.text);
  auto near = cards.near(costs, limit, sign_read ? CardForms::whole : CardForms::all);
  if (text.form.form == KeyForm::without_province)
    std::erase_if(near, [](const NearCard& card) { return begins_with_sign(card.plate); });
  return near;
}

/// Every card near any text of the capture, by its nearest text.
ByPlate near_cards(const Capture& capture, const CardIndex& cards, const Confusions& confusions,
                   Cost limit) {
  ByPlate found;
  for (const auto& text : capture.texts)
    for (const auto& card : near_cards(text, cards, confusions, limit)) {
      const KeyForm form = text.form.form == KeyForm::as_written ? card.form : text.form.form;
      const auto [at, fresh] = found.try_emplace(card.plate, Nearness{card.cost, form, &text});
      if (!fresh && card.cost < at->second.cost) at->second = {card.cost, form, &text};
    }
  return found;
}

/// The vote: captures that are near no card at all say nothing; those of one camera weigh as one.
std::vector<Ranked> rank(const std::vector<Capture>& captures, const CardIndex& cards,
                         const Confusions& confusions, Cost limit) {
  std::map<std::string, std::vector<ByPlate>> by_camera;
  for (const auto& capture : captures)
    if (auto near = near_cards(capture, cards, confusions, limit); !near.empty())
      by_camera[capture.camera].push_back(std::move(near));
  std::map<std::string, Ranked> all;
  for (const auto& [camera, looks] : by_camera)
    for (const auto& look : looks)
      for (const auto& [plate, nearness] : look) {
        const auto [at, fresh] = all.try_emplace(plate, Ranked{plate, 0, nearness});
        if (!fresh && nearness.cost < at->second.nearest.cost) at->second.nearest = nearness;
        if (nearness.cost == 0 && nearness.form == KeyForm::as_written) at->second.exact = true;
      }
  std::vector<Ranked> ranked;
  for (auto& [plate, card] : all) {
    for (const auto& [camera, looks] : by_camera) {
      double sum = 0;
      for (const auto& look : looks) {
        const auto at = look.find(plate);
        sum += at == look.end() ? limit : at->second.cost;
      }
      card.cost += sum / static_cast<double>(looks.size() * by_camera.size());
    }
    ranked.push_back(std::move(card));
  }
  return ranked;
}

/// Of cards that are equally near the one that was read, then the one that is expected; last come
/// those whose trucks cannot be here.
void sort_best_first(std::vector<Ranked>& ranked, const Presence& presence) {
  for (auto& card : ranked) card.where = whereabouts_by(presence, card.plate);
  std::ranges::sort(ranked, {}, [](const Ranked& r) {
    return std::tuple(r.cost, !r.exact, !vouched(r.where), r.where == Whereabouts::elsewhere,
                      std::string_view(r.plate));
  });
}

MatchCandidate candidate_of(const Ranked& card) {
  MatchCandidate c{card.plate, card.cost / 1000, card.nearest.form, std::nullopt};
  if (const auto plate = encode_plate(card.plate);
      plate && card.nearest.form == KeyForm::as_written) {
    const auto code = encode_plate(card.nearest.text->form.text).value_or(PlateCode{});
    const auto places = ReadCosts(code, {}, Confusions{}).differences(*plate);
    c.differs.emplace(places.begin(), places.end());
  }
  return c;
}

std::string sentence(MatchWhy why, const std::string& rival) {
  switch (why) {
    case MatchWhy::nothing_read:
      return "the camera read no plate";
    case MatchWhy::not_a_plate:
      return "what the camera read is no plate";
    case MatchWhy::nothing_near:
      return "no card is near what was read";
    case MatchWhy::one_near:
      return "one card is near, but the read is not exactly its plate";
    case MatchWhy::several_near:
      return "several cards are about equally near";
    case MatchWhy::expected_among_near:
      return "several cards are about equally near; one of them is expected now";
    case MatchWhy::other_form:
      return "it is a card's plate only in another reading order or without a small sign";
    case MatchWhy::other_text:
      return "it is a card's plate only as the camera's second choice";
    case MatchWhy::only_late:
      return "it is a card's plate, but the message came late";
    case MatchWhy::two_cards_read:
      return "the reads are the plates of different cards, also of " + rival;
    case MatchWhy::reads_disagree:
      return "it is a card's plate, but other reads of the vehicle say otherwise";
    case MatchWhy::doubtful_read:
      return "it is a card's plate, but the read is in doubt";
    case MatchWhy::country_contradicts:
      return "it is a card's plate, but the camera reports a country that has no such plates";
    case MatchWhy::neighbour_near:
      return "the read is a card's plate, but " + rival +
             " is so near that one misread character would make the one out of the other";
    case MatchWhy::neighbour_looks_alike:
      return "the read is a card's plate, but " + rival +
             " looks so alike that this camera may take one for the other every time";
    case MatchWhy::cannot_be_here:
      return "the read is a card's plate, but by the records its truck cannot be here now";
    case MatchWhy::one_witness:
      return "the read is a card's plate, but one camera alone says that its truck is here";
    case MatchWhy::exact_and_alone:
      return "the read is the plate of one card, and the camera was sure of it";
    case MatchWhy::reads_agree:
      return "two reads agree on the plate of one card";
    case MatchWhy::cameras_agree:
      return "two cameras agree on the plate of one card";
    case MatchWhy::sure_where_it_differs:
      return "the camera was sure of every place where the next card differs";
    case MatchWhy::expected_here:
      return "the read is the plate of the card whose truck is expected here";
  }
  return {};
}

MatchDecision with(MatchDecision decision, MatchKind kind, MatchWhy why,
                   const std::string& rival = {}) {
  decision.kind = kind;
  decision.why = why;
  decision.reason = sentence(why, rival);
  return decision;
}

/// Not exact: a proposal, and how it is worded.
MatchDecision propose(MatchDecision d, const std::vector<Ranked>& ranked, const RulePack& pack) {
  const double margin = pack.match_min_margin * 1000;
  const auto tied = [&](const Ranked& r) { return r.cost - ranked.front().cost < margin; };
  const auto beyond = std::find_if_not(ranked.begin(), ranked.end(), tied);
  if (beyond - ranked.begin() == 1) {
    const KeyForm form = ranked.front().nearest.form;
    const bool whole = ranked.front().nearest.cost == 0;
    return with(std::move(d), MatchKind::probable,
                !whole                         ? MatchWhy::one_near
                : form == KeyForm::alternative ? MatchWhy::other_text
                : form == KeyForm::as_written  ? MatchWhy::one_near
                                               : MatchWhy::other_form);
  }
  const auto expected =
      std::count_if(ranked.begin(), beyond, [](const Ranked& r) { return vouched(r.where); });
  return with(std::move(d), MatchKind::ambiguous,
              expected == 1 ? MatchWhy::expected_among_near : MatchWhy::several_near);
}

}  // namespace

double confusion_cost(std::string_view read, std::string_view card, double limit) {
  const auto from = encode_plate(read), to = encode_plate(card);
  if (!from || !to) return limit;
  return in_units(ReadCosts(*from, {}, Confusions{}).to(*to, cost_of(limit)));
}

MatchDecision match_plate(const std::vector<PlateRead>& reads, const CardIndex& cards,
                          const Confusions& confusions, const RulePack& pack,
                          const Presence& presence) {
  MatchDecision d;
  d.version = std::string(kMatcherVersion);
  d.rule = MatchRule::none;
  const auto visit =
      reads_of_visit(reads, [&](const std::string& text) { return cards.contains(text); });
  d.raw = visit.raw;
  d.folded = visit.folded;
  if (visit.captures.empty())
    return with(std::move(d), MatchKind::no_read,
                visit.read_something ? MatchWhy::not_a_plate : MatchWhy::nothing_read);
  // Candidates count up to max cost + margin, so that a runner-up is seen even past the limit.
  const Cost limit = cost_of(pack.match_max_cost + pack.match_min_margin);
  auto ranked = rank(visit.captures, cards, confusions, limit);
  sort_best_first(ranked, presence);
  if (ranked.empty()) {
    d.raw = visit.captures.front().main().raw;
    d.folded = visit.captures.front().main().folded;
    return with(std::move(d), MatchKind::none, MatchWhy::nothing_near);
  }
  const Ranked& best = ranked.front();
  d.raw = best.nearest.text->raw;
  d.folded = best.nearest.text->folded;
  for (std::size_t i = 0; i < std::min(kShown, ranked.size()); ++i)
    d.candidates.push_back(candidate_of(ranked[i]));
  if (ranked.size() > 1) d.runner_up = d.candidates[1];
  if (best.cost > pack.match_max_cost * 1000)
    return with(std::move(d), MatchKind::none, MatchWhy::nothing_near);

  if (best.exact) {
    const auto verdict =
        weigh_evidence(best.plate, visit.captures, {cards, confusions, pack, presence});
    const bool one = verdict.why != MatchWhy::two_cards_read;
    d = with(std::move(d), one ? MatchKind::exact : MatchKind::ambiguous, verdict.why,
             verdict.rival);
    d.rule = verdict.rule;
    d.may_act = verdict.rule != MatchRule::none;
  } else {
    d = propose(std::move(d), ranked, pack);
  }
  if (d.kind == MatchKind::exact || d.kind == MatchKind::probable) {
    d.matched = best.plate;
    d.cost = best.cost / 1000;
  }
  return d;
}

}  // namespace otkel::core
