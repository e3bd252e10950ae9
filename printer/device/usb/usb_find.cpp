// Which of the plugged-in devices is the printer that is meant, and who else has it.
#include "printer/device/usb/usb_find.hpp"

#include <libusb-1.0/libusb.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace otkel::printer {
namespace {

using core::Code;

constexpr std::uint8_t kPrinterClass = 7;
constexpr std::uint8_t kPrinterSubclass = 1;
constexpr const char* kRule =
    "install config/udev/70-otkel-printer.rules (group lp), put this user into group lp, and plug "
    "the printer in again";

/// One interface of one device.
struct Candidate {
  libusb_device* device = nullptr;
  int number = 0, setting = 0;
  std::uint8_t out = 0, in = 0, protocol = 0, serial_index = 0;
  std::string path;
  std::string model;  ///< "1234-5678": maker's and product's number
};

std::string path_of(libusb_device* device) {
  std::array<std::uint8_t, 8> ports{};
  const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
  std::string path = std::to_string(libusb_get_bus_number(device));
  for (int i = 0; i < depth; ++i)
    path += (i == 0 ? "-" : ".") + std::to_string(ports[static_cast<std::size_t>(i)]);
  return path;
}

std::string node_of(libusb_device* device) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "/dev/bus/usb/%03d/%03d", libusb_get_bus_number(device),
                libusb_get_device_address(device));
  return text.data();
}

// Protocol 4 is IPP over USB and belongs to ipp-usb; 2 has a way back, 1 has none.
std::optional<Candidate> printer_in(const libusb_interface_descriptor& setting) {
  if (setting.bInterfaceClass != kPrinterClass || setting.bInterfaceSubClass != kPrinterSubclass ||
      (setting.bInterfaceProtocol != 1 && setting.bInterfaceProtocol != 2))
    return std::nullopt;
  Candidate found;
  for (int i = 0; i < setting.bNumEndpoints; ++i) {
    const auto& endpoint = setting.endpoint[i];
    if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK) continue;
    const bool in = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0;
    auto& slot = in ? found.in : found.out;
    if (slot == 0) slot = endpoint.bEndpointAddress;
  }
  if (found.out == 0) return std::nullopt;
  found.number = setting.bInterfaceNumber;
  found.setting = setting.bAlternateSetting;
  found.protocol = setting.bInterfaceProtocol;
  return found;
}

std::optional<Candidate> printer_of(libusb_device* device) {
  libusb_device_descriptor about{};
  libusb_config_descriptor* config = nullptr;
  if (libusb_get_device_descriptor(device, &about) != 0 ||
      libusb_get_active_config_descriptor(device, &config) != 0)
    return std::nullopt;
  std::optional<Candidate> best;
  for (int i = 0; i < config->bNumInterfaces; ++i) {
    const auto& interface = config->interface[i];
    for (int s = 0; s < interface.num_altsetting; ++s) {
      const auto found = printer_in(interface.altsetting[s]);
      if (found && (!best || found->protocol > best->protocol)) best = found;
    }
  }
  libusb_free_config_descriptor(config);
  if (!best) return best;
  best->device = device;
  best->serial_index = about.iSerialNumber;
  best->path = path_of(device);
  std::array<char, 12> model{};
  std::snprintf(model.data(), model.size(), "%04x-%04x", about.idVendor, about.idProduct);
  best->model = model.data();
  return best;
}

std::string text_at(libusb_device_handle* handle, std::uint8_t index) {
  if (index == 0) return {};
  std::array<unsigned char, 256> text{};
  const int length =
      libusb_get_string_descriptor_ascii(handle, index, text.data(), static_cast<int>(text.size()));
  return length > 0 ? std::string(text.begin(), text.begin() + length) : std::string{};
}

std::unexpected<core::Error> cannot_open(const Candidate& candidate, int failed) {
  const std::string where =
      "the USB printer at " + candidate.path + " (" + node_of(candidate.device) + ")";
  if (failed == LIBUSB_ERROR_ACCESS)
    return core::fail(Code::printer_forbidden, "no permission for " + where + ": " + kRule);
  return core::fail(Code::printer_absent, "cannot open " + where + ": " +
                                              libusb_strerror(static_cast<libusb_error>(failed)));
}

/// The programs that hold the device's node open, as far as this user may see them.
std::string holders_of(const std::string& node) {
  std::string holders;
  std::error_code ignored;
  const auto self = std::filesystem::read_symlink("/proc/self", ignored);
  for (const auto& process : std::filesystem::directory_iterator("/proc", ignored)) {
    const auto id = process.path().filename();
    if (id == self || id.string().find_first_not_of("0123456789") != std::string::npos) continue;
    for (const auto& file : std::filesystem::directory_iterator(process.path() / "fd", ignored)) {
      if (std::filesystem::read_symlink(file.path(), ignored) != node) continue;
      std::string name;
      std::ifstream(process.path() / "comm") >> name;
      holders += (holders.empty() ? "" : ", ") + name + " (process " + id.string() + ")";
      break;
    }
  }
  return holders;
}

std::string wanted(const UsbAddress& address) {
  if (!address.serial.empty()) return " with serial number " + address.serial;
  return address.path.empty() ? "" : " at port " + address.path;
}

}  // namespace

void UsbFree::operator()(libusb_context* context) const { libusb_exit(context); }
void UsbFree::operator()(libusb_device_handle* handle) const { libusb_close(handle); }
void UsbFree::operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }

core::Result<UsbInterface> find_usb_printer(libusb_context* context, const UsbAddress& address) {
  libusb_device** list = nullptr;
  const auto count = libusb_get_device_list(context, &list);
  if (count < 0)
    return core::fail(Code::printer_absent, std::string("cannot list USB devices: ") +
                                                libusb_strerror(static_cast<libusb_error>(count)));
  const auto free_list = [](libusb_device** devices) { libusb_free_device_list(devices, 1); };
  const std::unique_ptr<libusb_device*, decltype(free_list)> owner(list, free_list);
  std::vector<UsbInterface> found;
  std::optional<core::Error> trouble;
  for (ssize_t i = 0; i < count; ++i) {
    const auto candidate = printer_of(list[i]);
    if (!candidate || (!address.path.empty() && candidate->path != address.path)) continue;
    libusb_device_handle* raw = nullptr;
    if (const int failed = libusb_open(candidate->device, &raw); failed != 0) {
      trouble = cannot_open(*candidate, failed).error();
      continue;
    }
    UsbInterface interface{std::unique_ptr<libusb_device_handle, UsbFree>(raw),
                           candidate->number,
                           candidate->setting,
                           candidate->out,
                           candidate->in,
                           {},
                           {}};
    const auto serial = text_at(raw, candidate->serial_index);
    if (!address.serial.empty() && serial != address.serial) continue;
    interface.name = "\"" + serial + "\" at " + candidate->path;
    interface.key = "usb-" + candidate->model + "-" + (serial.empty() ? candidate->path : serial);
    found.push_back(std::move(interface));
  }
  if (found.size() == 1) return std::move(found.front());
  if (found.empty() && trouble) return std::unexpected(*trouble);
  if (found.empty())
    return core::fail(Code::printer_absent,
                      "no USB printer" + wanted(address) + " is plugged in, or it is switched off");
  std::string names;
  for (const auto& interface : found) names += (names.empty() ? "" : ", ") + interface.name;
  return core::fail(Code::printer_absent, "several USB printers are plugged in (" + names +
                                              "): name one as usb:serial=... or usb:path=...");
}

core::Result<void> claim(const UsbInterface& interface) {
  libusb_set_auto_detach_kernel_driver(interface.handle.get(), 1);
  int failed = libusb_claim_interface(interface.handle.get(), interface.number);
  if (failed == 0 && interface.setting != 0)
    failed = libusb_set_interface_alt_setting(interface.handle.get(), interface.number,
                                              interface.setting);
  if (failed == 0) return {};
  if (failed != LIBUSB_ERROR_BUSY)
    return core::fail(Code::printer_absent, "cannot take the USB printer " + interface.name + ": " +
                                                libusb_strerror(static_cast<libusb_error>(failed)));
  const auto holders = holders_of(node_of(libusb_get_device(interface.handle.get())));
  return core::fail(Code::printer_held,
                    "the USB printer " + interface.name + " is held by " +
                        (holders.empty() ? "another program or driver" : holders) +
                        "; stop it (CUPS queue, ipp-usb), it must not print beside this one");
}

}  // namespace otkel::printer
