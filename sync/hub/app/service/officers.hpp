#pragma once
// The officers who decide and who serve at the checkpoints.
#include <string>

#include "core/fact/event_hub.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/hub/app/service/recorded.hpp"

namespace otkel::hub {

struct RecordOfficer {
  std::string login, name;
  core::OfficerRole role = core::OfficerRole::officer;
  std::string password;  ///< 8 bytes or more; its hash lies beside the log (ADR 0052)
  bool active = true;
  static constexpr auto fields() {
    using C = RecordOfficer;
    return std::tuple{core::field("login", &C::login), core::field("name", &C::name),
                      core::field("role", &C::role), core::field("password", &C::password),
                      core::field("active", &C::active)};
  }
};

/// Sends every enrolled checkpoint what changed. Errors: field_missing, value_malformed (login not
/// a-z 0-9 . _ -, password too short).
core::Result<Recorded> record_officer(Context& context, const RecordOfficer& command,
                                      core::Instant now);

/// Before a fact of that officer is written again: a hash that an older version wrote into a log
/// becomes a commitment, with the hash beside it. What it returns may be published.
core::OfficerRecorded keep_hash_beside_log(Context& context, core::OfficerRecorded officer);

}  // namespace otkel::hub
