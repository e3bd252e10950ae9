// The conditions of issuing, in the order in which an officer can repair them.
#include "core/permit/permit.hpp"

namespace otkel::core {
namespace {

Result<void> check_state(const IssueFacts& facts) {
  if (facts.revoked) return fail(Code::application_closed, "the centre has revoked this permit");
  if (facts.application == ApplicationState::issued)
    return fail(Code::already_issued, "this application has its blank already");
  if (facts.application == ApplicationState::supplement_formed)
    return fail(Code::vehicle_not_on_territory,
                "no entry of the vehicle through the gate is on record");
  if (const auto next = advance(facts.application, ApplicationEvent::issue); !next)
    return std::unexpected(next.error());
  return {};
}

}  // namespace

Result<void> may_issue(const IssueFacts& facts, const RulePack& pack, bool open, Instant now,
                       minutes utc_offset) {
  const LocalDate today = local_date(now, utc_offset);
  const bool begun = facts.number == GivenNumber::printed;
  if (facts.number == GivenNumber::none && !pack.in_force(today))
    return fail(Code::rule_pack_expired, "rule pack " + pack.version + " applies from " +
                                             to_iso(pack.valid_from) + " and before " +
                                             to_iso(pack.valid_until));
  if (!begun && !open)
    return fail(Code::checkpoint_closed, "the checkpoint does not work at this hour");
  if (auto state = check_state(facts); !state) return state;
  if (!facts.valid_from || !facts.valid_until)
    return fail(Code::supplement_missing, "the supplement has not been formed");
  if (today < *facts.valid_from || (!begun && today > *facts.valid_until))
    return fail(Code::supplement_expired, "the supplement is valid from " +
                                              to_iso(*facts.valid_from) + " to " +
                                              to_iso(*facts.valid_until));
  if (!facts.entered)
    return fail(Code::vehicle_not_on_territory,
                "no entry of the vehicle through the gate is on record");
  if (!facts.card_matches)
    return fail(Code::plate_mismatch, "the vehicle at the gate is not the one on the permit card");
  return {};
}

}  // namespace otkel::core
