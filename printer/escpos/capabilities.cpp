// The models whose manuals promise what a clone of them may not keep.
#include "printer/escpos/capabilities.hpp"

#include <algorithm>
#include <array>

#include "core/value/text.hpp"

namespace otkel::printer {
namespace {

/// GS ( H answers after printing on these by Epson's own list; no other maker documents it.
constexpr std::array<std::string_view, 8> kEpsonModels{"TM-T20", "TM-T88IV", "TM-T88V", "TM-M30",
                                                       "TM-P20", "TM-P80",   "TM-U220", "TM-T82"};

/// The value of the first of the keys, of "KEY:value;" pairs.
std::string value_of(std::string_view device_id, std::string_view short_key,
                     std::string_view long_key) {
  while (!device_id.empty()) {
    const auto end = std::min(device_id.find(';'), device_id.size());
    const auto pair = device_id.substr(0, end);
    const auto colon = pair.find(':');
    if (colon != std::string_view::npos) {
      const auto key = core::upper_ascii(pair.substr(0, colon));
      if (key == short_key || key == long_key) return core::upper_ascii(pair.substr(colon + 1));
    }
    device_id.remove_prefix(std::min(end + 1, device_id.size()));
  }
  return {};
}

}  // namespace

Capabilities documented_for(std::string_view device_id) {
  Capabilities can;
  const auto model = value_of(device_id, "MDL", "MODEL");
  const bool listed = std::ranges::any_of(
      kEpsonModels, [&](std::string_view known) { return model.starts_with(known); });
  if (value_of(device_id, "MFG", "MANUFACTURER") != "EPSON" || !listed) return can;
  can.status = can.process_id = can.queued = can.pushed = Known::documented;
  return can;
}

}  // namespace otkel::printer
