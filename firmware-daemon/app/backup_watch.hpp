#pragma once
// A checkpoint whose last backup is old: reported before the disk fails.
#include <optional>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Opens an incident if the last backup, or without one the log's first event, is older than 36
/// hours. Inside a transaction.
void watch_backup(Context& context, const std::optional<Instant>& last);

}  // namespace otkel::app
