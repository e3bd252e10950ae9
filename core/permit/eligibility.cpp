// The five conditions of p.8.
#include "core/permit/eligibility.hpp"

namespace otkel::core {
namespace {

bool valid(const std::optional<LocalDate>& until, LocalDate today) {
  return until && today <= *until;
}

/// a check that is not on record has not expired; it is only not verified.
bool expired(const std::optional<LocalDate>& until, LocalDate today) {
  return until && *until < today;
}

std::string until_text(const std::optional<LocalDate>& until) {
  return until ? "valid until " + to_iso(*until) : "not on record";
}

/// Using permits for a foreign vehicle counts for ever, handing blanks over for the ban only
///
bool counts(const MisuseFact& fact, const RulePack& pack, LocalDate today) {
  if (fact.kind == Misuse::vehicle_not_on_card) return true;
  auto ends = fact.on + std::chrono::months{pack.misuse_ban_months};
  if (!ends.ok()) ends = ends.year() / ends.month() / std::chrono::last;
  return today < ends;
}

}  // namespace

std::vector<Error> ineligible(const EligibilityFacts& facts, const RulePack& pack,
                              LocalDate today) {
  std::vector<Error> grounds;
  if (!valid(facts.certificate_until, today))
    grounds.push_back({Code::no_admission_certificate,
                       "admission certificate " + until_text(facts.certificate_until)});
  if (!valid(facts.card_until, today)) {
    grounds.push_back({Code::no_permit_card, "permit card " + until_text(facts.card_until)});
  } else if (expired(facts.tachograph_until, today) || !valid(facts.inspection_until, today)) {
    grounds.push_back({Code::permit_card_void,
                       "tachograph check " + until_text(facts.tachograph_until) +
                           ", technical inspection " + until_text(facts.inspection_until)});
  }
  if (!facts.has_booking) grounds.push_back({Code::no_booking, "no active booking"});
  if (!facts.has_title_document)
    grounds.push_back({Code::no_title_document, "no title document for the vehicle"});
  for (const auto& fact : facts.misuse) {
    if (!counts(fact, pack, today)) continue;
    grounds.push_back(
        {Code::misuse_on_record, std::string(word(fact.kind)) + " on " + to_iso(fact.on)});
    break;
  }
  return grounds;
}

}  // namespace otkel::core
