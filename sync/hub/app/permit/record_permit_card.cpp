// Permit cards, one or a whole registry.
#include <set>

#include "core/value/bin_iin.hpp"
#include "core/value/plate_number.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

core::Result<void> check(core::PermitCardRecorded& card) {
  auto checked =
      all_of({filled(card.card_no, "card_no"), canonical<core::BinIin>(card.bin, "bin"),
              canonical<core::PlateNumber>(card.plate, "plate"), filled(card.make, "make"),
              filled(card.model, "model"), at_least(card.capacity_kg, 0, "capacity_kg"),
              at_least(card.seats, 0, "seats"), is_date_or_empty(card.valid_until, "valid_until"),
              is_date_or_empty(card.tachograph_until, "tachograph_until"),
              is_date_or_empty(card.inspection_until, "inspection_until")});
  if (checked && card.trailer_plate)
    checked = canonical<core::PlateNumber>(*card.trailer_plate, "trailer_plate");
  return checked;
}

}  // namespace

core::Result<Recorded> record_permit_cards(Context& context,
                                           std::vector<core::PermitCardRecorded> cards,
                                           core::Instant now) {
  for (std::size_t i = 0; i < cards.size(); ++i)
    if (auto checked = check(cards[i]); !checked) {
      core::Error error = checked.error();
      error.detail = "card " + std::to_string(i + 1) + " of " + std::to_string(cards.size()) +
                     " (" + cards[i].card_no + "): " + error.detail;
      return std::unexpected(std::move(error));
    }
  Recorded done;
  std::set<std::string> plates;
  for (const auto& card : cards) {
    if (context.stores.cards.put(card) == Stored::unchanged) {
      ++done.unchanged;
      continue;
    }
    ++done.written;
    publish_to_all(context, core::Actor::hub(), now, card);
    plates.insert(card.plate);
  }
  for (const auto& plate : plates) {
    auto formed = retry_supplements(context, {.bin = {}, .plate = plate}, now);
    if (!formed) return std::unexpected(formed.error());
    done.formed.insert(done.formed.end(), formed->begin(), formed->end());
  }
  return done;
}

}  // namespace otkel::hub
