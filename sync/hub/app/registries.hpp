#pragma once
// Verbs on the registries: carriers, permit cards, misuse, officers.
// What changes is told to every enrolled checkpoint; what is the same already is not told again.
#include <vector>

#include "core/fact/event_hub.hpp"
#include "sync/hub/app/context.hpp"

namespace otkel::hub {

struct Recorded {
  std::int64_t written = 0, unchanged = 0;
  /// Applications that were paid and whose supplement could be formed now.
  std::vector<std::string> formed;
  static constexpr auto fields() {
    using R = Recorded;
    return std::tuple{core::field("written", &R::written), core::field("unchanged", &R::unchanged),
                      core::field("formed", &R::formed)};
  }
};

/// Errors: bin_iin_malformed, field_missing, time_malformed.
core::Result<Recorded> record_carrier(Context& context, core::CarrierRecorded carrier,
                                      core::Instant now);

/// All or none. Errors: bin_iin_malformed, plate_malformed, field_missing, time_malformed; the
/// detail says which card of the list.
core::Result<Recorded> record_permit_cards(Context& context,
                                           std::vector<core::PermitCardRecorded> cards,
                                           core::Instant now);

/// Errors: bin_iin_malformed, time_malformed.
core::Result<Recorded> record_misuse(Context& context, core::MisuseRecorded fact,
                                     core::Instant now);

struct RecordOfficer {
  std::string login, name;
  core::OfficerRole role = core::OfficerRole::officer;
  std::string password;  ///< 8 bytes or more; stored as argon2id only
  bool active = true;
  static constexpr auto fields() {
    using C = RecordOfficer;
    return std::tuple{core::field("login", &C::login), core::field("name", &C::name),
                      core::field("role", &C::role), core::field("password", &C::password),
                      core::field("active", &C::active)};
  }
};

/// Errors: field_missing, value_malformed (login not a-z 0-9 . _ -, password too short).
core::Result<Recorded> record_officer(Context& context, const RecordOfficer& command,
                                      core::Instant now);

}  // namespace otkel::hub
