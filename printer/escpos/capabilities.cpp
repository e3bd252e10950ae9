// The models whose manuals promise what a clone of them may not keep.
#include "printer/escpos/capabilities.hpp"

#include <algorithm>
#include <array>

#include "core/value/text.hpp"

namespace otkel::printer {
namespace {

struct Model {
  std::string_view name;  ///< as the id begins
  std::int64_t dots;      ///< of its printable area
};

/// Thermal printers with GS v 0 on which GS ( H answers after printing, by Epson's own lists; no
/// other maker documents it. An impact printer of the same list (TM-U220) prints no such picture.
/// Heads of 180 dots an inch have 512 dots on 80 mm.
constexpr std::array kEpsonModels{
    Model{"TM-T20", 576}, Model{"TM-T82", 576},   Model{"TM-M30", 576},  Model{"TM-P80", 576},
    Model{"TM-P20", 384}, Model{"TM-T88IV", 512}, Model{"TM-T88V", 512},
};

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

const Model* model_of(std::string_view device_id) {
  if (value_of(device_id, "MFG", "MANUFACTURER") != "EPSON") return nullptr;
  const auto name = value_of(device_id, "MDL", "MODEL");
  const auto* found = std::ranges::find_if(
      kEpsonModels, [&](const Model& model) { return name.starts_with(model.name); });
  return found == kEpsonModels.end() ? nullptr : found;
}

}  // namespace

Capabilities documented_for(std::string_view device_id) {
  Capabilities can;
  if (model_of(device_id) != nullptr)
    can.status = can.process_id = can.queued = can.pushed = Known::documented;
  return can;
}

std::int64_t documented_dots(std::string_view device_id) {
  const auto* model = model_of(device_id);
  return model == nullptr ? 0 : model->dots;
}

}  // namespace otkel::printer
