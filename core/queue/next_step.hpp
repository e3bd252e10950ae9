#pragma once
// What the driver has to do next.
#include <optional>

#include "core/permit/application.hpp"
#include "core/queue/booking.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class NextStep {
  come_later,
  check_in,
  wait_for_call,
  drive_to_gate,
  come_back,
  go_to_officer,
  drive_to_exit,
  pay_fee,
  wait_for_centre,
  done,
  ask_officer,
};
template <>
struct EnumWords<NextStep> {
  static constexpr std::array<std::string_view, 11> words{
      "come_later",      "check_in",      "wait_for_call", "drive_to_gate",
      "come_back",       "go_to_officer", "drive_to_exit", "pay_fee",
      "wait_for_centre", "done",          "ask_officer"};
};

struct StepFacts {
  BookingState booking = BookingState::booked;
  Arrival arrival = Arrival::in_time;
  std::optional<ApplicationState> application;  ///< of the vehicle's last one
  bool inside = false;                          ///< the vehicle's stay has not ended
};

NextStep next_step(const StepFacts& facts);

}  // namespace otkel::core
