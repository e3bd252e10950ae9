#pragma once
// Form A1: what an applicant gives.
#include <optional>
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::hub {

struct OwnerForm {
  std::string bin, name, address, contacts;
  static constexpr auto fields() {
    using F = OwnerForm;
    return std::tuple{core::field("bin", &F::bin), core::field("name", &F::name),
                      core::field("address", &F::address), core::field("contacts", &F::contacts)};
  }
};

struct DriverForm {
  std::string iin, name, address, contacts;
  static constexpr auto fields() {
    using F = DriverForm;
    return std::tuple{core::field("iin", &F::iin), core::field("name", &F::name),
                      core::field("address", &F::address), core::field("contacts", &F::contacts)};
  }
};

/// From the technical passport.
struct VehicleForm {
  std::string plate, model;
  std::int64_t capacity_kg = 0, seats = 0;
  static constexpr auto fields() {
    using F = VehicleForm;
    return std::tuple{core::field("plate", &F::plate), core::field("model", &F::model),
                      core::field("capacity_kg", &F::capacity_kg), core::field("seats", &F::seats)};
  }
};

struct TrailerForm {
  std::string plate, model;
  std::int64_t capacity_kg = 0;
  static constexpr auto fields() {
    using F = TrailerForm;
    return std::tuple{core::field("plate", &F::plate), core::field("model", &F::model),
                      core::field("capacity_kg", &F::capacity_kg)};
  }
};

struct CargoForm {
  std::string name;
  std::int64_t weight_kg = 0;
  std::string loading_place, unloading_place;
  static constexpr auto fields() {
    using F = CargoForm;
    return std::tuple{core::field("name", &F::name), core::field("weight_kg", &F::weight_kg),
                      core::field("loading_place", &F::loading_place),
                      core::field("unloading_place", &F::unloading_place)};
  }
};

/// The electronic signature as the portal verified it.
struct SignatureForm {
  std::string subject, certificate_serial;
  core::Instant signed_at{};
  static constexpr auto fields() {
    using F = SignatureForm;
    return std::tuple{core::field("subject", &F::subject),
                      core::field("certificate_serial", &F::certificate_serial),
                      core::field("signed_at", &F::signed_at)};
  }
};

struct ApplicationForm {
  std::string site;                       ///< checkpoint of the exit
  std::optional<std::string> entry_site;  ///< of the entry on the way back; the same if missing
  std::string provider;                   ///< addressee
  std::string applicant_name;
  std::int64_t permit_year = 0;
  std::string booking_no, planned_crossing;
  OwnerForm owner;
  std::vector<DriverForm> drivers;
  VehicleForm vehicle;
  std::optional<TrailerForm> trailer;
  std::string destination_country;
  std::vector<std::string> transit_countries;
  std::optional<std::string> direction_from, direction_to;  ///< field 6 of the supplement
  CargoForm cargo;
  std::optional<std::string> other;  ///< field 12
  bool consent = false;              ///< to access to personal data (F5)
  SignatureForm signature;
  static constexpr auto fields() {
    using F = ApplicationForm;
    return std::tuple{core::field("site", &F::site),
                      core::field("entry_site", &F::entry_site),
                      core::field("provider", &F::provider),
                      core::field("applicant_name", &F::applicant_name),
                      core::field("permit_year", &F::permit_year),
                      core::field("booking_no", &F::booking_no),
                      core::field("planned_crossing", &F::planned_crossing),
                      core::field("owner", &F::owner),
                      core::field("drivers", &F::drivers),
                      core::field("vehicle", &F::vehicle),
                      core::field("trailer", &F::trailer),
                      core::field("destination_country", &F::destination_country),
                      core::field("transit_countries", &F::transit_countries),
                      core::field("direction_from", &F::direction_from),
                      core::field("direction_to", &F::direction_to),
                      core::field("cargo", &F::cargo),
                      core::field("other", &F::other),
                      core::field("consent", &F::consent),
                      core::field("signature", &F::signature)};
  }
};

}  // namespace otkel::hub
