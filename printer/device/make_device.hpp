#pragma once
// The one place that knows every kind of device.
#include <memory>
#include <string_view>

#include "core/value/result.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

/// "file:DIR" (relative to the working directory or absolute), "tcp:HOST:PORT" ("tcp:[::1]:9100"
/// for IPv6), "usb:", "usb:serial=SN0001", "usb:path=1-2.3" or "cups:" and what cups_address takes.
/// Opens nothing yet. Errors: config_invalid, saying what is expected.
core::Result<std::unique_ptr<Device>> make_device(std::string_view url,
                                                  const DeviceOptions& options);

}  // namespace otkel::printer
