// Ask, send, and wait for proof.
#include "printer/device_tcp.hpp"

#include <algorithm>
#include <array>

#include "printer/escpos.hpp"
#include "printer/escpos_reply.hpp"
#include "printer/tcp_socket.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using std::chrono::milliseconds;

// DLE EOT 1..4. Real-time: printers answer them before what is queued, so they prove no end.
constexpr std::array<std::uint8_t, 12> kAsk{0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4};
constexpr std::size_t kQuestions = 4;

// GS ( H, function 48: the printer echoes the four characters when all before them is printed.
// GS r 1 behind it: an answer in order from printers that do not know the first.
Bytes fence_of(const std::string& process_id) {
  Bytes out{0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30};
  out.insert(out.end(), process_id.begin(), process_id.end());
  out.insert(out.end(), {0x1d, 0x72, 1});
  return out;
}

// Bytes that end a band left open by a job that was cut off: white as picture, nothing as commands.
Bytes rest_of_any_band(const Page& page) {
  return Bytes(page.row_bytes() * static_cast<std::size_t>(kBandRows), 0);
}

Outcome unknown(Code cause, std::string detail) {
  return {OutcomeKind::unknown, "", cause, 0, std::move(detail)};
}

Outcome not_started(const core::Error& error) {
  return {OutcomeKind::failed_safe, "", error.code, 0, error.detail};
}

}  // namespace

struct DeviceTcp::Talk {
  TcpSocket socket;
  EscposReplies replies;
  std::string process_id;
  /// Statuses of questions asked before, whose answers are read together four by four.
  std::size_t read_statuses = 0;

  /// Reads until `until` (boot time) or until something arrived.
  core::Result<void> listen(milliseconds until) {
    const auto ready =
        socket.wait(TcpSocket::Wait::to_read, std::max(milliseconds(0), until - boot_time()));
    if (!ready) return std::unexpected(ready.error());
    if (*ready == TcpSocket::Ready::neither) return {};
    return hear();
  }

  core::Result<void> hear() {
    const auto bytes = socket.receive_some();
    if (!bytes) return std::unexpected(bytes.error());
    replies.take(*bytes);
    return {};
  }

  /// The next whole round of four answers, where it is there.
  std::optional<std::array<std::uint8_t, kQuestions>> round() {
    if (replies.statuses.size() < read_statuses + kQuestions) return std::nullopt;
    std::array<std::uint8_t, kQuestions> answers{};
    std::copy_n(replies.statuses.begin() + static_cast<std::ptrdiff_t>(read_statuses), kQuestions,
                answers.begin());
    read_statuses += kQuestions;
    return answers;
  }

  bool echoed() const {
    return std::ranges::find(replies.process_ids, process_id) != replies.process_ids.end();
  }
};

DeviceTcp::DeviceTcp(std::string host, std::string port, DeviceTcpTimes times)
    : host_(std::move(host)), port_(std::move(port)), times_(times) {}

core::Result<void> DeviceTcp::send(Talk& talk, const Bytes& bytes, std::int64_t& sent) {
  std::span<const std::uint8_t> rest(bytes);
  auto give_up = boot_time() + times_.stall;
  while (!rest.empty()) {
    const auto left = give_up - boot_time();
    if (left <= milliseconds(0))
      return core::fail(Code::printer_timeout, "the printer takes no more bytes");
    const auto ready = talk.socket.wait(TcpSocket::Wait::to_read_or_write, left);
    if (!ready) return std::unexpected(ready.error());
    if (*ready == TcpSocket::Ready::readable || *ready == TcpSocket::Ready::both)
      if (auto heard = talk.hear(); !heard) return heard;
    if (*ready == TcpSocket::Ready::writable || *ready == TcpSocket::Ready::both) {
      const auto took = talk.socket.send_some(rest);
      if (!took) return std::unexpected(took.error());
      if (*took > 0) give_up = boot_time() + times_.stall;
      sent += static_cast<std::int64_t>(*took);
      rest = rest.subspan(*took);
    }
  }
  return {};
}

core::Result<void> DeviceTcp::ask_all(Talk& talk) {
  std::int64_t ignored = 0;
  return send(talk, Bytes(kAsk.begin(), kAsk.end()), ignored);
}

core::Result<DeviceStatus> DeviceTcp::preflight(Talk& talk) {
  if (const auto asked = ask_all(talk); !asked) return std::unexpected(asked.error());
  const auto until = boot_time() + times_.preflight;
  while (boot_time() < until) {
    if (const auto answers = talk.round()) {
      const auto trouble = trouble_in(*answers);
      return DeviceStatus{!trouble, trouble.value_or(Code::internal),
                          paper_near_end((*answers)[3])};
    }
    if (const auto heard = talk.listen(until); !heard) return std::unexpected(heard.error());
  }
  return core::fail(Code::printer_timeout,
                    "the printer at " + host_ + ":" + port_ + " does not answer DLE EOT");
}

DeviceStatus DeviceTcp::status() {
  auto socket = TcpSocket::connect(host_, port_, times_.connect);
  if (!socket) return {false, socket.error().code, false};
  Talk talk{std::move(*socket), {}, {}, 0};
  const auto status = preflight(talk);
  return status ? *status : DeviceStatus{false, status.error().code, false};
}

std::string DeviceTcp::next_process_id() {
  last_process_ = (last_process_ + 1) % 10'000;
  const std::string digits = std::to_string(last_process_);
  return std::string(4 - digits.size(), '0') + digits;
}

Outcome DeviceTcp::print(const PreparedJob& job) {
  auto socket = TcpSocket::connect(host_, port_, times_.connect);
  if (!socket) return not_started(socket.error());
  Talk talk{std::move(*socket), {}, next_process_id(), 0};
  const auto before = preflight(talk);
  if (!before) return not_started(before.error());
  if (!before->ready)
    return not_started({before->cause, "the printer says so before the job; nothing was sent"});

  std::int64_t padding = 0;
  if (band_may_be_open_)
    if (const auto padded = send(talk, rest_of_any_band(job.page), padding); !padded)
      return not_started(padded.error());
  band_may_be_open_ = true;
  std::int64_t sent = 0;
  auto over = send(talk, job.escpos, sent);
  if (!over && sent == 0) return not_started(over.error());
  std::int64_t fence = 0;
  if (over) over = send(talk, fence_of(talk.process_id), fence);
  Outcome outcome = over ? prove(talk) : unknown(over.error().code, over.error().detail);
  outcome.bytes_sent = sent;
  if (outcome.kind == OutcomeKind::confirmed) band_may_be_open_ = false;
  return outcome;
}

// Paper that ends during the job spoils the page even where the rest comes out after a new roll, so
// a trouble seen while waiting ends the wait, whatever would be echoed later.
Outcome DeviceTcp::prove(Talk& talk) {
  const auto give_up = boot_time() + times_.finish;
  auto ask_at = boot_time() + times_.ask;
  std::optional<milliseconds> echo_until;
  bool asked_last = false;
  while (boot_time() < give_up) {
    if (talk.echoed()) return {OutcomeKind::confirmed, "A", Code::internal, 0, ""};
    const auto now = boot_time();
    if (talk.replies.queued && !echo_until) echo_until = now + times_.echo;
    const bool no_echo_comes = echo_until && now >= *echo_until;
    if (now >= ask_at || (no_echo_comes && !asked_last)) {
      if (no_echo_comes) talk.read_statuses = talk.replies.statuses.size();
      asked_last = no_echo_comes;
      ask_at = now + times_.ask;
      if (const auto asked = ask_all(talk); !asked)
        return unknown(asked.error().code, asked.error().detail);
    }
    if (const auto answers = talk.round()) {
      if (const auto trouble = trouble_in(*answers))
        return unknown(*trouble, "the printer says so before the end of the job was proven");
      if (asked_last) return {OutcomeKind::confirmed, "B", Code::internal, 0, ""};
    }
    auto until = std::min(ask_at, give_up);
    if (echo_until && !asked_last) until = std::min(until, *echo_until);
    if (const auto heard = talk.listen(until); !heard)
      return unknown(heard.error().code, heard.error().detail);
  }
  return unknown(Code::printer_timeout, "all bytes were taken, but no proof of the end came");
}

}  // namespace otkel::printer
