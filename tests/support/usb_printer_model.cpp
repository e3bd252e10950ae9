// usbfs as far as libusb uses it: URBs are taken apart here, and their bytes go to the model.
#include "tests/support/usb_printer_model.hpp"

#include <umockdev-1.0/umockdev.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <deque>
#include <iterator>
#include <list>
#include <map>
#include <string_view>
#include <thread>
#include <utility>

#include "tests/support/usb_printer_side.hpp"

namespace otkel::usb_model {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

// The node is a plain file, so poll() always finds it ready and libusb asks at once again: the
// answer "nothing yet" is held back so long.
constexpr microseconds kHoldBack{2000};
constexpr milliseconds kTick{10};

// A child that was killed leaves its stream open; that is what such a test is for.
void without_killed_clients(const gchar* domain, GLogLevelFlags level, const gchar* text,
                            gpointer data) {
  if (std::string_view(text).find("Destroying IoctlClient") == std::string_view::npos)
    g_log_default_handler(domain, level, text, data);
}

// As the kernel numbers them: seven bits, begun anew behind the hub.
constexpr int kHubAddress = 1;
constexpr int kLastAddress = 127;

constexpr const char* kHub = "/devices/pci0000:00/0000:00:14.0/usb1";
constexpr const char* kPrinter = "/devices/pci0000:00/0000:00:14.0/usb1/1-2";

}  // namespace

struct UsbPrinter::Wire {
  explicit Wire(const UsbPrinterOptions& options) {
    side.options = options;
    side.printer.habits = options.habits;
    side.printer.habits.paced = options.rows_a_tick > 0;
    g_log_set_default_handler(without_killed_clients, nullptr);
    testbed = umockdev_testbed_new();
    handler = umockdev_ioctl_base_new();
    g_signal_connect(handler, "handle-ioctl", G_CALLBACK(on_ioctl), this);
    g_signal_connect(handler, "client-vanished", G_CALLBACK(on_vanished), this);
    add(kHub, kHubAddress, hub_descriptors());
    engine = std::thread([this] { run(); });
  }

  ~Wire() {
    {
      const std::lock_guard lock(mutex);
      ending = true;
    }
    changed.notify_all();
    engine.join();
    for (Urb& urb : waiting) g_object_unref(urb.data);
    for (Urb& urb : done) g_object_unref(urb.data);
    own(nullptr);
    g_object_unref(testbed);
    g_object_unref(handler);
  }

  void add(const char* path, int number, const Bytes& descriptors) {
    GError* error = nullptr;
    const auto text = record(path, number, descriptors);
    if (!umockdev_testbed_add_from_string(testbed, text.c_str(), &error)) {
      std::fprintf(stderr, "umockdev: %s\n%s", error->message, text.c_str());
      std::abort();
    }
  }

  std::string node() const {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "/dev/bus/usb/001/%03d", address);
    return text.data();
  }

  void plug() {
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [this] { return !in_devices; });
    }
    address = address < kLastAddress ? address + 1 : kHubAddress + 1;
    {
      const std::lock_guard lock(mutex);
      plugged = true;
      side.halted = side.cable_cut = false;
    }
    add(kPrinter, address, printer_descriptors(side.options.has_way_back));
    GError* error = nullptr;
    if (!umockdev_testbed_attach_ioctl(testbed, node().c_str(), handler, &error)) {
      std::fprintf(stderr, "umockdev: %s\n", error->message);
      std::abort();
    }
    const std::lock_guard lock(mutex);
    in_devices = true;
  }

  void unplug() {
    {
      const std::lock_guard lock(mutex);
      if (!plugged) return;
      cut_cable();
    }
    take_out_device();
  }

  /// What the kernel and udev do after cut_cable(); not on umockdev's own thread.
  void take_out_device() {
    umockdev_testbed_detach_ioctl(testbed, node().c_str(), nullptr);
    umockdev_testbed_uevent(testbed, (std::string("/sys") + kPrinter).c_str(), "remove");
    umockdev_testbed_remove_device(testbed, (std::string("/sys") + kPrinter).c_str());
    const std::lock_guard lock(mutex);
    in_devices = false;
    changed.notify_all();
  }

  void cut_cable() {
    plugged = claimed = false;
    usblp_attached = true;
    for (Urb& urb : waiting) {
      urb.urb.status = -ESHUTDOWN;
      done.push_back(std::move(urb));
    }
    waiting.clear();
    answer_reap();
  }

  // --- the printer's side; all under the mutex ---

  /// URBs in order, as far as the printer takes bytes and has something to say.
  void serve() {
    for (auto urb = waiting.begin(); urb != waiting.end();) {
      const bool finished = urb->urb.endpoint == kOut ? side.feed(*urb, waiting) : side.speak(*urb);
      if (side.cable_cut) {
        take_out_later = true;
        changed.notify_all();
        return cut_cable();
      }
      if (!finished) {
        ++urb;
        continue;
      }
      done.push_back(std::move(*urb));
      waiting.erase(urb);
      urb = waiting.begin();  // what was fed may have made the printer speak
    }
    // A transfer that is not finished may have been fed as well.
    for (auto urb = waiting.begin(); urb != waiting.end();) {
      const bool heard = urb->urb.endpoint != kOut && side.speak(*urb);
      if (heard) done.push_back(std::move(*urb));
      urb = heard ? waiting.erase(urb) : std::next(urb);
    }
    answer_reap();
  }

  // --- the system's side: called on umockdev's thread ---

  static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
    return static_cast<Wire*>(self)->handle(client) ? TRUE : FALSE;
  }

  static void on_vanished(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
    static_cast<Wire*>(self)->forget(client);
  }

  void forget(UMockdevIoctlClient* client) {
    const std::lock_guard lock(mutex);
    if (client == owner) forget_owner();
  }

  // Kept alive: another client at the address of one that is gone would be taken for it.
  void own(UMockdevIoctlClient* client) {
    if (client != nullptr) g_object_ref(client);
    if (owner != nullptr) g_object_unref(owner);
    owner = client;
  }

  void forget_owner() {
    own(nullptr);
    if (reaping != nullptr) g_object_unref(reaping);
    reaping = nullptr;
    for (Urb& urb : waiting) g_object_unref(urb.data);
    for (Urb& urb : done) g_object_unref(urb.data);
    waiting.clear();
    done.clear();
    claimed = side.dead = false;
    usblp_attached = true;
    changed.notify_all();
  }

  bool handle(UMockdevIoctlClient* client) {
    const std::lock_guard lock(mutex);
    if (client != owner && side.dead) forget_owner();
    if (client != owner) own(client);
    const auto request = umockdev_ioctl_client_get_request(client);
    if (request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY) return reap(client);
    if (!plugged) return answer(client, -1, ENODEV);
    switch (request) {
      case USBDEVFS_GET_CAPABILITIES:
        return give_capabilities(client);
      case USBDEVFS_SUBMITURB:
        return submit(client);
      case USBDEVFS_DISCARDURB:
        return discard(client);
      case USBDEVFS_GETDRIVER:
        return give_driver(client);
      case USBDEVFS_CLAIMINTERFACE:
      case USBDEVFS_DISCONNECT_CLAIM:
        return claim(client, request == USBDEVFS_DISCONNECT_CLAIM);
      case USBDEVFS_RELEASEINTERFACE:
        claimed = false;
        return answer(client, 0, 0);
      case USBDEVFS_IOCTL:
        return bind_driver(client);
      case USBDEVFS_CLEAR_HALT:
      case USBDEVFS_RESETEP:
        ++events["clear halt"];
        side.halted = false;
        return answer(client, 0, 0);
      case USBDEVFS_RESET:
        ++events["reset"];
        return answer(client, 0, 0);
      case USBDEVFS_SETINTERFACE:
      case USBDEVFS_SETCONFIGURATION:
        return answer(client, 0, 0);
      default:
        return answer(client, -1, ENOTTY);
    }
  }

  static bool answer(UMockdevIoctlClient* client, long result, int number) {
    umockdev_ioctl_client_complete(client, result, number);
    return true;
  }

  static UMockdevIoctlData* argument(UMockdevIoctlClient* client, std::size_t length) {
    return umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, length, nullptr);
  }

  bool give_capabilities(UMockdevIoctlClient* client) {
    UMockdevIoctlData* data = argument(client, sizeof(std::uint32_t));
    std::uint32_t capabilities = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                 USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
    umockdev_ioctl_data_update(data, 0, reinterpret_cast<guint8*>(&capabilities),
                               sizeof capabilities);
    g_object_unref(data);
    return answer(client, 0, 0);
  }

  bool give_driver(UMockdevIoctlClient* client) {
    if (claimed || !usblp_attached) return answer(client, -1, ENODATA);
    UMockdevIoctlData* data = argument(client, sizeof(usbdevfs_getdriver));
    usbdevfs_getdriver driver{};
    std::snprintf(driver.driver, sizeof driver.driver, "usblp");
    umockdev_ioctl_data_update(data, 0, reinterpret_cast<guint8*>(&driver), sizeof driver);
    g_object_unref(data);
    return answer(client, 0, 0);
  }

  bool claim(UMockdevIoctlClient* client, bool detach) {
    if (side.options.held || claimed || (usblp_attached && !detach))
      return answer(client, -1, EBUSY);
    if (usblp_attached) ++events["detach"];
    usblp_attached = false;
    claimed = true;
    ++events["claim"];
    return answer(client, 0, 0);
  }

  bool bind_driver(UMockdevIoctlClient* client) {
    UMockdevIoctlData* data = argument(client, sizeof(usbdevfs_ioctl));
    usbdevfs_ioctl command{};
    std::memcpy(&command, data->data, sizeof command);
    g_object_unref(data);
    const bool attach = static_cast<unsigned>(command.ioctl_code) == USBDEVFS_CONNECT;
    ++events[attach ? "attach" : "detach"];
    usblp_attached = attach;
    return answer(client, 0, 0);
  }

  bool submit(UMockdevIoctlClient* client) {
    Urb urb;
    urb.data = argument(client, sizeof(usbdevfs_urb));
    urb.address = urb.data->client_addr;
    std::memcpy(&urb.urb, urb.data->data, sizeof urb.urb);
    const auto length = static_cast<std::size_t>(urb.urb.buffer_length);
    if (length > 0) {
      UMockdevIoctlData* buffer =
          umockdev_ioctl_data_resolve(urb.data, offsetof(usbdevfs_urb, buffer), length, nullptr);
      urb.payload.assign(buffer->data, buffer->data + length);
      g_object_unref(buffer);
    }
    urb.urb.status = 0;
    urb.urb.actual_length = 0;
    if (urb.urb.type == USBDEVFS_URB_TYPE_CONTROL) {
      if (!side.control(urb)) urb.urb.status = -EPIPE;
      done.push_back(std::move(urb));
    } else {
      waiting.push_back(std::move(urb));
    }
    answer(client, 0, 0);
    serve();
    return true;
  }

  bool discard(UMockdevIoctlClient* client) {
    unsigned long wanted = 0;
    std::memcpy(&wanted, umockdev_ioctl_client_get_arg(client)->data, sizeof wanted);
    const auto urb = std::ranges::find(waiting, wanted, &Urb::address);
    if (urb == waiting.end()) return answer(client, -1, EINVAL);
    urb->urb.status = -ENOENT;
    done.push_back(std::move(*urb));
    waiting.erase(urb);
    return answer(client, 0, 0);
  }

  bool reap(UMockdevIoctlClient* client) {
    if (done.empty() && !plugged) return answer(client, -1, ENODEV);
    // libusb asks again behind every finished transfer, and that answer need not wait.
    if (done.empty() && std::exchange(just_reaped, false)) return answer(client, -1, EAGAIN);
    reaping = UMOCKDEV_IOCTL_CLIENT(g_object_ref(client));
    reap_until = Clock::now() + kHoldBack;
    if (!done.empty()) {
      answer_reap();
    } else {
      changed.notify_all();
    }
    return true;
  }

  void answer_reap() {
    if (reaping == nullptr) return;
    UMockdevIoctlClient* client = std::exchange(reaping, nullptr);
    if (done.empty()) {
      answer(client, -1, plugged ? EAGAIN : ENODEV);
      g_object_unref(client);
      return;
    }
    just_reaped = true;
    Urb urb = std::move(done.front());
    done.pop_front();
    const int actual = urb.urb.actual_length;
    umockdev_ioctl_data_update(urb.data, offsetof(usbdevfs_urb, status),
                               reinterpret_cast<guint8*>(&urb.urb.status), sizeof(int));
    umockdev_ioctl_data_update(urb.data, offsetof(usbdevfs_urb, actual_length),
                               reinterpret_cast<guint8*>(&urb.urb.actual_length), sizeof(int));
    if (urb.urb.endpoint != kOut && actual > 0) {
      UMockdevIoctlData* buffer = umockdev_ioctl_data_resolve(
          urb.data, offsetof(usbdevfs_urb, buffer), urb.payload.size(), nullptr);
      umockdev_ioctl_data_update(buffer, 0, urb.payload.data(),
                                 static_cast<int>(urb.payload.size()));
      g_object_unref(buffer);
    }
    UMockdevIoctlData* pointer = argument(client, sizeof(void*));
    umockdev_ioctl_data_set_ptr(pointer, 0, urb.data);
    g_object_unref(pointer);
    g_object_unref(urb.data);
    answer(client, 0, 0);
    g_object_unref(client);
  }

  /// Time: the held-back answers, the paced head, and what must not be done on umockdev's thread.
  void run() {
    auto next_tick = Clock::now() + kTick;
    std::unique_lock lock(mutex);
    while (!ending) {
      if (take_out_later) {
        take_out_later = false;
        lock.unlock();
        take_out_device();
        lock.lock();
        continue;
      }
      const auto now = Clock::now();
      if (side.options.rows_a_tick > 0 && now >= next_tick) {
        side.printer.give_time(side.options.rows_a_tick);
        next_tick = now + kTick;
        serve();
      }
      if (reaping != nullptr && done.empty() && now >= reap_until) answer_reap();
      if (reaping != nullptr)
        changed.wait_until(lock, reap_until);
      else if (side.options.rows_a_tick > 0)
        changed.wait_until(lock, next_tick);
      else
        changed.wait(lock);
    }
  }

  PrinterSide side;
  UMockdevTestbed* testbed = nullptr;
  UMockdevIoctlBase* handler = nullptr;
  std::thread engine;
  mutable std::mutex mutex;
  std::condition_variable changed;
  bool ending = false;

  int address = 4;
  bool plugged = false, in_devices = false, claimed = false, usblp_attached = true;
  bool take_out_later = false;
  std::map<std::string, int> events;

  UMockdevIoctlClient* owner = nullptr;
  UMockdevIoctlClient* reaping = nullptr;
  bool just_reaped = false;
  Clock::time_point reap_until{};
  std::list<Urb> waiting;
  std::deque<Urb> done;
};

UsbPrinter::UsbPrinter(const UsbPrinterOptions& options) : wire_(std::make_unique<Wire>(options)) {
  plug();
}

UsbPrinter::~UsbPrinter() { wire_->unplug(); }

void UsbPrinter::plug() { wire_->plug(); }

void UsbPrinter::unplug() { wire_->unplug(); }

void UsbPrinter::exchange(const UsbPrinterOptions& options) {
  const std::lock_guard lock(wire_->mutex);
  wire_->side.options = options;
  wire_->side.printer = escpos_model::Printer{};
  wire_->side.printer.habits = options.habits;
}
bool UsbPrinter::plugged() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->plugged;
}

void UsbPrinter::arm(Fault fault, std::int64_t at_byte, pid_t child) {
  const std::lock_guard lock(wire_->mutex);
  wire_->side.fault = fault;
  wire_->side.fault_at = at_byte;
  wire_->side.counted = 0;
  wire_->side.stream.clear();
  wire_->side.happened = false;
  wire_->side.child = child;
}

bool UsbPrinter::fault_happened() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->side.happened;
}

Bytes UsbPrinter::taken() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->side.stream;
}

void UsbPrinter::with_printer(const std::function<void(escpos_model::Printer&)>& look) {
  const std::lock_guard lock(wire_->mutex);
  look(wire_->side.printer);
  wire_->side.printer.go_on();
  if (wire_->plugged) wire_->serve();
}

int UsbPrinter::count_of(const std::string& event) const {
  const std::lock_guard lock(wire_->mutex);
  const auto found = wire_->events.find(event);
  return found == wire_->events.end() ? 0 : found->second;
}

std::string UsbPrinter::device_node() const { return wire_->node(); }

}  // namespace otkel::usb_model
