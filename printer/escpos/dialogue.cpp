// Ask, repair, send band by band, and wait for proof.
#include "printer/escpos/dialogue.hpp"

#include <algorithm>
#include <array>

#include "printer/escpos/escpos.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using std::chrono::milliseconds;

constexpr std::size_t kQuestions = 4;
constexpr milliseconds kSlice{200};  // between two looks at the port while nothing is taken
constexpr milliseconds kSurplus{150};

// DLE EOT 1..4. Real-time: printers answer them before what is queued, so they prove no end.
Bytes questions() { return {0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4}; }

// GS ( H, function 48: the printer echoes the four characters when all before them is printed.
Bytes process_question(const std::string& process_id) {
  Bytes out{0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30};
  out.insert(out.end(), process_id.begin(), process_id.end());
  return out;
}

// GS r 1: an answer in order from printers that do not know GS ( H.
Bytes queued_question() { return {0x1d, 0x72, 1}; }

// GS a: push the status whenever it changes. ESC @ switches it off, so it follows the reset.
Bytes push_status() { return {0x1d, 0x61, 0x0f}; }

// Feed and cut: what hangs in the printer must not become the head of the next page.
Bytes cut_scrap() { return {0x1b, 0x40, 0x1b, 0x64, 2, 0x1d, 0x56, 0x42, 0}; }

Bytes joined(Bytes first, const Bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// That can be on the paper, a begun one included.
std::int64_t rows_in(const StreamPiece& piece, std::size_t taken) {
  if (piece.rows == 0 || taken <= kBandHeader) return 0;
  const auto row = (piece.bytes.size() - kBandHeader) / static_cast<std::size_t>(piece.rows);
  return static_cast<std::int64_t>((taken - kBandHeader + row - 1) / row);
}

}  // namespace

/// What is on its way, and how far it came.
struct Dialogue::Job {
  std::vector<StreamPiece> pieces;
  std::size_t piece = 0;  ///< being sent
  std::size_t taken = 0;  ///< of it
  Sent sent;
  std::string before_cut, after_cut;  ///< process numbers

  /// What the printer must answer, in its place in the stream.
  void add_questions(const PreparedJob& job, const Capabilities& can, bool answers) {
    pieces = pieces_of(job.escpos);
    if (!answers) return;
    const bool knows_numbers =
        can.process_id == Known::probed || can.process_id == Known::documented;
    const auto end = pieces.empty() ? pieces.end() : pieces.end() - 1;
    // A printer that does not know it would print it as text: in front of the cut only if known.
    if (knows_numbers) pieces.insert(end, {process_question(before_cut), 0, false, false});
    if (!pieces.empty()) pieces.insert(pieces.begin() + 1, {push_status(), 0, false, false});
    Bytes fence;
    if (can.process_id != Known::absent) fence = process_question(after_cut);
    if (can.queued != Known::absent) fence = joined(std::move(fence), queued_question());
    pieces.push_back({std::move(fence), 0, false, false});
  }
  /// Whether any byte of the page itself can be inside the printer.
  bool begun() const { return sent.bytes > 0; }
  bool band_begun = false;
  bool early_answer = false;  ///< GS r was answered before this job asked it
  std::string progress(const Page& page) const {
    return "at most " + std::to_string(sent.rows) + " of " + std::to_string(page.height) +
           " rows can be on the paper";
  }
};

Dialogue::Dialogue(Channel& channel, PrinterMemory& memory, const DialogueTimes& times,
                   core::Random& random)
    : channel_(channel), memory_(memory), times_(times), random_(random) {}

core::Result<void> Dialogue::hear(milliseconds most) {
  const auto bytes = channel_.read(most);
  if (!bytes) return std::unexpected(bytes.error());
  replies_.take(*bytes);
  return {};
}

// What an earlier talk was answered is nobody's answer now.
core::Result<void> Dialogue::quieten() {
  const Countdown give_up(times_.preflight);
  for (;;) {
    const auto bytes = channel_.read(times_.quiet);
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->empty() || give_up.over()) break;
  }
  replies_.reset();
  asked_ = read_ = pushed_seen_ = 0;
  return {};
}

// While nothing is taken, the port and the pushed status are the only way to learn why.
core::Result<void> Dialogue::send(std::span<const std::uint8_t> bytes, std::size_t& taken) {
  Countdown stall(times_.stall);
  while (!bytes.empty()) {
    auto wrote = channel_.write_some(bytes, std::min(kSlice, stall.left()));
    taken += wrote.taken;
    bytes = bytes.subspan(wrote.taken);
    if (wrote.stopped) return std::unexpected(std::move(*wrote.stopped));
    if (auto heard = hear(milliseconds(0)); !heard) return heard;
    if (in_job_)
      if (const auto trouble = new_trouble())
        return core::fail(*trouble, "the printer says so in the middle of the job");
    if (wrote.taken > 0) {
      stall.restart(times_.stall);
      continue;
    }
    if (const auto trouble = port_trouble())
      return core::fail(*trouble, "the printer takes no more bytes, and its port says why");
    if (stall.over()) return core::fail(Code::printer_timeout, "the printer takes no more bytes");
  }
  return {};
}

core::Result<void> Dialogue::send_whole(const Bytes& bytes) {
  std::size_t taken = 0;
  return send(bytes, taken);
}

core::Result<void> Dialogue::ask_all() {
  ++asked_;
  auto sent = send_whole(questions());
  if (!sent) question_torn_ = true;
  return sent;
}

// Answers carry no number, so every one is counted and none skipped.
std::optional<std::array<std::uint8_t, kQuestions>> Dialogue::round() {
  const std::size_t from = read_ * kQuestions;
  if (replies_.statuses.size() < from + kQuestions) return std::nullopt;
  std::array<std::uint8_t, kQuestions> answers{};
  std::copy_n(replies_.statuses.begin() + static_cast<std::ptrdiff_t>(from), kQuestions,
              answers.begin());
  ++read_;
  return answers;
}

/// In what has arrived and was not looked at: a trouble that was repaired since counts as well.
std::optional<Code> Dialogue::new_trouble() {
  std::optional<Code> found;
  for (; pushed_seen_ < replies_.pushed.size(); ++pushed_seen_)
    if (!found) found = trouble_pushed(replies_.pushed[pushed_seen_]);
  while (const auto answers = round())
    if (!found) found = trouble_in(*answers);
  if (!replies_.pushed.empty()) memory_.can.pushed = Known::probed;
  return found;
}

// Some ports say nothing sensible at all; one that was clean before the job is believed.
std::optional<Code> Dialogue::port_trouble() {
  if (!port_speaks_) return std::nullopt;
  const auto port = channel_.port_status();
  if (!port) return std::nullopt;
  if (port->paper_empty) return Code::printer_paper_out;
  if (port->error) return Code::printer_fault;
  if (!port->selected) return Code::printer_offline;
  return std::nullopt;
}

core::Result<DeviceStatus> Dialogue::port_answer() {
  const auto port = channel_.port_status();
  if (!port) return core::fail(Code::printer_timeout, "the printer does not answer DLE EOT");
  memory_.can.port = Known::probed;
  port_speaks_ = true;
  const auto trouble = port_trouble();
  return DeviceStatus{!trouble, trouble.value_or(Code::internal), false,
                      trouble ? "the printer's USB port says so" : ""};
}

core::Result<void> Dialogue::complete_open_piece() {
  if (memory_.parser != PrinterMemory::Parser::open) return {};
  std::size_t taken = 0;
  const auto sent = send(memory_.completion, taken);
  memory_.completion.erase(memory_.completion.begin(),
                           memory_.completion.begin() + static_cast<std::ptrdiff_t>(taken));
  if (sent) memory_.parser = PrinterMemory::Parser::idle;
  return sent;
}

core::Result<DeviceStatus> Dialogue::ask_status() {
  if (channel_.answers())
    if (auto quiet = quieten(); !quiet) return std::unexpected(quiet.error());
  if (const auto port = channel_.port_status())
    port_speaks_ = !port->paper_empty && !port->error && port->selected;
  // Before the questions: inside a picture they would be taken for dots.
  if (auto completed = complete_open_piece(); !completed) {
    if (completed.error().code == Code::printer_absent) return std::unexpected(completed.error());
    const auto answer = port_answer();
    if (answer && !answer->ready) return answer;
    return std::unexpected(completed.error());
  }
  if (!channel_.answers() || memory_.can.status == Known::absent) return port_answer();
  // In a band's header that was cut off the questions would be its size, a picture without end.
  auto asked = memory_.parser == PrinterMemory::Parser::anywhere
                   ? send_whole(Bytes(kBandHeader - 1, 0))
                   : core::Result<void>{};
  if (asked) asked = ask_all();
  if (!asked) {
    memory_.parser = PrinterMemory::Parser::anywhere;
    return std::unexpected(asked.error());
  }
  // The answers may have come while the questions were being taken.
  for (const Countdown countdown(times_.preflight);;) {
    if (const auto answers = round()) {
      memory_.can.status = Known::probed;
      const auto trouble = trouble_in(*answers);
      return DeviceStatus{!trouble, trouble.value_or(Code::internal), paper_near_end((*answers)[3]),
                          ""};
    }
    if (countdown.over()) break;
    if (auto heard = hear(countdown.left()); !heard) return std::unexpected(heard.error());
  }
  auto answer = port_answer();
  // Learnt once: a printer that never answers need not be waited for again.
  if (answer && memory_.can.status != Known::probed) memory_.can.status = Known::absent;
  return answer;
}

std::string Dialogue::new_process_id() {
  std::string id;
  for (int i = 0; i < 4; ++i) id += kProcessLetters[random_.below(kProcessLetters.size())];
  return id;
}

bool Dialogue::echoed(const std::string& process_id) const {
  return std::ranges::find(replies_.process_ids, process_id) != replies_.process_ids.end();
}

// Leaves the printer's parser between commands and no paper hanging.
core::Result<void> Dialogue::repair(const std::vector<StreamPiece>& pieces) {
  if (auto completed = complete_open_piece(); !completed) return completed;
  if (memory_.parser == PrinterMemory::Parser::anywhere) {
    if (auto padded = send_whole(completion_of_any(pieces)); !padded) return padded;
    memory_.parser = PrinterMemory::Parser::idle;
  }
  if (memory_.scrap) {
    if (auto cut = send_whole(cut_scrap()); !cut) {
      memory_.parser = PrinterMemory::Parser::anywhere;
      return cut;
    }
    memory_.scrap = false;
  }
  return memory_.old_answers && channel_.answers() ? settle_old_answers() : core::Result<void>{};
}

// GS r answers carry no number. An answer to an earlier job's question, which its printer could not
// give then, must not be taken for one to this job's: one question of ours in order, and whatever
// comes before its answer or soon after it is old.
core::Result<void> Dialogue::settle_old_answers() {
  const auto id = new_process_id();
  Bytes ask = memory_.can.process_id == Known::absent ? Bytes{} : process_question(id);
  if (memory_.can.queued != Known::absent) ask = joined(std::move(ask), queued_question());
  if (ask.empty()) return {};
  if (auto sent = send_whole(ask); !sent) {
    memory_.parser = PrinterMemory::Parser::anywhere;
    return sent;
  }
  const Countdown give_up(times_.echo);
  bool settled = echoed(id);
  while (!give_up.over() && !settled) {
    const auto before = replies_.queued.size();
    if (auto heard = hear(before > 0 ? kSurplus : give_up.left()); !heard) return heard;
    settled = echoed(id) || (before > 0 && replies_.queued.size() == before);
  }
  if (echoed(id)) memory_.can.process_id = Known::probed;
  memory_.old_answers = !settled;
  replies_.queued.clear();
  return {};
}

core::Result<void> Dialogue::send_job(Job& job, const std::function<void(const Sent&)>& on_sent) {
  Countdown next_question(times_.ask);
  for (; job.piece < job.pieces.size(); ++job.piece) {
    const StreamPiece& piece = job.pieces[job.piece];
    job.taken = 0;
    job.early_answer = !replies_.queued.empty();
    const auto over = send(piece.bytes, job.taken);
    if (piece.of_job) job.sent.bytes += static_cast<std::int64_t>(job.taken);
    if (job.taken > 0 && piece.rows > 0) job.band_begun = true;
    job.sent.rows += rows_in(piece, job.taken);
    if (!over) return over;
    if (piece.rows > 0) ++job.sent.bands;
    if (piece.rows > 0 && on_sent) on_sent(job.sent);
    if (job.piece + 1 < job.pieces.size() && next_question.over() && channel_.answers() &&
        memory_.can.status != Known::absent) {
      if (auto asked = ask_all(); !asked) return asked;
      next_question.restart(times_.ask);
    }
  }
  return {};
}

Outcome Dialogue::print(const PreparedJob& prepared, const OnStage& on_stage,
                        const std::function<void(const Sent&)>& on_sent) {
  const auto status = ask_status();
  if (!status) return not_started(status.error());
  if (!status->ready)
    return not_started({status->cause, "the printer says so before the job; nothing was sent"});

  Job job;
  job.before_cut = new_process_id();
  job.after_cut = new_process_id();
  job.add_questions(prepared, memory_.can, channel_.answers());
  if (const auto repaired = repair(job.pieces); !repaired) return not_started(repaired.error());
  if (const auto begun = reach(on_stage, Stage::sending); !begun) return not_started(begun.error());

  in_job_ = true;
  Outcome outcome;
  auto over = send_job(job, on_sent);
  if (over) over = reach(on_stage, Stage::awaiting_echo);
  if (!over && !job.begun())
    outcome = not_started(over.error());
  else if (!over)
    outcome = not_known(over.error());
  else
    outcome = channel_.answers() ? prove(job) : without_answers();
  outcome.bytes_sent = job.sent.bytes;
  outcome.rows_sent = job.sent.rows;
  if (outcome.kind == OutcomeKind::unknown)
    outcome.detail += (outcome.detail.empty() ? "" : "; ") + job.progress(prepared.page);
  remember(job, outcome);
  in_job_ = false;
  return outcome;
}

// Paper that ends during the job spoils the page even if the rest comes out after a new roll, so
// a trouble seen while waiting ends the wait, whatever would be echoed later.
Outcome Dialogue::prove(Job& job) {
  const Countdown give_up(times_.finish);
  Countdown next_question(times_.ask);
  std::optional<Countdown> echo;          // runs from the answer in order
  std::optional<std::size_t> last_round;  // the one asked after waiting for the echo in vain
  const bool status = memory_.can.status != Known::absent;
  const bool stale = job.early_answer || memory_.old_answers;
  while (!give_up.over()) {
    if (const auto trouble = new_trouble())
      return not_known({*trouble, "the printer says so before the end of the job was proven"});
    if (echoed(job.after_cut)) return after_echo();
    if (!replies_.queued.empty() && !echo) echo.emplace(times_.echo);
    const bool no_echo_comes = echo && (echo->over() || memory_.can.process_id == Known::absent);
    if (last_round && read_ >= *last_round) {
      memory_.can.queued = Known::probed;
      if (stale || replies_.queued.size() != 1)
        return not_known(
            {Code::printer_timeout, "an answer came that may belong to an earlier job's question"});
      // What it did outweighs what its manual says: there are clones of that name.
      if (memory_.can.process_id != Known::probed) memory_.can.process_id = Known::absent;
      return {OutcomeKind::confirmed, core::PrintGrade::answered, Code::internal, 0, "", 0};
    }
    if (status && (next_question.over() || (no_echo_comes && !last_round))) {
      if (const auto asked = ask_all(); !asked) return not_known(asked.error());
      next_question.restart(times_.ask);
      if (no_echo_comes && !last_round) last_round = asked_;
    }
    if (const auto trouble = port_trouble())
      return not_known({*trouble, "the printer's port says so before the end was proven"});
    auto most = std::min({next_question.left(), give_up.left(), milliseconds(500)});
    if (echo && !last_round) most = std::min(most, echo->left());
    if (const auto heard = hear(most); !heard) return not_known(heard.error());
  }
  Outcome outcome = without_answers();
  outcome.detail = "all bytes were taken, but no proof of the end came";
  return outcome;
}

// The page is out. A cutter that failed over it is a page that hangs in the printer.
Outcome Dialogue::after_echo() {
  memory_.can.process_id = Known::probed;
  Outcome confirmed{OutcomeKind::confirmed, core::PrintGrade::echoed, Code::internal, 0, "", 0};
  if (memory_.can.status == Known::absent) return confirmed;
  Outcome uncut = not_known({Code::printer_cutter, "the page is printed, but its cut is not"});
  if (const auto asked = ask_all(); !asked)
    return asked.error().code == Code::printer_cutter ? uncut : confirmed;
  const Countdown countdown(times_.preflight);
  for (;;) {
    if (new_trouble() == Code::printer_cutter) return uncut;
    if (read_ >= asked_ || countdown.over() || !hear(countdown.left())) return confirmed;
  }
}

// Nobody says that anything was printed. A clean port is a hint for the person who looks.
Outcome Dialogue::without_answers() {
  Outcome outcome = not_known(
      {Code::printer_timeout, "all bytes were taken, but this printer cannot say what it printed"});
  if (const auto trouble = port_trouble())
    outcome.cause = *trouble;
  else if (port_speaks_)
    outcome.grade = core::PrintGrade::taken;
  return outcome;
}

void Dialogue::remember(const Job& job, const Outcome& outcome) {
  using Parser = PrinterMemory::Parser;
  if (outcome.kind == OutcomeKind::confirmed) {
    memory_.parser = Parser::idle;
    memory_.scrap = false;
    return;
  }
  memory_.old_answers = true;
  const bool all = job.piece >= job.pieces.size();
  const auto whole = job.piece + (!all && job.taken == job.pieces[job.piece].bytes.size() ? 1 : 0);
  // A cut that was sent lies behind the page in the printer's buffer; it will be made.
  const bool cut_sent =
      std::any_of(job.pieces.begin(), job.pieces.begin() + static_cast<std::ptrdiff_t>(whole),
                  [](const StreamPiece& piece) { return piece.cuts; });
  memory_.scrap = memory_.scrap || (job.band_begun && !cut_sent);
  if (!channel_.counts_at_printer() || question_torn_) {
    memory_.parser = Parser::anywhere;
    return;
  }
  memory_.completion = all ? Bytes{} : completion_of(job.pieces[job.piece], job.taken);
  memory_.parser = memory_.completion.empty() ? Parser::idle : Parser::open;
}

}  // namespace otkel::printer
