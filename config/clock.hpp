#pragma once
// The machine's clocks, and the clock that a test driver pushes forward.
#include <memory>

#include "config/settings.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"

namespace otkel::config {

/// system: the wall clock and CLOCK_BOOTTIME. driven: `now()` is whatever stands in the first eight
/// bytes of the file, an int64 of UTC milliseconds in little endian, read again at each call; the
/// file stays mapped, so the driver must write in place. `boot()` is real in both. The loader
/// refuses a driven clock in production. Errors: config_invalid if the file is missing or short.
core::Result<std::unique_ptr<core::Clock>> make_clock(const ClockSettings& settings);

}  // namespace otkel::config
