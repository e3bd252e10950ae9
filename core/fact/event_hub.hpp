#pragma once
// Facts that only the hub writes: what the registries say about one checkpoint's carriers,
// vehicles, applications, bookings and deliveries.
#include <optional>
#include <string>
#include <vector>

#include "core/fact/fact_list.hpp"
#include "core/fact/grounds.hpp"
#include "core/fact/supplement_text.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/money.hpp"

namespace otkel::core {

// Facts carry canonical text (numbers, plates, dates) so that a log stays readable for ever; who
// takes one into a decision parses it and refuses what is malformed.

struct CarrierRecorded {
  static constexpr std::string_view type = "carrier_recorded";
  std::string bin, name, address, certificate_no, certificate_until;
  static constexpr auto fields() {
    using F = CarrierRecorded;
    return std::tuple{field("bin", &F::bin), field("name", &F::name), field("address", &F::address),
                      field("certificate_no", &F::certificate_no),
                      field("certificate_until", &F::certificate_until)};
  }
};

struct MisuseRecorded {
  static constexpr std::string_view type = "misuse_recorded";
  std::string bin;
  Misuse kind = Misuse::vehicle_not_on_card;
  std::string on, note;
  static constexpr auto fields() {
    using F = MisuseRecorded;
    return std::tuple{field("bin", &F::bin), field("kind", &F::kind), field("on", &F::on),
                      field("note", &F::note)};
  }
};

/// The right of one vehicle of one carrier.
struct PermitCardRecorded {
  static constexpr std::string_view type = "permit_card_recorded";
  std::string card_no, bin, plate, make, model, vin;
  std::int64_t capacity_kg = 0, seats = 0;
  std::optional<std::string> trailer_plate;
  std::string valid_until, tachograph_until, inspection_until, title_document;
  static constexpr auto fields() {
    using F = PermitCardRecorded;
    return std::tuple{field("card_no", &F::card_no),
                      field("bin", &F::bin),
                      field("plate", &F::plate),
                      field("make", &F::make),
                      field("model", &F::model),
                      field("vin", &F::vin),
                      field("capacity_kg", &F::capacity_kg),
                      field("seats", &F::seats),
                      field("trailer_plate", &F::trailer_plate),
                      field("valid_until", &F::valid_until),
                      field("tachograph_until", &F::tachograph_until),
                      field("inspection_until", &F::inspection_until),
                      field("title_document", &F::title_document)};
  }
};

struct PortalBookingMade {
  static constexpr std::string_view type = "portal_booking_made";
  std::string booking_no, plate, bin, driver_name;
  Instant slot_start{}, slot_end{};
  static constexpr auto fields() {
    using F = PortalBookingMade;
    return std::tuple{field("booking_no", &F::booking_no),
                      field("plate", &F::plate),
                      field("bin", &F::bin),
                      field("driver_name", &F::driver_name),
                      field("slot_start", &F::slot_start),
                      field("slot_end", &F::slot_end)};
  }
};

struct PortalBookingWithdrawn {
  static constexpr std::string_view type = "portal_booking_withdrawn";
  std::string booking_no, reason;
  static constexpr auto fields() {
    using F = PortalBookingWithdrawn;
    return std::tuple{field("booking_no", &F::booking_no), field("reason", &F::reason)};
  }
};

/// registered on the day it reaches the portal; the number is its place in the order.
struct ApplicationRegistered {
  static constexpr std::string_view type = "application_registered";
  std::string application_no, bin, plate, booking_no, planned_crossing;
  Instant submitted{}, decision_due{};
  static constexpr auto fields() {
    using F = ApplicationRegistered;
    return std::tuple{field("application_no", &F::application_no),
                      field("bin", &F::bin),
                      field("plate", &F::plate),
                      field("booking_no", &F::booking_no),
                      field("planned_crossing", &F::planned_crossing),
                      field("submitted", &F::submitted),
                      field("decision_due", &F::decision_due)};
  }
};

/// incomplete package or expired documents, before any decision on the merits.
struct IntakeRejected {
  static constexpr std::string_view type = "intake_rejected";
  std::string application_no, reason;
  static constexpr auto fields() {
    using F = IntakeRejected;
    return std::tuple{field("application_no", &F::application_no), field("reason", &F::reason)};
  }
};

struct PayNoticeSent {
  static constexpr std::string_view type = "pay_notice_sent";
  std::string application_no, signed_by;
  static constexpr auto fields() {
    using F = PayNoticeSent;
    return std::tuple{field("application_no", &F::application_no),
                      field("signed_by", &F::signed_by)};
  }
};

struct ApplicationRefused {
  static constexpr std::string_view type = "application_refused";
  std::string application_no;
  std::vector<RefusalGround> grounds;
  std::string motivation;
  static constexpr auto fields() {
    using F = ApplicationRefused;
    return std::tuple{field("application_no", &F::application_no), field("grounds", &F::grounds),
                      field("motivation", &F::motivation)};
  }
};

struct FeePaid {
  static constexpr std::string_view type = "fee_paid";
  std::string application_no;
  Money amount;
  Instant paid{};
  std::string reference;
  static constexpr auto fields() {
    using F = FeePaid;
    return std::tuple{field("application_no", &F::application_no), field("amount", &F::amount),
                      field("paid", &F::paid), field("reference", &F::reference)};
  }
};

/// formed by itself on the day of payment; fields 1 to 12 never change again (I6).
struct SupplementFormed {
  static constexpr std::string_view type = "supplement_formed";
  std::string application_no;
  SupplementText text;
  static constexpr auto fields() {
    using F = SupplementFormed;
    return std::tuple{field("application_no", &F::application_no), field("text", &F::text)};
  }
};

struct BlanksDispatched {
  static constexpr std::string_view type = "blanks_dispatched";
  std::string batch, first;
  std::int64_t count = 0;
  static constexpr auto fields() {
    using F = BlanksDispatched;
    return std::tuple{field("batch", &F::batch), field("first", &F::first),
                      field("count", &F::count)};
  }
};

struct PermitRevoked {
  static constexpr std::string_view type = "permit_revoked";
  std::string application_no, reason;
  static constexpr auto fields() {
    using F = PermitRevoked;
    return std::tuple{field("application_no", &F::application_no), field("reason", &F::reason)};
  }
};

/// The centre had revoked it by error: the paid right lives on, and a number that was annulled for
/// it is replaced.
struct RevocationWithdrawn {
  static constexpr std::string_view type = "revocation_withdrawn";
  std::string application_no, reason;
  static constexpr auto fields() {
    using F = RevocationWithdrawn;
    return std::tuple{field("application_no", &F::application_no), field("reason", &F::reason)};
  }
};

enum class OfficerRole { officer, senior, technician };
template <>
struct EnumWords<OfficerRole> {
  static constexpr std::array<std::string_view, 3> words{"officer", "senior", "technician"};
};

struct OfficerRecorded {
  static constexpr std::string_view type = "officer_recorded";
  std::string login, name;
  OfficerRole role = OfficerRole::officer;
  std::string password_hash;  ///< see core/fact/officer_secret.hpp
  bool active = true;
  static constexpr auto fields() {
    using F = OfficerRecorded;
    return std::tuple{field("login", &F::login), field("name", &F::name), field("role", &F::role),
                      field("password_hash", &F::password_hash), field("active", &F::active)};
  }
};

/// The hub's database was put back: these running numbers of the checkpoint are never given, since
/// nobody knows which of them were.
struct NumbersSkipped {
  static constexpr std::string_view type = "numbers_skipped";
  std::string kind;  ///< "application" or "booking"
  std::int64_t year = 0, first = 0, last = 0;
  std::string reason, person;
  static constexpr auto fields() {
    using F = NumbersSkipped;
    return std::tuple{field("kind", &F::kind),     field("year", &F::year),
                      field("first", &F::first),   field("last", &F::last),
                      field("reason", &F::reason), field("person", &F::person)};
  }
};

/// All of them.
using FactsOfHub =
    FactList<CarrierRecorded, MisuseRecorded, PermitCardRecorded, PortalBookingMade,
             PortalBookingWithdrawn, ApplicationRegistered, IntakeRejected, PayNoticeSent,
             ApplicationRefused, FeePaid, SupplementFormed, BlanksDispatched, PermitRevoked,
             RevocationWithdrawn, OfficerRecorded, NumbersSkipped>;

}  // namespace otkel::core
