#pragma once
// A table of visits, each with what the records say of the cards and with the rule or the reason
// that it gets.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/plate/plate_match.hpp"

namespace otkel::core {

inline PlateRead seen(std::string plate, std::string camera = "front", std::string event = {}) {
  PlateRead read;
  read.plate = std::move(plate);
  read.camera = std::move(camera);
  read.event_id = std::move(event);
  return read;
}
inline PlateRead sure(std::string plate, std::vector<double> confidence) {
  PlateRead read = seen(std::move(plate));
  read.character_confidence = std::move(confidence);
  return read;
}
inline PlateRead sure_behind(std::string plate, std::vector<double> confidence) {
  PlateRead read = sure(std::move(plate), std::move(confidence));
  read.camera = "rear";
  read.view = View::rear;
  return read;
}
inline PlateRead half_sure(std::string plate, double whole) {
  PlateRead read = seen(std::move(plate));
  read.confidence = whole;
  return read;
}
inline PlateRead with_other(std::string plate, std::string other) {
  PlateRead read = seen(std::move(plate));
  read.others = {{std::move(other), 0.4}};
  return read;
}
inline PlateRead late(std::string plate) {
  PlateRead read = seen(std::move(plate));
  read.retransmitted = true;
  return read;
}
inline PlateRead rear(std::string plate) {
  PlateRead read = seen(std::move(plate), "rear");
  read.view = View::rear;
  return read;
}

/// What the records say of the cards of a list: usually that all their trucks are expected.
struct Known {
  std::optional<std::vector<std::string>> awaited;  ///< nothing: every one
  std::vector<std::string> elsewhere;
};
inline const Known kNothing{std::vector<std::string>{}, {}};
inline Known only(std::string plate) { return {std::vector{std::move(plate)}, {}}; }
inline Known without(std::string plate) { return {{}, {std::move(plate)}}; }

inline Presence presence_of(const Known& known) {
  return [known](const std::string& plate) {
    const auto in = [&](const auto& list) {
      return std::find(list.begin(), list.end(), plate) != list.end();
    };
    if (in(known.elsewhere)) return Whereabouts::elsewhere;
    return !known.awaited || in(*known.awaited) ? Whereabouts::awaited : Whereabouts::possible;
  };
}

struct Case {
  const char* what;
  std::vector<std::string> cards;
  std::vector<PlateRead> reads;
  MatchKind kind;
  MatchWhy why;
  MatchRule rule;
  Known known = {};
};

inline const std::vector<std::string> kLone{"123ABC02", "777XYZ05"}, kNext{"447ABC02", "448ABC02"},
    kAlike{"443ABC02", "448ABC02"};
inline const std::vector<double> kAllSure(8, 0.97);

inline void expect_all(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    CardIndex cards;
    for (const auto& card : c.cards) cards.put(card);
    const auto d = match_plate(c.reads, cards, {}, RulePack{}, presence_of(c.known));
    EXPECT_EQ(word(d.kind), word(c.kind)) << c.what;
    EXPECT_EQ(word(d.why.value()), word(c.why)) << c.what << ": " << d.reason;
    EXPECT_EQ(word(d.rule.value()), word(c.rule)) << c.what;
    EXPECT_EQ(d.may_act, c.rule != MatchRule::none) << c.what;
    EXPECT_FALSE(d.reason.empty()) << c.what;
  }
}

}  // namespace otkel::core
