// The comparison with the card, and what it asks for.
#include "core/gate/external_permit.hpp"

#include "core/plate/vehicle_make.hpp"

namespace otkel::core {
namespace {

/// Empty if the permit says what the card says.
std::string difference(const StatedPermit& stated, const std::string& plate,
                       const std::optional<CardFacts>& card) {
  if (!card) return plate + " is on no permit card";
  std::string text;
  if (stated.plate != plate) text = "the permit says " + stated.plate + ", the card " + plate;
  if (!same_make(stated.make, card->make) || stated.make.empty())
    text += (text.empty() ? "" : "; ") + std::string("the permit says ") +
            (stated.make.empty() ? "no make" : stated.make) + ", the card " + card->make;
  return text;
}

}  // namespace

Result<Decision> record_external(const StatedPermit& stated, const PassageFacts& facts) {
  if (stated.number.empty())
    return fail(Code::value_malformed, "$.number: write down the number of the permit");
  const auto& stay = facts.stay;
  if (!stay)
    return fail(Code::vehicle_not_on_territory,
                "no entry of the vehicle is on record; its permit "
                "is compared when it stands on the territory");
  if (facts.blank && !is_terminal(facts.blank->state))
    return fail(Code::blank_wrong_state,
                stay->plate + " was given " + facts.blank->number + "; end that number first");
  const auto differs = difference(stated, stay->plate, facts.card);
  Decision d;
  d.add(ExternalPermitRecorded{stay->plate, stay->entry_visit, stated.number, stated.plate,
                               stated.make, differs.empty()});
  d.add(BindExternal{*stay, stated.number});
  if (!differs.empty())
    d.add(OpenIncident{IncidentKind::external_permit_differs, stay->plate,
                       "permit " + stated.number + ": " + differs + " (p.17)"});
  return d;
}

}  // namespace otkel::core
