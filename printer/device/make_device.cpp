// Which device an address names.
#include "printer/device/make_device.hpp"

#include <array>

#include "core/value/text.hpp"
#include "printer/device/cups/device_cups.hpp"
#include "printer/device/file/device_file.hpp"
#include "printer/device/tcp/tcp_channel.hpp"
#include "printer/device/usb/usb_channel.hpp"
#include "printer/escpos/device_escpos.hpp"

namespace otkel::printer {
namespace {

using Made = core::Result<std::unique_ptr<Device>>;

/// The detail of an error of a maker; make_device puts the address before it.
std::unexpected<core::Error> wrong(std::string_view why) {
  return core::fail(core::Code::config_invalid, std::string(why));
}

DialogueTimes times_of(const DeviceOptions& options) {
  DialogueTimes times;
  if (options.judge_speed) times.head = FastestHead{};
  return times;
}

Made make_file(std::string_view rest, const DeviceOptions&) {
  if (rest.empty()) return wrong("the folder is missing");
  return std::make_unique<DeviceFile>(std::string(rest));
}

Made make_tcp(std::string_view rest, const DeviceOptions& options) {
  const auto last = rest.rfind(':');
  if (last == std::string_view::npos) return wrong("the port is missing");
  auto host = rest.substr(0, last);
  const auto port = rest.substr(last + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return wrong("the host is missing");
  if (core::number_in<std::uint16_t>(port).value_or(0) == 0)
    return wrong("the port must be a number from 1 to 65535");
  return std::make_unique<DeviceEscpos>(tcp_channel(std::string(host), std::string(port)),
                                        Keep::closed, options, times_of(options));
}

Made make_usb(std::string_view rest, const DeviceOptions& options) {
  auto address = parse_usb_address(rest);
  if (!address) return std::unexpected(address.error());
  return std::make_unique<DeviceEscpos>(usb_channel(std::move(*address)), Keep::open, options,
                                        times_of(options));
}

Made make_cups(std::string_view rest, const DeviceOptions&) {
  auto address = cups_address(rest);
  if (!address) return std::unexpected(address.error());
  return std::make_unique<DeviceCups>(std::move(*address));
}

struct Kind {
  std::string_view name;
  Made (*make)(std::string_view rest, const DeviceOptions& options);
  std::string_view example;
};

constexpr std::array kKinds{
    Kind{"file", make_file, "file:FOLDER"},
    Kind{"tcp", make_tcp, "tcp:HOST:PORT"},
    Kind{"usb", make_usb, "usb:, usb:serial=NUMBER, usb:path=BUS-PORT"},
    Kind{"cups", make_cups, "cups:QUEUE, cups:QUEUE@SERVER, cups:ipp://HOST/PATH"},
};

std::unexpected<core::Error> wrong_address(std::string_view url, std::string_view why) {
  std::string expected;
  for (const Kind& kind : kKinds)
    expected += (expected.empty() ? "" : " or ") + std::string(kind.example);
  return wrong("printer \"" + std::string(url) + "\": " + std::string(why) + "; expected " +
               expected);
}

}  // namespace

core::Result<std::unique_ptr<Device>> make_device(std::string_view url,
                                                  const DeviceOptions& options) {
  const auto colon = url.find(':');
  if (colon == std::string_view::npos) return wrong_address(url, "it names no kind of device");
  for (const Kind& kind : kKinds) {
    if (kind.name != url.substr(0, colon)) continue;
    auto made = kind.make(url.substr(colon + 1), options);
    if (!made) return wrong_address(url, made.error().detail);
    return made;
  }
  return wrong_address(url,
                       "there is no device of kind \"" + std::string(url.substr(0, colon)) + "\"");
}

}  // namespace otkel::printer
