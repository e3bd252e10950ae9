#pragma once
// Applications for type-C permits, as far as the checkpoint must know them.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/permit/application.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::store {

struct ApplicationRow {
  std::string application_no, bin, plate, booking_no, planned_crossing;
  core::ApplicationState state = core::ApplicationState::registered;
  std::optional<core::SupplementText> supplement;
  std::optional<core::Instant> entered;
  bool card_matches = false;
  std::optional<std::string> revoked_reason;
  core::Instant registered{};                      ///< the order in which numbers are given (R-27)
  std::optional<std::string> make_set_aside = {};  ///< by an officer who looked at the vehicle
};

class Applications {
 public:
  explicit Applications(sql::Session& db) : db_(db) {}

  void insert(const ApplicationRow& row);
  /// Writes state, supplement (once), entry, revocation and the make that was set aside.
  void update(const ApplicationRow& row);
  std::optional<ApplicationRow> find(const std::string& application_no);
  /// All of the plate that have not ended, in the order of registration.
  std::vector<ApplicationRow> open_of(const std::string& plate);
  std::optional<ApplicationRow> last_of(const std::string& plate);
  /// In the order of registration.
  std::vector<ApplicationRow> in_state(core::ApplicationState state);
  std::int64_t supplements_formed();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
