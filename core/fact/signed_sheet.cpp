// Which sheets are signed, and what of them.
#include "core/fact/signed_sheet.hpp"

#include "core/value/text.hpp"

namespace otkel::core {
namespace {

/// "2025-05-20T09:00:00Z": as the claims count it, so that what is typed from the paper has no
/// fraction to guess.
std::string second_of(Instant at) { return to_iso(at).substr(0, 19) + "Z"; }

SignedSheet signed_act(std::string_view document, const SheetHead& head, const BlankAct& act) {
  return {document,
          act.blank,
          act.plate,
          act.at,
          std::nullopt,
          {act.blank, act.application_no, act.plate, act.carrier_name, act.carrier_bin,
           second_of(act.at), act.reason, head.officer, act.second_officer}};
}

std::optional<SignedSheet> signed_of(const ReturnAct& act) {
  return signed_act(ReturnAct::type, act.head, act.act);
}

std::optional<SignedSheet> signed_of(const LossAct& act) {
  return signed_act(LossAct::type, act.head, act.act);
}

std::optional<SignedSheet> signed_of(const NoFaultSlip& slip) {
  return SignedSheet{
      NoFaultSlip::type,
      slip.booking_no,
      slip.plate,
      slip.from,
      slip.until,
      {slip.booking_no, slip.plate, second_of(slip.from),
       slip.until ? second_of(*slip.until) : std::string(), slip.reason, slip.head.officer}};
}

template <class Sheet>
std::optional<SignedSheet> signed_of(const Sheet&) {
  return std::nullopt;
}

}  // namespace

std::optional<SignedSheet> signed_sheet(const Document& document) {
  return std::visit([](const auto& sheet) { return signed_of(sheet); }, document);
}

std::string sheet_hash_input(std::string_view document, const std::vector<std::string>& values) {
  std::string out = "otkel-sheet-1;";
  put_part(out, document);
  for (const auto& value : values) put_part(out, value);
  return out;
}

}  // namespace otkel::core
