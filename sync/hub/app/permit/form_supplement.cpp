// The supplement forms itself on the day of payment where E1 to E5 hold.
#include <algorithm>

#include "base/codec/json.hpp"
#include "core/permit/eligibility.hpp"
#include "core/permit/supplement.hpp"
#include "sync/hub/app/permit/application_form.hpp"
#include "sync/hub/app/permit/supplement.hpp"

namespace otkel::hub {
namespace {

std::optional<core::LocalDate> date_of(const std::string& text) {
  const auto date = core::parse_date(text);
  return date ? std::optional(*date) : std::nullopt;
}

core::EligibilityFacts facts_of(Context& context, const ApplicationRow& row) {
  core::EligibilityFacts facts;
  if (const auto carrier = context.stores.carriers.find(row.bin))
    facts.certificate_until = date_of(carrier->certificate_until);
  if (const auto card = context.stores.cards.of_vehicle(row.plate, row.bin)) {
    facts.card_until = date_of(card->valid_until);
    facts.tachograph_until = date_of(card->tachograph_until);
    facts.inspection_until = date_of(card->inspection_until);
    facts.has_title_document = !card->title_document.empty();
  }
  // A vehicle that lost its slot and booked another one is in the queue all the same.
  const auto booking = context.stores.bookings.active_of(row.plate);
  facts.has_booking = booking && booking->site == row.site && booking->bin == row.bin;
  for (const auto& fact : context.stores.misuse.of_carrier(row.bin))
    if (const auto on = date_of(fact.on)) facts.misuse.push_back({fact.kind, *on});
  return facts;
}

/// Official name in Kazakh of a checkpoint that perhaps another hub serves.
std::string name_of(const Context& context, const std::string& site) {
  for (const auto& one : context.settings.checkpoints)
    if (one.site.code() == site) return one.names.kk;
  return site;
}

std::string other_of(const ApplicationForm& form) {
  std::string other = form.other.value_or("");
  if (!form.trailer) return other;
  const auto& t = *form.trailer;
  return "Тіркеме: " + t.model + ", " + t.plate + ", " + std::to_string(t.capacity_kg) + " кг" +
         (other.empty() ? "" : "; " + other);
}

/// Field 3, of the permit card: the vehicle at the gate must be the one on it, and so must the
/// permit. What the applicant wrote about it stands in the application.
std::string vehicle_of(const core::PermitCardRecorded& card) {
  return card.make + (card.model.empty() ? "" : " " + card.model) + ", " +
         std::to_string(card.capacity_kg) + " кг, " + std::to_string(card.seats) + " орын, " +
         card.plate;
}

core::SupplementText text_of(Context& context, const ApplicationRow& row,
                             const ApplicationForm& form, core::LocalDate today) {
  const auto& at = checkpoint_of(context, row.site);
  const auto carrier = context.stores.carriers.find(row.bin).value_or(core::CarrierRecorded{});
  // Without a card nothing is formed (E2).
  const auto card = context.stores.cards.of_vehicle(row.plate, row.bin);
  const auto planned = std::max(date_of(row.planned_crossing).value_or(today), today);
  const core::LocalDate until{std::chrono::sys_days{planned} +
                              std::chrono::days{context.pack().supplement_valid_days}};
  core::SupplementText text;
  text.carrier_name = carrier.name;
  text.carrier_address = carrier.address;
  text.vehicle = card ? vehicle_of(*card) : row.plate;
  text.planned_crossing = row.planned_crossing;
  text.valid_from = core::to_iso(today);
  text.valid_until = core::to_iso(until);
  text.direction_from = form.direction_from.value_or(form.cargo.loading_place);
  text.direction_to = form.direction_to.value_or(
      at.direction_to.empty() ? form.cargo.unloading_place : at.direction_to);
  text.checkpoint_exit = at.names.kk;
  text.checkpoint_entry = form.entry_site ? name_of(context, *form.entry_site) : at.names.kk;
  text.cargo_name = form.cargo.name;
  text.cargo_weight = std::to_string(form.cargo.weight_kg) + " кг";
  text.loading_place = form.cargo.loading_place;
  text.unloading_place = form.cargo.unloading_place;
  text.other = other_of(form);
  return text;
}

std::string pending_json(const std::vector<core::Error>& grounds) {
  codec::json::array list;
  for (const auto& ground : grounds)
    list.push_back({{"code", core::word(ground.code)}, {"detail", ground.detail}});
  return codec::json::serialize(list);
}

RegisterRow register_row(Context& context, const ApplicationRow& row,
                         const core::SupplementText& text, core::Instant now) {
  const auto card = context.stores.cards.of_vehicle(row.plate, row.bin);
  RegisterRow entry;
  entry.application_no = row.application_no;
  entry.site = row.site;
  entry.carrier_name = text.carrier_name;
  entry.bin = row.bin;
  entry.make = card ? card->make : "";
  entry.plate = row.plate;
  entry.supplement = codec::encode(text);
  entry.formed = now;
  entry.changed = now;
  return entry;
}

}  // namespace

void put_in_register(Context& context, const ApplicationRow& row, const core::SupplementText& text,
                     core::Instant now) {
  context.stores.permits.put(register_row(context, row, text, now));
}

core::Result<ApplicationRow> form_supplement(Context& context, ApplicationRow row,
                                             core::Instant now) {
  // It may have been formed before, and its text never changes (I6).
  if (!history_known(context, row.site)) return row;
  const auto today = today_at(checkpoint_of(context, row.site), now);
  auto grounds = core::ineligible(facts_of(context, row), context.pack(), today);
  const auto form = codec::decode<ApplicationForm>(row.form);
  if (!form) return std::unexpected(form.error());
  const auto text = text_of(context, row, *form, today);
  // Taken in before its letters were looked at, or a registry's: it waits for a corrected record.
  if (const auto fits = core::check_printable(text); !fits) grounds.push_back(fits.error());
  const auto pending = pending_json(grounds);
  auto& applications = context.stores.applications;
  if (!grounds.empty()) {
    if (row.pending == pending) return row;
    row.pending = pending;
    row.changed = now;
    applications.put(row);
    return row;
  }
  const auto next = core::advance(row.state, core::ApplicationEvent::form_supplement);
  if (!next) return std::unexpected(next.error());
  row.state = *next;
  row.pending = pending;
  row.changed = now;
  applications.put(row);
  put_in_register(context, row, text, now);
  publish(context, row.site, core::Actor::hub(), now,
          core::SupplementFormed{row.application_no, text});
  return row;
}

core::Result<std::vector<std::string>> retry_supplements(Context& context,
                                                         const SupplementFilter& filter,
                                                         core::Instant now) {
  std::vector<std::string> formed;
  // A supplement bears its days. The node tries all of them again once the clock is trusted.
  if (!needs_clock(context, now)) return formed;
  auto& applications = context.stores.applications;
  for (const auto& number : applications.paid(filter.bin, filter.plate)) {
    auto row = applications.find(number);
    if (!row) continue;
    const auto tried = form_supplement(context, *std::move(row), now);
    if (!tried) return std::unexpected(tried.error());
    if (tried->state == core::ApplicationState::supplement_formed) formed.push_back(number);
  }
  return formed;
}

}  // namespace otkel::hub
