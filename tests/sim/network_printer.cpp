// One thread: takes what the printer has room for, and lets the head and the clock run.
#include "tests/sim/network_printer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

#include "tests/sim/printer_sim_server.hpp"

namespace otkel::sim {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int kTick = 2;              // ms
constexpr int kReceiveBuffer = 4096;  // the system doubles it; a printer has no more
constexpr std::size_t kNumber = 11;   // bytes of GS ( H

// With bytes unread the system resets the connection by itself.
void reset_connection(int descriptor) {
  for (int waited = 0, unread = 0; waited < 20 && unread == 0; ++waited) {
    ::ioctl(descriptor, FIONREAD, &unread);
    pollfd more{descriptor, POLLIN, 0};
    if (unread == 0) ::poll(&more, 1, 1);
  }
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(descriptor);
}

void send_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
}

}  // namespace

struct NetworkPrinter::Wire {
  explicit Wire(const NetworkPrinterOptions& given) : options(given) {
    printer.habits = options.habits;
    printer.habits.paced = options.rows_per_second > 0;
    if (options.paper_rows > 0) (void)printer.load_paper(options.paper_rows);
    const auto opened = listen_on_loopback(0);
    if (!opened) {
      std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
      std::abort();
    }
    listener = *opened;
    ::setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
    thread = std::thread([this] { run(); });
  }
  ~Wire() {
    {
      const std::lock_guard lock(mutex);
      ending = true;
    }
    thread.join();
    if (line >= 0) ::close(line);
    ::close(listener);
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void run() {
    auto last = Clock::now();
    for (;;) {
      std::array<pollfd, 2> waits{pollfd{listener, POLLIN, 0}, pollfd{-1, POLLIN, 0}};
      {
        const std::lock_guard lock(mutex);
        // One that is not taken from would make poll return at once.
        if (!full) waits[1].fd = line;
      }
      ::poll(waits.data(), waits.size(), kTick);
      const std::lock_guard lock(mutex);
      if (ending) return;
      const auto now = Clock::now();
      pass_time(now, now - std::exchange(last, now));
      if (waits[0].revents != 0) accept_line(now);
      if (line >= 0) hear();
      answer();
    }
  }

  void pass_time(Clock::time_point now, Clock::duration passed) {
    if (options.rows_per_second > 0) {
      rows_due += std::chrono::duration<double>(passed).count() *
                  static_cast<double>(options.rows_per_second);
      const auto whole = static_cast<std::int64_t>(rows_due);
      rows_due -= static_cast<double>(whole);
      if (whole > 0) printer.give_time(whole);
    }
    if (line < 0 || options.unasked_every.count() == 0 || now < next_unasked) return;
    next_unasked = now + options.unasked_every;
    send_all(line, std::array{options.unasked});
  }

  void accept_line(Clock::time_point now) {
    const int accepted = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (accepted < 0) return;
    ++connections;
    const bool soon = connections > 1 && now - last_try < options.refuses_within;
    last_try = now;
    if (soon) return reset_connection(accepted);
    if (line >= 0) ::close(line);
    line = accepted;
    full = false;
    next_unasked = now + options.unasked_first;
  }

  void hear() {
    std::array<std::uint8_t, 2048> buffer{};
    std::size_t most = buffer.size();
    const bool due = fault != NetworkFault::none && !happened;
    if (due) most = std::min(most, static_cast<std::size_t>(fault_at - counted));
    if (due && most == 0) return happen();
    const ssize_t there = ::recv(line, buffer.data(), most, MSG_PEEK | MSG_DONTWAIT);
    if (there < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (there <= 0) {
      ::close(std::exchange(line, -1));
      return;
    }
    const auto arrived = std::span(buffer).first(static_cast<std::size_t>(there));
    const auto took = take(arrived);
    full = took < arrived.size();
    (void)!::recv(line, buffer.data(), took, MSG_DONTWAIT);
    counted += static_cast<std::int64_t>(took);
    if (due && counted == fault_at) happen();
  }

  /// How many of them leave the receive buffer.
  std::size_t take(std::span<const std::uint8_t> bytes) {
    std::size_t took = 0;
    if (options.lose_to == 0 || connections > 1) {
      took = printer.take_some(bytes);
    } else {
      for (; took < bytes.size(); ++took) {
        const auto at = received + static_cast<std::int64_t>(took);
        const bool lost = at >= options.lose_from && at < options.lose_to;
        if (!lost && printer.take_some(bytes.subspan(took, 1)) == 0) break;
      }
    }
    received += static_cast<std::int64_t>(took);
    stream.insert(stream.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(took));
    if (options.echoes_on_receipt)
      for (const auto byte : bytes.first(took)) echo_on_receipt(byte);
    return options.drops_overflow ? bytes.size() : took;
  }

  void echo_on_receipt(std::uint8_t byte) {
    constexpr std::array<std::uint8_t, 7> kQuestion{0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30};
    tail.push_back(byte);
    if (tail.size() > kNumber) tail.erase(tail.begin());
    if (tail.size() < kNumber || !std::equal(kQuestion.begin(), kQuestion.end(), tail.begin()))
      return;
    send_all(line, std::array<std::uint8_t, 7>{0x37, 0x22, tail[7], tail[8], tail[9], tail[10], 0});
  }

  void happen() {
    happened = true;
    if (fault == NetworkFault::kill) ::kill(child, SIGKILL);
    if (fault == NetworkFault::paper_out) printer.remove_paper();
    if (fault == NetworkFault::power) printer.soft_reset();
    if (fault != NetworkFault::reset && fault != NetworkFault::power) return;
    answer();
    reset_connection(std::exchange(line, -1));
  }

  void answer() {
    const auto said = printer.answers();
    if (line >= 0) send_all(line, said);
  }

  NetworkPrinterOptions options;
  escpos_model::Printer printer;
  int listener = -1, line = -1;
  mutable std::mutex mutex;
  std::thread thread;
  bool ending = false, full = false;
  double rows_due = 0;
  int connections = 0;
  std::int64_t received = 0;
  Clock::time_point last_try{}, next_unasked{};
  escpos_model::Bytes stream, tail;
  NetworkFault fault = NetworkFault::none;
  std::int64_t fault_at = 0, counted = 0;
  bool happened = false;
  pid_t child = 0;
};

NetworkPrinter::NetworkPrinter(const NetworkPrinterOptions& options)
    : wire_(std::make_unique<Wire>(options)) {}

NetworkPrinter::~NetworkPrinter() = default;

std::string NetworkPrinter::port() const { return std::to_string(port_of(wire_->listener)); }

void NetworkPrinter::arm(NetworkFault fault, std::int64_t at_byte, pid_t child) {
  const std::lock_guard lock(wire_->mutex);
  wire_->fault = fault;
  wire_->fault_at = at_byte;
  wire_->counted = 0;
  wire_->stream.clear();
  wire_->happened = false;
  wire_->child = child;
}

bool NetworkPrinter::fault_happened() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->happened;
}

escpos_model::Bytes NetworkPrinter::taken() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->stream;
}

void NetworkPrinter::with_printer(const std::function<void(escpos_model::Printer&)>& look) {
  const std::lock_guard lock(wire_->mutex);
  look(wire_->printer);
  wire_->printer.go_on();
  wire_->answer();
}

int NetworkPrinter::connections() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->connections;
}

}  // namespace otkel::sim
