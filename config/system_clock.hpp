#pragma once
// The two readings that touch the operating system's clocks.
#include <chrono>

#include "core/value/instant.hpp"

namespace otkel::config {

core::Instant wall_clock();

/// Milliseconds since boot, suspended time included; never jumps.
std::chrono::milliseconds boot_clock();

}  // namespace otkel::config
