// What the hub itself has sent: registries, bookings of the portal, applications, deliveries.
#include <algorithm>
#include <optional>

#include "base/codec/json.hpp"
#include "core/queue/booking.hpp"
#include "sync/hub/store/register.hpp"
#include "sync/hub/store/state_fold.hpp"

namespace otkel::hub {
namespace {

std::string yes(bool is) { return is ? "1" : "0"; }

std::string person_of(const core::Actor& actor) {
  return actor.is_officer() ? std::string(actor.name()) : std::string();
}

}  // namespace

std::string text_of(core::Instant at) { return std::to_string(at.time_since_epoch().count()); }

const std::string& inside_or_not() {
  static const std::string open = ledger::any_of({"supplement_formed", "at_checkpoint"});
  return open;
}

bool Folded::move(const std::string& application, core::ApplicationEvent event) {
  auto& state = row("application", application)["state"];
  const auto from = core::from_word<core::ApplicationState>(state);
  const auto to = from ? std::optional(core::advance(*from, event)) : std::nullopt;
  if (!to || !*to) return false;
  state = core::word(**to);
  return true;
}

bool Folded::move(const std::string& blank, core::BlankEvent event) {
  auto& state = row("blank", blank)["state"];
  const auto from = core::from_word<core::BlankState>(state);
  const auto to = from ? std::optional(core::advance(*from, event)) : std::nullopt;
  if (!to || !*to) return false;
  state = core::word(**to);
  return true;
}

bool Folded::had(const std::map<std::string, core::Instant>& done,
                 const std::string& number) const {
  const auto found = done.find(number);
  return found != done.end() && found->second < heard && !put_back.contains(site);
}

void Folded::number_given(const std::string& kind, int year, std::int64_t number) {
  auto& last = by_log.numbers[kind + " " + site + " " + std::to_string(year)];
  last = std::max(last, number);
}

void HubFold::end_of_log() {
  for (auto& [table, rows] : reported_)
    for (auto& [key, reported] : rows) {
      const auto known = last_[table].try_emplace(key, reported).first;
      if (known->second.first > reported.first) continue;
      known->second = reported;
      s_.row(table, key) = std::move(reported.second);
    }
  reported_.clear();
  cards_of_.clear();
}

void HubFold::operator()(const core::CarrierRecorded& f) {
  report("carrier", f.bin,
         {{"name", f.name},
          {"address", f.address},
          {"certificate_no", f.certificate_no},
          {"certificate_until", f.certificate_until}});
}

void HubFold::operator()(const core::MisuseRecorded& f) {
  report("misuse", f.bin + " " + std::string(core::word(f.kind)) + " " + f.on, {{"note", f.note}});
}

void HubFold::operator()(const core::PermitCardRecorded& f) {
  report("permit_card", f.card_no,
         {{"bin", f.bin},
          {"plate", f.plate},
          {"make", f.make},
          {"model", f.model},
          {"vin", f.vin},
          {"capacity_kg", std::to_string(f.capacity_kg)},
          {"seats", std::to_string(f.seats)},
          {"trailer_plate", f.trailer_plate.value_or("")},
          {"valid_until", f.valid_until},
          {"tachograph_until", f.tachograph_until},
          {"inspection_until", f.inspection_until},
          {"title_document", f.title_document}});
  cards_of_[f.plate + " " + f.bin].insert(f.card_no);
}

void HubFold::operator()(const core::OfficerRecorded& f) {
  report("officer", f.login,
         {{"name", f.name},
          {"role", std::string(core::word(f.role))},
          {"password_hash", f.password_hash},
          {"active", yes(f.active)}});
}

void HubFold::operator()(const core::NumbersSkipped& f) {
  s_.number_given(f.kind, static_cast<int>(f.year), f.last);
}

void HubFold::operator()(const core::PortalBookingMade& f) {
  if (const auto no = core::BookingNo::parse(f.booking_no))
    s_.number_given("booking", no->year(), no->number());
  s_.row("booking", f.booking_no) = {{"site", s_.site},
                                     {"seller", std::string(core::word(core::Seller::hub))},
                                     {"plate", f.plate},
                                     {"bin", f.bin},
                                     {"driver_name", f.driver_name},
                                     {"slot_start_utc_ms", text_of(f.slot_start)},
                                     {"slot_end_utc_ms", text_of(f.slot_end)},
                                     {"state", "booked"},
                                     {"confirmed", "0"}};
}

void HubFold::operator()(const core::PortalBookingWithdrawn& f) {
  s_.row("booking", f.booking_no)["state"] = core::word(core::BookingState::withdrawn);
  s_.withdrawn[f.booking_no] = s_.at;
}

void HubFold::operator()(const core::ApplicationRegistered& f) {
  if (const auto no = core::ApplicationNo::parse(f.application_no))
    s_.number_given("application", no->year(), no->number());
  auto& application = s_.row("application", f.application_no);
  application = {{"site", s_.site},
                 {"bin", f.bin},
                 {"plate", f.plate},
                 {"booking_no", f.booking_no},
                 {"planned_crossing", f.planned_crossing},
                 {"submitted_utc_ms", text_of(f.submitted)},
                 {"decision_due_utc_ms", text_of(f.decision_due)},
                 {"state", "registered"},
                 {"decided_utc_ms", ""},
                 {"signed_by", ""},
                 {"grounds", "[]"},
                 {"reason", ""},
                 {"revoked", "0"}};
  // One that was given another number later is sent again with its decision, whose day is not.
  if (f.submitted != s_.at) application.erase("decided_utc_ms");
}

void HubFold::decided(const std::string& application) {
  auto& row = s_.row("application", application);
  if (const auto field = row.find("decided_utc_ms"); field != row.end())
    field->second = text_of(s_.at);
}

void HubFold::operator()(const core::IntakeRejected& f) {
  if (!s_.move(f.application_no, core::ApplicationEvent::reject_intake)) return;
  decided(f.application_no);
  s_.row("application", f.application_no)["reason"] = f.reason;
}

void HubFold::operator()(const core::PayNoticeSent& f) {
  if (!s_.move(f.application_no, core::ApplicationEvent::send_pay_notice)) return;
  decided(f.application_no);
  auto& application = s_.row("application", f.application_no);
  application["signed_by"] = f.signed_by;
  application.erase("reason");  // what was written to a notice is in no fact
}

void HubFold::operator()(const core::ApplicationRefused& f) {
  if (!s_.move(f.application_no, core::ApplicationEvent::refuse)) return;
  decided(f.application_no);
  auto& application = s_.row("application", f.application_no);
  // A row that came back from the checkpoint has no signature.
  application["signed_by"] = ledger::any_of({person_of(s_.actor), ""});
  application["grounds"] = codec::encode(f.grounds);
  application["reason"] = f.motivation;
}

void HubFold::operator()(const core::FeePaid& f) {
  s_.move(f.application_no, core::ApplicationEvent::pay);
  s_.row("payment", f.application_no) = {{"amount_tenge", std::to_string(f.amount.tenge)},
                                         {"paid_utc_ms", text_of(f.paid)},
                                         {"reference", f.reference}};
}

/// The card that is valid longest, as Cards::of_vehicle() finds it.
std::string HubFold::make_of(const std::string& plate, const std::string& bin) {
  const auto& cards = reported_["permit_card"];
  const ledger::StateRow* best = nullptr;
  const std::string vehicle = plate + " " + bin;
  for (const auto& number : cards_of_[vehicle]) {
    const auto& card = cards.at(number).second;
    if (card.at("plate") != plate || card.at("bin") != bin) continue;
    if (best == nullptr || best->at("valid_until") < card.at("valid_until")) best = &card;
  }
  return best == nullptr ? std::string() : best->at("make");
}

void HubFold::operator()(const core::SupplementFormed& f) {
  s_.move(f.application_no, core::ApplicationEvent::form_supplement);
  s_.formed[f.application_no] = s_.at;
  const auto& application = s_.row("application", f.application_no);
  const auto of = [&](const char* field) {
    const auto found = application.find(field);
    return found == application.end() ? std::string() : found->second;
  };
  s_.row("register", f.application_no) = {{"site", s_.site},
                                          {"carrier_name", f.text.carrier_name},
                                          {"bin", of("bin")},
                                          {"permit_type", RegisterRow{}.permit_type},
                                          {"blank", ""},
                                          {"make", make_of(of("plate"), of("bin"))},
                                          {"plate", of("plate")},
                                          {"state", std::string(core::word(PermitState::formed))},
                                          {"revoked", "0"},
                                          {"supplement", codec::encode(f.text)},
                                          {"formed_utc_ms", text_of(s_.at)},
                                          {"issued_utc_ms", ""},
                                          {"redeemed_utc_ms", ""},
                                          {"redeemed_grade", ""},
                                          {"came_back_utc_ms", ""}};
}

void HubFold::operator()(const core::BlanksDispatched& f) {
  auto& delivery = s_.row("delivery", f.batch);
  delivery = {{"site", s_.site},
              {"first", f.first},
              {"count", std::to_string(f.count)},
              {"dispatched_utc_ms", text_of(s_.at)},
              {"received_utc_ms", ""}};
  s_.sent[f.batch] = s_.at;
  const auto first = core::BlankNumber::parse(f.first);
  if (!first) return;
  delivery["series"] = first->series();
  delivery["first_serial"] = std::to_string(first->serial());
  delivery["last_serial"] = std::to_string(first->serial() + f.count - 1);
}

void HubFold::operator()(const core::PermitRevoked& f) {
  auto& application = s_.row("application", f.application_no);
  application["revoked"] = yes(true);
  application["reason"] = f.reason;
  if (s_.by_log.tables["register"].contains(f.application_no))
    s_.row("register", f.application_no)["revoked"] = yes(true);
}

void HubFold::operator()(const core::RevocationWithdrawn& f) {
  auto& application = s_.row("application", f.application_no);
  application["revoked"] = yes(false);
  application["reason"] = f.reason;
  if (s_.by_log.tables["register"].contains(f.application_no))
    s_.row("register", f.application_no)["revoked"] = yes(false);
}

}  // namespace otkel::hub
