// Ask, send, and wait for proof.
#include "printer/device_tcp.hpp"

#include <algorithm>
#include <array>

#include "printer/countdown.hpp"
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
  /// Rounds of four questions asked, and rounds of four answers read. Answers carry no number, so
  /// every answer is counted and none skipped.
  std::size_t asked = 0;
  std::size_t read = 0;

  /// Until something arrived, but not longer than `most`.
  core::Result<void> listen(milliseconds most) {
    const auto ready = socket.wait(TcpSocket::Wait::to_read, most);
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
    const std::size_t from = read * kQuestions;
    if (replies.statuses.size() < from + kQuestions) return std::nullopt;
    std::array<std::uint8_t, kQuestions> answers{};
    std::copy_n(replies.statuses.begin() + static_cast<std::ptrdiff_t>(from), kQuestions,
                answers.begin());
    ++read;
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
  Countdown stall(times_.stall);
  while (!rest.empty()) {
    if (stall.over()) return core::fail(Code::printer_timeout, "the printer takes no more bytes");
    const auto ready = talk.socket.wait(TcpSocket::Wait::to_read_or_write, stall.left());
    if (!ready) return std::unexpected(ready.error());
    if (*ready == TcpSocket::Ready::readable || *ready == TcpSocket::Ready::both)
      if (auto heard = talk.hear(); !heard) return heard;
    if (*ready == TcpSocket::Ready::writable || *ready == TcpSocket::Ready::both) {
      const auto took = talk.socket.send_some(rest);
      if (!took) return std::unexpected(took.error());
      if (*took > 0) stall.restart(times_.stall);
      sent += static_cast<std::int64_t>(*took);
      rest = rest.subspan(*took);
    }
  }
  return {};
}

core::Result<void> DeviceTcp::ask_all(Talk& talk) {
  std::int64_t ignored = 0;
  ++talk.asked;
  return send(talk, Bytes(kAsk.begin(), kAsk.end()), ignored);
}

core::Result<DeviceStatus> DeviceTcp::preflight(Talk& talk) {
  if (const auto asked = ask_all(talk); !asked) return std::unexpected(asked.error());
  const Countdown countdown(times_.preflight);
  while (!countdown.over()) {
    if (const auto answers = talk.round()) {
      const auto trouble = trouble_in(*answers);
      return DeviceStatus{!trouble, trouble.value_or(Code::internal),
                          paper_near_end((*answers)[3])};
    }
    if (const auto heard = talk.listen(countdown.left()); !heard)
      return std::unexpected(heard.error());
  }
  return core::fail(Code::printer_timeout,
                    "the printer at " + host_ + ":" + port_ + " does not answer DLE EOT");
}

DeviceStatus DeviceTcp::status() {
  auto socket = TcpSocket::connect(host_, port_, times_.connect);
  if (!socket) return {false, socket.error().code, false};
  Talk talk{std::move(*socket), {}, {}};
  const auto status = preflight(talk);
  return status ? *status : DeviceStatus{false, status.error().code, false};
}

std::string DeviceTcp::next_process_id() {
  last_process_ = (last_process_ + 1) % 10'000;
  const std::string digits = std::to_string(last_process_);
  return std::string(4 - digits.size(), '0') + digits;
}

Outcome DeviceTcp::print(const PreparedJob& job, const OnStage& on_stage) {
  if (const auto begun = reach(on_stage, Stage::preflight); !begun)
    return not_started(begun.error());
  auto socket = TcpSocket::connect(host_, port_, times_.connect);
  if (!socket) return not_started(socket.error());
  Talk talk{std::move(*socket), {}, next_process_id()};
  const auto before = preflight(talk);
  if (!before) return not_started(before.error());
  if (!before->ready)
    return not_started({before->cause, "the printer says so before the job; nothing was sent"});

  if (const auto begun = reach(on_stage, Stage::sending); !begun) return not_started(begun.error());
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
  if (over) over = reach(on_stage, Stage::awaiting_echo);
  Outcome outcome = over ? prove(talk) : unknown(over.error().code, over.error().detail);
  outcome.bytes_sent = sent;
  if (outcome.kind == OutcomeKind::confirmed) band_may_be_open_ = false;
  return outcome;
}

// Paper that ends during the job spoils the page even where the rest comes out after a new roll, so
// a trouble seen while waiting ends the wait, whatever would be echoed later.
Outcome DeviceTcp::prove(Talk& talk) {
  const Countdown give_up(times_.finish);
  Countdown next_question(times_.ask);
  std::optional<Countdown> echo;          // runs from the answer in order
  std::optional<std::size_t> last_round;  // the one asked after waiting for the echo in vain
  while (!give_up.over()) {
    if (talk.echoed()) return {OutcomeKind::confirmed, "A", Code::internal, 0, ""};
    if (talk.replies.queued && !echo) echo.emplace(times_.echo);
    const bool no_echo_comes = echo && echo->over();
    if (next_question.over() || (no_echo_comes && !last_round)) {
      if (const auto asked = ask_all(talk); !asked)
        return unknown(asked.error().code, asked.error().detail);
      next_question.restart(times_.ask);
      if (no_echo_comes && !last_round) last_round = talk.asked;
    }
    while (const auto answers = talk.round()) {
      if (const auto trouble = trouble_in(*answers))
        return unknown(*trouble, "the printer says so before the end of the job was proven");
      if (last_round && talk.read >= *last_round)
        return {OutcomeKind::confirmed, "B", Code::internal, 0, ""};
    }
    auto most = std::min(next_question.left(), give_up.left());
    if (echo && !last_round) most = std::min(most, echo->left());
    if (const auto heard = talk.listen(most); !heard)
      return unknown(heard.error().code, heard.error().detail);
  }
  return unknown(Code::printer_timeout, "all bytes were taken, but no proof of the end came");
}

}  // namespace otkel::printer
