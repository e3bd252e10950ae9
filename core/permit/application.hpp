#pragma once
// The way of an application for a type-C permit (RULES.md section 2).
#include <span>
#include <string>
#include <vector>

#include "core/fact/grounds.hpp"
#include "core/value/application_no.hpp"
#include "core/value/transition.hpp"

namespace otkel::core {

enum class ApplicationState {
  registered,
  rejected_intake,
  refused,
  pay_notice,
  paid,
  supplement_formed,
  at_checkpoint,
  issued,
  closed,
  lapsed,
};
template <>
struct EnumWords<ApplicationState> {
  static constexpr std::array<std::string_view, 10> words{
      "registered",        "rejected_intake", "refused", "pay_notice", "paid",
      "supplement_formed", "at_checkpoint",   "issued",  "closed",     "lapsed"};
};

enum class ApplicationEvent {
  reject_intake,
  refuse,
  send_pay_notice,
  pay,
  form_supplement,
  enter,
  leave_unissued,
  issue,
  take_back_blank,
  close,
  lapse,
};
template <>
struct EnumWords<ApplicationEvent> {
  static constexpr std::array<std::string_view, 11> words{"reject_intake",
                                                          "refuse",
                                                          "send_pay_notice",
                                                          "pay",
                                                          "form_supplement",
                                                          "enter",
                                                          "leave_unissued",
                                                          "issue",
                                                          "take_back_blank",
                                                          "close",
                                                          "lapse"};
};

std::span<const Transition<ApplicationState, ApplicationEvent>> application_table();

/// Errors: application_unpaid where the fee is what is missing, application_closed if it has
/// ended, else application_wrong_state.
Result<ApplicationState> advance(ApplicationState from, ApplicationEvent event);

/// A refusal carries one or more grounds, each once, and a motivation. Errors: grounds_missing,
/// reason_missing.
Result<void> check_refusal(const std::vector<RefusalGround>& grounds, std::string_view motivation);

}  // namespace otkel::core
