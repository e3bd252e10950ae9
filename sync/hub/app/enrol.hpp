#pragma once
// How a checkpoint's log at the hub begins.
#include <vector>

#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// Begins the logs of checkpoints of the settings that have none yet, with everything the
/// registries hold, in one transaction; those checkpoints. Errors: those of the database.
core::Result<std::vector<core::Site>> enrol(Context& context, core::Instant now);

/// From now on the hub writes a new epoch of its log for that checkpoint. Inside facts.commit().
void begin_epoch(Context& context, core::Site site, std::string_view reason, core::Instant now);

/// Errors: config_invalid if a checkpoint of the settings has no log yet; the detail says how to
/// begin it. In a transaction of its own.
core::Result<void> must_be_enrolled(Context& context);

}  // namespace otkel::hub
