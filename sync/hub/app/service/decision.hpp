#pragma once
// The decision on a case: pay notice or reasoned refusal.
#include <string>
#include <vector>

#include "core/permit/application.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

enum class DecisionKind { pay_notice, refusal };

struct DecideApplication {
  std::string application_no;
  DecisionKind decision = DecisionKind::pay_notice;
  std::string signed_by;  ///< the authorised person whose signature stands under it
  std::vector<core::RefusalGround> grounds;
  std::string motivation;
};

/// Errors: application_not_found, application_wrong_state, application_closed, grounds_missing,
/// reason_missing, field_missing; value_malformed if a pay notice has grounds.
core::Result<ApplicationRow> decide_application(Context& context, const DecideApplication& command,
                                                core::Instant now);

}  // namespace otkel::hub

template <>
struct otkel::core::EnumWords<otkel::hub::DecisionKind> {
  static constexpr std::array<std::string_view, 2> words{"pay_notice", "refusal"};
};
