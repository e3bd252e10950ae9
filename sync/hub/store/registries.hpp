#pragma once
// What the registries say: carriers, permit cards, misuse, officers. Rows are the facts themselves.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_hub.hpp"

namespace otkel::hub {

// All classes here: call inside Session::transact; they throw sql::Failure.

/// What put() did; a fact goes to the log only where something changed.
enum class Stored { unchanged, written };

class Carriers {
 public:
  explicit Carriers(sql::Session& db) : db_(db) {}
  Stored put(const core::CarrierRecorded& carrier);
  std::optional<core::CarrierRecorded> find(const std::string& bin);
  std::vector<core::CarrierRecorded> all();

 private:
  sql::Session& db_;
};

class Cards {
 public:
  explicit Cards(sql::Session& db) : db_(db) {}
  Stored put(const core::PermitCardRecorded& card);
  std::optional<core::PermitCardRecorded> find(const std::string& card_no);
  /// The card of that vehicle for that carrier which holds longest.
  std::optional<core::PermitCardRecorded> of_vehicle(const std::string& plate,
                                                     const std::string& bin);
  std::vector<core::PermitCardRecorded> all();

 private:
  sql::Session& db_;
};

class MisuseList {
 public:
  explicit MisuseList(sql::Session& db) : db_(db) {}
  Stored put(const core::MisuseRecorded& fact);
  std::vector<core::MisuseRecorded> of_carrier(const std::string& bin);
  std::vector<core::MisuseRecorded> all();

 private:
  sql::Session& db_;
};

class Officers {
 public:
  explicit Officers(sql::Session& db) : db_(db) {}
  void put(const core::OfficerRecorded& officer);
  std::optional<core::OfficerRecorded> find(const std::string& login);
  std::vector<core::OfficerRecorded> all();

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
