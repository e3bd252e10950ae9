#pragma once
// What the operating system says of the machine, and what is asked of it for this process.
#include <optional>
#include <string>

#include "core/value/free_space.hpp"
#include "core/value/instant.hpp"

namespace otkel::config {

/// Distinguishes one start of the machine from another: OTKEL_BOOT_ID, which the units set because
/// a process of theirs cannot see /proc/sys; else what /proc/sys says. Empty if neither does.
std::string boot_id();

/// Of the file system that holds `path`; zeros where it cannot be asked.
core::DiskSpace disk_space(const std::string& path);

/// What `otkelctl verify-state` has left beside that database (state-check.json); nothing if it
/// left nothing.
std::optional<std::string> state_report(const std::string& database);

/// When `otkelctl backup` last reported that it was done with that database; nothing if it never
/// was.
std::optional<core::Instant> last_backup(const std::string& database);

/// No core dump and no debugger of another user may see the keys of this process. Once, in main.
void guard_memory();

}  // namespace otkel::config
