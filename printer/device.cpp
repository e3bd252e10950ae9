// Which device an address names.
#include "printer/device.hpp"

#include "core/text.hpp"
#include "printer/device_file.hpp"
#include "printer/device_tcp.hpp"

namespace otkel::printer {
namespace {

std::unexpected<core::Error> wrong(std::string_view url, std::string_view why) {
  return core::fail(core::Code::config_invalid, "printer \"" + std::string(url) +
                                                    "\": " + std::string(why) +
                                                    "; expected file:FOLDER or tcp:HOST:PORT");
}

bool is_port(std::string_view text) { return core::number_in<std::uint16_t>(text).value_or(0) > 0; }

}  // namespace

std::string_view word(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::confirmed:
      return "confirmed";
    case OutcomeKind::failed_safe:
      return "failed_safe";
    case OutcomeKind::unknown:
      return "unknown";
  }
  return "unknown";
}

core::Result<void> reach(const OnStage& on_stage, Stage stage) {
  return on_stage ? on_stage(stage) : core::Result<void>{};
}

core::Result<std::unique_ptr<Device>> make_device(std::string_view url) {
  const auto colon = url.find(':');
  if (colon == std::string_view::npos) return wrong(url, "it names no kind of device");
  const auto kind = url.substr(0, colon);
  const auto rest = url.substr(colon + 1);
  if (kind == "file") {
    if (rest.empty()) return wrong(url, "the folder is missing");
    return std::make_unique<DeviceFile>(std::string(rest));
  }
  if (kind != "tcp") return wrong(url, "there is no device of kind \"" + std::string(kind) + "\"");
  const auto last = rest.rfind(':');
  if (last == std::string_view::npos) return wrong(url, "the port is missing");
  auto host = rest.substr(0, last);
  const auto port = rest.substr(last + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return wrong(url, "the host is missing");
  if (!is_port(port)) return wrong(url, "the port must be a number from 1 to 65535");
  return std::make_unique<DeviceTcp>(std::string(host), std::string(port));
}

}  // namespace otkel::printer
