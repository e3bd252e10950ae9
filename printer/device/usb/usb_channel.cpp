// Bulk transfers with exact counts, and a reader that is always posted.
#include "printer/device/usb/usb_channel.hpp"

#include <libusb-1.0/libusb.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "printer/device/usb/usb_find.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using std::chrono::milliseconds;

constexpr std::uint8_t kFromInterface = 0xa1;  // class request, device to host
constexpr std::uint8_t kGetDeviceId = 0;
constexpr std::uint8_t kGetPortStatus = 1;
constexpr unsigned kControlTimeout = 500;  // ms

class UsbChannel final : public Channel {
 public:
  UsbChannel(std::shared_ptr<libusb_context> context, UsbInterface interface)
      : context_(std::move(context)), interface_(std::move(interface)) {}

  core::Result<void> start() {
    if (interface_.in == 0) return {};
    reader_.reset(libusb_alloc_transfer(0));
    if (!reader_) return core::fail(Code::printer_absent, "no memory for a USB transfer");
    libusb_fill_bulk_transfer(reader_.get(), interface_.handle.get(), interface_.in, buffer_.data(),
                              static_cast<int>(buffer_.size()), heard, this, 0);
    return post();
  }

  ~UsbChannel() override {
    if (posted_) libusb_cancel_transfer(reader_.get());
    const Countdown give_up(milliseconds(1000));
    while (posted_ && !give_up.over()) handle_events(give_up.left());
    libusb_release_interface(interface_.handle.get(), interface_.number);
    // A transfer that the system still owns must outlive this object.
    if (posted_) std::ignore = reader_.release();
  }

  Written write_some(std::span<const std::uint8_t> bytes, milliseconds most) override {
    if (broken_) return {0, broken_};
    int taken = 0;
    // 0 would mean for ever. libusb does not write to what it sends.
    const auto timeout = static_cast<unsigned>(std::max<std::int64_t>(1, most.count()));
    const int failed = libusb_bulk_transfer(interface_.handle.get(), interface_.out,
                                            const_cast<unsigned char*>(bytes.data()),
                                            static_cast<int>(bytes.size()), &taken, timeout);
    Written written{static_cast<std::size_t>(taken), std::nullopt};
    if (failed == 0 || failed == LIBUSB_ERROR_TIMEOUT) return written;
    if (failed == LIBUSB_ERROR_PIPE) libusb_clear_halt(interface_.handle.get(), interface_.out);
    broken_ = error_of(failed, "sending to");
    written.stopped = broken_;
    return written;
  }

  core::Result<Bytes> read(milliseconds most) override {
    // Every write has looked at the reader as well.
    if (most == milliseconds(0) && !broken_) return std::exchange(inbox_, {});
    const Countdown countdown(most);
    do {
      if (interface_.in != 0) handle_events(countdown.left());
    } while (inbox_.empty() && !broken_ && !countdown.over());
    if (inbox_.empty() && broken_) return std::unexpected(*broken_);
    return std::exchange(inbox_, {});
  }

  bool counts_at_printer() const override { return true; }
  bool answers() const override { return interface_.in != 0; }

  PrinterIdentity identity() override {
    std::array<std::uint8_t, 1024> answer{};
    const int got = ask(kGetDeviceId, interface_.number << 8 | interface_.setting, answer);
    // The first two bytes say how many there are, themselves included.
    const int reported = got < 2 ? 0 : std::min(got, answer[0] << 8 | answer[1]);
    PrinterIdentity printer{interface_.key, {}};
    for (int i = 2; i < reported; ++i) {
      const auto c = static_cast<char>(answer[static_cast<std::size_t>(i)]);
      printer.device_id += c >= ' ' && c <= '~' ? c : '?';
    }
    return printer;
  }

  std::optional<PortStatus> port_status() override {
    std::array<std::uint8_t, 1> answer{};
    if (ask(kGetPortStatus, interface_.number, answer) != 1) return std::nullopt;
    const std::uint8_t status = answer[0];
    return PortStatus{(status & 0x20) != 0, (status & 0x10) != 0, (status & 0x08) == 0};
  }

 private:
  /// A request of the printer class; how many bytes were answered, or an error of libusb.
  int ask(std::uint8_t request, int index, std::span<std::uint8_t> answer) {
    return libusb_control_transfer(interface_.handle.get(), kFromInterface, request, 0,
                                   static_cast<std::uint16_t>(index), answer.data(),
                                   static_cast<std::uint16_t>(answer.size()), kControlTimeout);
  }

  static void heard(libusb_transfer* transfer) {
    static_cast<UsbChannel*>(transfer->user_data)->take(*transfer);
  }

  void take(const libusb_transfer& transfer) {
    posted_ = false;
    completed_ = 1;
    inbox_.insert(inbox_.end(), transfer.buffer, transfer.buffer + transfer.actual_length);
    if (transfer.status == LIBUSB_TRANSFER_COMPLETED) {
      std::ignore = post();
    } else if (transfer.status != LIBUSB_TRANSFER_CANCELLED && !broken_) {
      broken_ = error_of(transfer.status == LIBUSB_TRANSFER_NO_DEVICE ? LIBUSB_ERROR_NO_DEVICE
                         : transfer.status == LIBUSB_TRANSFER_STALL   ? LIBUSB_ERROR_PIPE
                                                                      : LIBUSB_ERROR_IO,
                         "reading from");
    }
  }

  core::Result<void> post() {
    const int failed = libusb_submit_transfer(reader_.get());
    posted_ = failed == 0;
    if (posted_) return {};
    broken_ = error_of(failed, "reading from");
    return std::unexpected(*broken_);
  }

  void handle_events(milliseconds most) {
    timeval time{};
    time.tv_sec = most.count() / 1000;
    time.tv_usec = static_cast<suseconds_t>((most.count() % 1000) * 1000);
    completed_ = 0;
    const int failed = libusb_handle_events_timeout_completed(context_.get(), &time, &completed_);
    if (failed != 0 && failed != LIBUSB_ERROR_INTERRUPTED && !broken_)
      broken_ = error_of(failed, "waiting for");
  }

  core::Error error_of(int failed, const char* doing) const {
    const bool gone = failed == LIBUSB_ERROR_NO_DEVICE || failed == LIBUSB_ERROR_NOT_FOUND;
    return {
        gone ? Code::printer_absent : Code::printer_fault,
        std::string(doing) + " the USB printer " + interface_.name + ": " +
            (gone                          ? "it is not plugged in any more"
             : failed == LIBUSB_ERROR_PIPE ? "it refused a transfer (STALL)"
                                           : libusb_strerror(static_cast<libusb_error>(failed)))};
  }

  std::shared_ptr<libusb_context> context_;
  UsbInterface interface_;
  std::unique_ptr<libusb_transfer, UsbFree> reader_;
  std::array<unsigned char, 512> buffer_{};
  Bytes inbox_;
  std::optional<core::Error> broken_;
  bool posted_ = false;
  int completed_ = 0;
};

}  // namespace

OpenChannel usb_channel(UsbAddress address) {
  std::shared_ptr<libusb_context> context;
  return
      [address = std::move(address), context]() mutable -> core::Result<std::unique_ptr<Channel>> {
        // Made on the thread that uses it, at the first look.
        if (!context) {
          libusb_context* made = nullptr;
          if (const int failed = libusb_init(&made); failed != 0)
            return core::fail(Code::printer_absent,
                              std::string("USB cannot be used here: ") +
                                  libusb_strerror(static_cast<libusb_error>(failed)));
          context.reset(made, UsbFree{});
        }
        auto found = find_usb_printer(context.get(), address);
        if (!found) return std::unexpected(found.error());
        if (auto claimed = claim(*found); !claimed) return std::unexpected(claimed.error());
        auto channel = std::make_unique<UsbChannel>(context, std::move(*found));
        if (auto started = channel->start(); !started) return std::unexpected(started.error());
        return channel;
      };
}

}  // namespace otkel::printer
