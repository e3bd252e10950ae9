#pragma once
// One truck and what is on record about it, and a decision told in short lines: the gate's tests
// give facts and compare lines.
#include <optional>
#include <string>
#include <vector>

#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

constexpr Instant kNow{std::chrono::hours{100}};
constexpr Instant kEntered = kNow - std::chrono::hours{2};

inline Passage passage(CameraRole role, EvidenceGrade grade = EvidenceGrade::camera_exact) {
  Passage p;
  p.role = role;
  p.plate = "123ABC02";
  p.evidence = {"visit-2", "exit-1", kNow, kNow - minutes{30}, "", "123ABC02", grade, {}, {}, {}};
  p.evidence.rule = "exact_alone";
  p.make_seen = "MAN";
  return p;
}

inline Stay stay_in(StayState state) {
  Stay stay{7, "123ABC02", "visit-1", kEntered, "NZ25-H000001", "NZ25-000001"};
  stay.state = state;
  if (is_said_left(state)) stay.said_left = kNow - minutes{40};
  if (!is_open(state)) stay.ended = kNow - minutes{10};
  if (state == StayState::came_back) stay.came_back = kNow - minutes{5};
  return stay;
}

/// The truck inside with its booking, its application and no number yet.
inline PassageFacts inside(StayState state = StayState::inside) {
  PassageFacts facts;
  facts.stay = stay_in(state);
  facts.booking = {"NZ25-H000001", BookingState::on_territory};
  facts.application = {
      "NZ25-000001", "123ABC02", "050540004567", ApplicationState::at_checkpoint, kEntered,
      false,         {}};
  facts.card = {"050540004567", "MAN"};
  return facts;
}

/// The same with a number; an issued one moves the application along.
inline PassageFacts inside_with(BlankState blank, StayState state = StayState::inside) {
  PassageFacts facts = inside(state);
  facts.blank = {"C0000017", blank};
  if (blank == BlankState::issued) facts.application->state = ApplicationState::issued;
  return facts;
}

struct StepText {
  static std::string text(std::string_view a, std::string_view b) {
    return std::string(a) + " " + std::string(b);
  }
  std::string operator()(const Event& e) const { return text("fact", event_type(e)); }
  std::string operator()(const BeginStay& s) const { return text("begin", s.stay.plate); }
  std::string operator()(const BindStay& s) const { return text("bind", s.application_no); }
  std::string operator()(const BindExternal& s) const { return text("external", s.number); }
  std::string operator()(const MoveStay& s) const { return text("stay", word(s.event)); }
  std::string operator()(const MoveBooking& s) const { return text("booking", word(s.event)); }
  std::string operator()(const MoveApplication& s) const {
    return text("application", word(s.event));
  }
  std::string operator()(const EnterApplication& s) const {
    return text("application enter,", s.card_matches ? "card matches" : "card differs");
  }
  std::string operator()(const MoveBlank& s) const { return text("blank", word(s.event)); }
  std::string operator()(const OpenIncident& s) const { return text("incident", word(s.kind)); }
};

using Lines = std::vector<std::string>;

/// The lines of a decision in their order; the code where it was refused.
inline Lines reported(const Result<Decision>& decision) {
  if (!decision) return {"refused " + std::string(word(decision.error().code))};
  Lines lines;
  for (const auto& step : decision->steps) lines.push_back(std::visit(StepText{}, step));
  return lines;
}

/// The last step or fact of that type; there must be one.
template <class T>
T only(const Result<Decision>& decision) {
  std::optional<T> found;
  for (const auto& step : decision.value().steps) {
    if constexpr (requires { T::type; }) {
      const auto* event = std::get_if<Event>(&step);
      if (const auto* fact = event ? std::get_if<T>(event) : nullptr) found = *fact;
    } else {
      if (const auto* it = std::get_if<T>(&step)) found = *it;
    }
  }
  return found.value();
}

}  // namespace otkel::core
