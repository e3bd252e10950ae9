// Descriptors and endpoints of a receipt printer, and the faults between two bytes.
#include "tests/support/usb_printer_side.hpp"

#include <signal.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <span>

namespace otkel::usb_model {
namespace {

std::string hex_of(const Bytes& bytes) {
  std::string text;
  for (const auto byte : bytes) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02X", byte);
    text += digits.data();
  }
  return text;
}

Bytes device_descriptor(std::uint8_t device_class, std::uint8_t serial_index) {
  return {18, 1, 0, 2, device_class, 0, 0, 64, 0x09, 0x12, 0x01, 0x00, 0, 1, 1, 2, serial_index, 1};
}

Bytes printer_config(bool way_back) {
  const auto endpoints = static_cast<std::uint8_t>(way_back ? 2 : 1);
  const auto protocol = static_cast<std::uint8_t>(way_back ? 2 : 1);
  Bytes config{9, 2,         static_cast<std::uint8_t>(way_back ? 32 : 25),
               0, 1,         1,
               0, 0xc0,      1,
               9, 4,         0,
               0, endpoints, 7,
               1, protocol,  0,
               7, 5,         kOut,
               2, 64,        0,
               0};
  if (way_back) config.insert(config.end(), {7, 5, kIn, 2, 64, 0, 0});
  return config;
}

Bytes string_descriptor(const std::string& text) {
  Bytes bytes{static_cast<std::uint8_t>(2 + 2 * text.size()), 3};
  for (const char c : text) {
    bytes.push_back(static_cast<std::uint8_t>(c));
    bytes.push_back(0);
  }
  return bytes;
}

}  // namespace

Bytes hub_descriptors() {
  Bytes hub = device_descriptor(9, 0);
  const Bytes config{9, 2, 25, 0, 1, 1, 0, 0xe0, 0, 9, 4, 0, 0,
                     1, 9, 0,  0, 0, 7, 5, 0x81, 3, 4, 0, 12};
  hub.insert(hub.end(), config.begin(), config.end());
  return hub;
}

Bytes printer_descriptors(bool way_back) {
  Bytes descriptors = device_descriptor(0, 3);
  const Bytes config = printer_config(way_back);
  descriptors.insert(descriptors.end(), config.begin(), config.end());
  return descriptors;
}

std::string record(const char* path, int address, const Bytes& descriptors) {
  std::array<char, 700> text{};
  std::snprintf(text.data(), text.size(),
                "P: %s\nN: bus/usb/001/%03d\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
                "E: DEVNAME=/dev/bus/usb/001/%03d\nE: BUSNUM=001\nE: DEVNUM=%03d\nE: MAJOR=189\n"
                "E: MINOR=%d\nA: busnum=1\\n\nA: devnum=%d\\n\nA: speed=480\\n\n"
                "A: bConfigurationValue=1\\n\nA: bNumConfigurations=1\\n\n",
                path, address, address, address, address - 1, address);
  return text.data() + std::string("H: descriptors=") + hex_of(descriptors) + "\n\n";
}

bool PrinterSide::feed(Urb& urb, const std::list<Urb>& waiting) {
  // A second OUT transfer waits for the first.
  for (const Urb& other : waiting) {
    if (&other == &urb) break;
    if (other.urb.endpoint == kOut) return false;
  }
  if (dead) return false;
  if (halted) {
    urb.urb.status = -EPIPE;
    return true;
  }
  while (urb.done < urb.payload.size()) {
    std::size_t most = urb.payload.size() - urb.done;
    const bool due = fault != Fault::none && !happened;
    if (due) most = std::min(most, static_cast<std::size_t>(fault_at - counted));
    const auto taken = printer.take_some(std::span(urb.payload).subspan(urb.done, most));
    stream.insert(stream.end(), urb.payload.begin() + static_cast<std::ptrdiff_t>(urb.done),
                  urb.payload.begin() + static_cast<std::ptrdiff_t>(urb.done + taken));
    urb.done += taken;
    counted += static_cast<std::int64_t>(taken);
    urb.urb.actual_length = static_cast<int>(urb.done);
    if (due && counted == fault_at) {
      happen(urb);
      if (cable_cut || halted) return true;
      if (dead) return false;
      continue;
    }
    if (taken < most) return false;  // NAK
  }
  return true;
}

void PrinterSide::happen(Urb& urb) {
  happened = true;
  switch (fault) {
    case Fault::power:
      printer.soft_reset();
      cable_cut = true;
      break;
    case Fault::unplug:
      cable_cut = true;
      break;
    case Fault::paper_out:
      printer.remove_paper();
      break;
    case Fault::open_cover:
      printer.habits.cover_open = true;
      printer.go_on();
      break;
    case Fault::stall:
      halted = true;
      urb.urb.status = -EPIPE;
      break;
    case Fault::kill:
      ::kill(child, SIGKILL);
      dead = true;  // nothing more of this child may arrive
      break;
    case Fault::none:
      break;
  }
}

bool PrinterSide::speak(Urb& urb) {
  const auto said = printer.answers();
  voice_.insert(voice_.end(), said.begin(), said.end());
  if (voice_.empty()) return false;
  const auto length = std::min<std::size_t>({voice_.size(), urb.payload.size(), 64});
  std::copy_n(voice_.begin(), length, urb.payload.begin());
  voice_.erase(voice_.begin(), voice_.begin() + static_cast<std::ptrdiff_t>(length));
  urb.urb.actual_length = static_cast<int>(length);
  return true;
}

bool PrinterSide::control(Urb& urb) {
  auto& p = urb.payload;
  if (p.size() < 8) return false;
  const unsigned type = p[0], request = p[1], value = p[2] + 256u * p[3];
  Bytes reply;
  if (type == 0x80 && request == 6 && value >> 8 == 3) {
    static const Bytes languages{4, 3, 9, 4};
    reply = (value & 255) == 0   ? languages
            : (value & 255) == 3 ? string_descriptor(options.serial)
                                 : string_descriptor("SIM-80");
  } else if (type == 0xa1 && request == 0) {
    const std::string& id = options.device_id;
    reply = {0, static_cast<std::uint8_t>(id.size() + 2)};
    reply.insert(reply.end(), id.begin(), id.end());
  } else if (type == 0xa1 && request == 1 && options.port_speaks) {
    const bool error = printer.in_trouble();
    reply = {
        static_cast<std::uint8_t>((printer.has_paper() ? 0 : 0x20) | 0x10 | (error ? 0 : 0x08))};
  } else if (type == 0x21 && request == 2) {
    printer.soft_reset();
  } else {
    return false;
  }
  const auto length = std::min(reply.size(), p.size() - 8);
  std::copy_n(reply.begin(), length, p.begin() + 8);
  urb.urb.actual_length = static_cast<int>(length);
  return true;
}

}  // namespace otkel::usb_model
