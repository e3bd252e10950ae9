// Sockets and files around the model.
#include "tests/sim/printer_sim_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/files/durable.hpp"
#include "printer/page/page.hpp"

namespace otkel::sim {
namespace {

using core::Code;
using Clock = std::chrono::steady_clock;

constexpr int kTick = 10;  // ms of the head

std::unexpected<core::Error> failed(Code code, const std::string& what) {
  const int number = errno;
  return core::fail(code, what + ": " + std::generic_category().message(number));
}

void send_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the other side is gone, as it may be
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
}

bool read_count(const std::string& text, std::int64_t& count) {
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), count);
  return wrong == std::errc{} && end == text.data() + text.size() && count >= 0;
}

printer::Page page_of(const escpos_model::Piece& piece) {
  printer::Page page{
      .width = piece.row_bytes * 8, .height = static_cast<int>(piece.rows.size()), .bits = {}};
  for (const auto& row : piece.rows) {
    auto bits = row;
    bits.resize(static_cast<std::size_t>(piece.row_bytes));
    page.bits.insert(page.bits.end(), bits.begin(), bits.end());
  }
  return page;
}

}  // namespace

core::Result<int> listen_on_loopback(std::uint16_t port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return failed(Code::io_failed, "socket");
  const int on = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 8) != 0) {
    const auto error = failed(errno == EADDRINUSE ? Code::port_in_use : Code::io_failed,
                              "port " + std::to_string(port));
    ::close(listener);
    return error;
  }
  return listener;
}

std::uint16_t port_of(int listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

core::Result<PrinterServer> PrinterServer::open(const PrinterServerOptions& options) {
  PrinterServer server;
  server.options_ = options;
  server.printer_.habits = options.habits;
  server.printer_.habits.paced = options.rows_per_second > 0;
  if (options.paper_rows > 0) server.printer_.load_paper(options.paper_rows);
  const auto listener = listen_on_loopback(options.port);
  if (!listener) return std::unexpected(listener.error());
  server.lines_.push_back({*listener, Role::printer_listener, {}, 0});
  const auto control = listen_on_loopback(options.control_port);
  if (!control) return std::unexpected(control.error());
  server.lines_.push_back({*control, Role::control_listener, {}, 0});
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return failed(Code::io_failed, "pipe");
  server.lines_.push_back({pipe[0], Role::stopper, {}, 0});
  server.stop_write_ = pipe[1];
  server.port_ = port_of(*listener);
  server.control_port_ = port_of(*control);
  return server;
}

PrinterServer::PrinterServer(PrinterServer&& other) noexcept
    : options_(std::move(other.options_)),
      printer_(std::move(other.printer_)),
      lines_(std::exchange(other.lines_, {})),
      written_(other.written_),
      port_(other.port_),
      control_port_(other.control_port_),
      stop_write_(std::exchange(other.stop_write_, -1)) {}

PrinterServer::~PrinterServer() {
  for (const Connection& line : lines_) ::close(line.descriptor);
  if (stop_write_ >= 0) ::close(stop_write_);
}

void PrinterServer::stop() {
  const char byte = 0;
  [[maybe_unused]] const ssize_t wrote = ::write(stop_write_, &byte, 1);
}

void PrinterServer::run() {
  for (;;) {
    std::vector<pollfd> waits;
    for (const Connection& line : lines_) waits.push_back({line.descriptor, POLLIN, 0});
    const bool paced = options_.rows_per_second > 0;
    if (::poll(waits.data(), waits.size(), paced ? kTick : -1) < 0 && errno != EINTR) return;
    if (paced) move_head();
    for (std::size_t i = waits.size(); i-- > 0;) {
      if (waits[i].revents == 0) continue;
      if (lines_[i].role == Role::stopper) return;
      if (serve(lines_[i])) continue;
      ::close(lines_[i].descriptor);
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    write_new_pieces();
  }
}

// Slower than it says where the machine is busy, never faster.
void PrinterServer::move_head() {
  const auto now = Clock::now();
  if (now - moved_ < std::chrono::milliseconds(kTick)) return;
  moved_ = now;
  printer_.give_time(options_.rows_per_second * kTick / 1000);
  answer_printer(printer_.answers());
}

// False where the line is over. A new connection goes to the end of the list, behind what is being
// walked.
bool PrinterServer::serve(Connection& line) {
  if (line.role == Role::printer_talk) return hear_printer(line);
  if (line.role == Role::control_talk) return hear_control(line);
  const Role talk = line.role == Role::printer_listener ? Role::printer_talk : Role::control_talk;
  const int accepted = ::accept4(line.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
  if (accepted >= 0) lines_.push_back({accepted, talk, {}, 0});
  return true;
}

bool PrinterServer::hear_printer(Connection& line) {
  std::array<std::uint8_t, 4096> buffer{};
  std::size_t most = buffer.size();
  if (options_.hang_up_after > 0)
    most = std::min(most, static_cast<std::size_t>(options_.hang_up_after - line.received));
  const ssize_t got = ::recv(line.descriptor, buffer.data(), most, 0);
  if (got <= 0) return false;
  line.received += got;
  const auto answer = printer_.take(std::span(buffer).first(static_cast<std::size_t>(got)));
  send_all(line.descriptor, answer);
  return options_.hang_up_after == 0 || line.received < options_.hang_up_after;
}

void PrinterServer::answer_printer(const escpos_model::Bytes& answer) {
  for (const Connection& line : lines_)
    if (line.role == Role::printer_talk) send_all(line.descriptor, answer);
}

bool PrinterServer::hear_control(Connection& line) {
  std::array<char, 512> buffer{};
  const ssize_t got = ::recv(line.descriptor, buffer.data(), buffer.size(), 0);
  if (got <= 0) return false;
  line.text.append(buffer.data(), static_cast<std::size_t>(got));
  for (auto end = line.text.find('\n'); end != std::string::npos; end = line.text.find('\n')) {
    std::string command = line.text.substr(0, end);
    if (command.ends_with('\r')) command.pop_back();
    line.text.erase(0, end + 1);
    const std::string reply = obey(command) + "\n";
    send_all(line.descriptor, {reinterpret_cast<const std::uint8_t*>(reply.data()), reply.size()});
  }
  return line.text.size() < 4096;
}

std::string PrinterServer::obey(const std::string& command) {
  std::istringstream words(command);
  std::string verb;
  std::string value;
  words >> verb >> value;
  if (verb == "paper" && value == "out") {
    printer_.remove_paper();
  } else if (std::int64_t rows = 0; verb == "paper" && read_count(value, rows)) {
    answer_printer(printer_.load_paper(rows));
    write_new_pieces();
  } else if (verb != "status") {
    return R"({"error":"expected: paper N, paper out, or status"})";
  }
  const auto pages = printer_.whole_pages();
  const auto torn = static_cast<long>(printer_.pieces().size()) - pages;
  return "{\"pages_printed\":" + std::to_string(pages) +
         ",\"torn_pieces\":" + std::to_string(torn) +
         ",\"rows_hanging\":" + std::to_string(printer_.hanging().rows.size()) +
         ",\"rows_left\":" + std::to_string(printer_.rows_left()) + "}";
}

void PrinterServer::write_new_pieces() {
  for (; written_ < printer_.pieces().size(); ++written_) {
    const auto& piece = printer_.pieces()[written_];
    if (options_.out_folder.empty() || piece.rows.empty()) continue;
    const auto same = [&](const auto& other) { return other.whole == piece.whole; };
    const auto number =
        std::count_if(printer_.pieces().begin(),
                      printer_.pieces().begin() + static_cast<std::ptrdiff_t>(written_) + 1, same);
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "/%s-%04ld.png", piece.whole ? "page" : "torn",
                  static_cast<long>(number));
    const auto png = printer::png_of(page_of(piece));
    const auto kept = png ? files::write_safely(options_.out_folder + name.data(), *png)
                          : std::unexpected(png.error());
    if (!kept) std::fprintf(stderr, "otkel-printer-sim: %s\n", kept.error().detail.c_str());
  }
}

}  // namespace otkel::sim
