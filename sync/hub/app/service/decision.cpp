// Carrying out a decision: the row and the fact for the checkpoint.
#include "sync/hub/app/service/decision.hpp"

#include "base/codec/json.hpp"
#include "core/value/words.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

core::Result<void> check(const DecideApplication& command) {
  if (auto given = filled(command.signed_by, "signed_by"); !given) return given;
  if (command.decision == DecisionKind::refusal)
    return core::check_refusal(command.grounds, command.motivation);
  if (command.grounds.empty()) return {};
  return core::fail(core::Code::value_malformed, "$.grounds: a pay notice has none");
}

}  // namespace

core::Result<ApplicationRow> decide_application(Context& context, const DecideApplication& command,
                                                core::Instant now) {
  if (auto trusted = needs_clock(context, now); !trusted) return std::unexpected(trusted.error());
  if (auto checked = check(command); !checked) return std::unexpected(checked.error());
  auto row = find_application(context, command.application_no);
  if (!row) return row;
  if (auto known = history_known(context, row->site); !known) return std::unexpected(known.error());
  const bool refusal = command.decision == DecisionKind::refusal;
  const auto next = core::advance(row->state, refusal ? core::ApplicationEvent::refuse
                                                      : core::ApplicationEvent::send_pay_notice);
  if (!next) return std::unexpected(next.error());
  const auto motivation = core::trimmed(command.motivation);
  row->state = *next;
  row->decided = now;
  row->signed_by = command.signed_by;
  row->grounds = codec::encode(command.grounds);
  row->reason = motivation;
  row->changed = now;
  context.stores.applications.put(*row);
  const auto actor = core::Actor::officer(command.signed_by);
  if (refusal)
    publish(context, row->site, actor, now,
            core::ApplicationRefused{row->application_no, command.grounds, motivation});
  else
    publish(context, row->site, actor, now,
            core::PayNoticeSent{row->application_no, command.signed_by});
  return row;
}

}  // namespace otkel::hub
