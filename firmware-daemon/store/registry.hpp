#pragma once
// Carriers, their vehicles' permit cards and what is held against them, as the hub last reported.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_hub.hpp"

namespace otkel::store {

struct CardRow {
  std::string plate, card_no, bin, make, model, valid_until, tachograph_until, inspection_until;
  std::optional<std::string> trailer_plate;
};

struct CarrierRow {
  std::string bin, name, address, certificate_until;
};

class Registry {
 public:
  explicit Registry(sql::Session& db) : db_(db) {}

  void put(const core::CarrierRecorded& fact);
  void put(const core::PermitCardRecorded& fact);
  void put(const core::MisuseRecorded& fact);
  std::optional<CarrierRow> carrier(const std::string& bin);
  std::optional<CardRow> card(const std::string& plate);
  /// Canonical plates of all cards, for the matcher's memory.
  std::vector<std::string> card_plates();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
