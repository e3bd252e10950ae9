// Ask, repair, and send band by band.
#include "printer/escpos/dialogue.hpp"

#include <algorithm>
#include <utility>

#include "printer/escpos/commands.hpp"
#include "printer/escpos/escpos.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using std::chrono::milliseconds;

constexpr milliseconds kSlice{200};  // between two looks at the port while nothing is taken
constexpr milliseconds kSurplus{150};

DeviceStatus status_of(const StatusAnswers& answers) {
  const auto trouble = trouble_in(answers);
  return {!trouble, trouble.value_or(Code::internal), paper_near_end(answers[3]), ""};
}

core::Error too_wide(std::int64_t page, std::int64_t head) {
  const auto paper = paper_for(head);
  return {Code::config_invalid,
          "the page is " + std::to_string(page) + " dots wide and the printer's head has " +
              std::to_string(head) +
              (paper ? ": set printer.paper to " + std::string(core::word(*paper)) +
                           ", which has " + std::to_string(dots_across(*paper))
                     : std::string(": no page is so narrow")) +
              "; nothing was sent"};
}

}  // namespace

Dialogue::Dialogue(Channel& channel, PrinterMemory& memory, const DialogueTimes& times,
                   core::Random& random)
    : channel_(channel),
      memory_(memory),
      times_(times),
      random_(random),
      next_question_(times.ask) {}

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
  pushed_seen_ = 0;
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

// Goes on with the round under way as far as the answers allow.
core::Result<void> Dialogue::step_status() {
  for (;;) {
    if (const auto round = status_.take(replies_.statuses)) {
      rounds_.push_back(*round);
      memory_.last_status = status_of(*round);
    }
    const auto question = status_.next();
    if (question.empty()) return {};
    std::size_t taken = 0;
    const auto sent = send(question, taken);
    question_bytes_ += static_cast<std::int64_t>(taken);
    if (!sent) {
      question_torn_ = true;
      return sent;
    }
  }
}

// During the job: a round each second, as far as answers allow.
core::Result<void> Dialogue::ask_now_and_then() {
  if (next_question_.over()) {
    next_question_.restart(times_.ask);
    if (channel_.answers() && memory_.can.status != Known::absent)
      status_.begin(replies_.statuses.size());
  }
  return step_status();
}

// False if an answer does not come in its time.
core::Result<bool> Dialogue::finish_round() {
  Countdown give_up(times_.preflight);
  for (auto answered = status_.answered();;) {
    if (auto stepped = step_status(); !stepped) return std::unexpected(stepped.error());
    if (!status_.under_way()) return true;
    if (std::exchange(answered, status_.answered()) != status_.answered())
      give_up.restart(times_.preflight);
    if (give_up.over()) return false;
    if (auto heard = hear(std::min(give_up.left(), status_.patience())); !heard)
      return std::unexpected(heard.error());
  }
}

// One that began after this call.
core::Result<bool> Dialogue::whole_round() {
  if (const auto earlier = finish_round(); !earlier || !*earlier) return earlier;
  status_.begin(replies_.statuses.size());
  return finish_round();
}

/// In what has arrived and was not looked at: a trouble that was repaired since counts as well.
std::optional<Code> Dialogue::new_trouble() {
  std::optional<Code> found;
  for (; pushed_seen_ < replies_.pushed.size(); ++pushed_seen_)
    if (!found) found = trouble_pushed(replies_.pushed[pushed_seen_]);
  for (const auto& answers : std::exchange(rounds_, {}))
    if (!found) found = trouble_in(answers);
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
  const auto padded = memory_.parser == PrinterMemory::Parser::anywhere
                          ? send_whole(Bytes(kBandHeader - 1, 0))
                          : core::Result<void>{};
  if (!padded) return std::unexpected(padded.error());
  const auto over = whole_round();
  if (!over) {
    memory_.parser = PrinterMemory::Parser::anywhere;
    return std::unexpected(over.error());
  }
  if (*over) {
    memory_.can.status = Known::probed;
    rounds_.clear();
    return *memory_.last_status;
  }
  auto answer = port_answer();
  // Learnt once: a printer that never answers need not be waited for again.
  if (answer && memory_.can.status != Known::probed) memory_.can.status = Known::absent;
  return answer;
}

bool Dialogue::echoed(const std::string& process_id) const {
  return std::ranges::find(replies_.process_ids, process_id) != replies_.process_ids.end();
}

// Leaves the printer's parser between commands and no paper hanging. That the cut was made is
// proven by what is answered behind it, so it is sent again until then.
core::Result<void> Dialogue::repair(const PreparedJob& prepared) {
  if (auto completed = complete_open_piece(); !completed) return completed;
  if (memory_.parser == PrinterMemory::Parser::anywhere) {
    if (auto padded = send_whole(completion_of_any(pieces_of(prepared.escpos))); !padded)
      return padded;
    memory_.parser = PrinterMemory::Parser::idle;
  }
  if (memory_.scrap) {
    if (auto cut = send_whole(cut_scrap()); !cut) {
      memory_.parser = PrinterMemory::Parser::anywhere;
      return cut;
    }
    if (!channel_.answers()) memory_.scrap = false;
  }
  return memory_.old_answers && channel_.answers() ? settle_old_answers() : core::Result<void>{};
}

// GS r answers carry no number. An answer to an earlier job's question, which its printer could not
// give then, must not be taken for one to this job's: one question of ours in order, and whatever
// comes before its answer or soon after it is old.
core::Result<void> Dialogue::settle_old_answers() {
  const auto id = new_process_id(random_);
  Bytes ask = memory_.can.process_id == Known::absent ? Bytes{} : process_question(id);
  const bool both = !ask.empty() && memory_.can.queued != Known::absent;
  if (memory_.can.queued != Known::absent) ask = joined(std::move(ask), queued_question());
  if (ask.empty()) return {};
  if (auto sent = send_whole(ask); !sent) {
    memory_.parser = PrinterMemory::Parser::anywhere;
    return sent;
  }
  const Countdown give_up(times_.echo);
  const auto answers = [&] { return (echoed(id) ? 1 : 0) + replies_.queued.size(); };
  while (!give_up.over() && !(echoed(id) && (!both || !replies_.queued.empty()))) {
    const auto before = answers();
    if (auto heard = hear(std::min(before > 0 ? kSurplus : times_.echo, give_up.left())); !heard)
      return heard;
    if (before > 0 && answers() == before) break;
  }
  const bool settled = echoed(id) || !replies_.queued.empty();
  if (echoed(id)) memory_.can.process_id = Known::probed;
  if (!replies_.queued.empty()) memory_.can.queued = Known::probed;
  if (echoed(id) && both && replies_.queued.empty()) memory_.can.queued = Known::absent;
  if (settled) memory_.scrap = false;
  memory_.old_answers = !settled;
  replies_.queued.clear();
  return {};
}

// A band follows when the printer has said that it printed the one before the last: less than two
// wait there, what is lost on the way is missed at once, and the head never runs dry.
core::Result<void> Dialogue::wait_for_echoes(DialogueJob& job) {
  job.take_echoes(replies_.process_ids);
  Countdown stall(times_.stall);
  for (auto waiting = job.waiting(); waiting > numbers_under_way(memory_.habits);) {
    if (stall.over())
      return core::fail(Code::printer_timeout,
                        "the printer does not say that it printed what it was sent, so bytes of "
                        "it may be lost");
    if (auto heard = hear(std::min(kSlice, stall.left())); !heard) return heard;
    if (auto asked = ask_now_and_then(); !asked) return asked;
    if (const auto trouble = new_trouble())
      return core::fail(*trouble, "the printer says so in the middle of the job");
    job.take_echoes(replies_.process_ids);
    if (std::exchange(waiting, job.waiting()) != waiting) stall.restart(times_.stall);
  }
  return {};
}

core::Result<void> Dialogue::send_job(DialogueJob& job,
                                      const std::function<void(const Sent&)>& on_sent) {
  next_question_.restart(times_.ask);
  job.starts_now();
  for (; job.piece < job.pieces.size(); ++job.piece) {
    const StreamPiece& piece = job.pieces[job.piece];
    job.taken = 0;
    if (job.piece + 1 == job.pieces.size()) job.early_answer = !replies_.queued.empty();
    if (auto over = send(piece.bytes, job.taken); !over) return over;
    job.piece_taken();
    if (piece.rows > 0 && on_sent) on_sent(job.sent());
    if (auto printed = wait_for_echoes(job); !printed) return printed;
    if (job.piece + 1 == job.pieces.size()) continue;  // prove() asks
    if (auto asked = ask_now_and_then(); !asked) return asked;
  }
  return {};
}

Outcome Dialogue::attempt(DialogueJob& job, const OnStage& on_stage,
                          const std::function<void(const Sent&)>& on_sent) {
  auto over = send_job(job, on_sent);
  if (over) over = reach(on_stage, Stage::awaiting_echo);
  if (!over) return job.begun() ? not_known(over.error()) : not_started(over.error());
  if (!channel_.answers()) return without_answers();
  auto outcome = prove(job);
  if (outcome.kind == OutcomeKind::confirmed && memory_.habits.presenter == Presenter::custom)
    return hand_over(std::move(outcome));
  return outcome;
}

Outcome Dialogue::print(const PreparedJob& prepared, const OnStage& on_stage,
                        const std::function<void(const Sent&)>& on_sent) {
  const auto status = ask_status();
  if (!status) return not_started(status.error());
  if (!status->ready)
    return not_started({status->cause, "the printer says so before the job; nothing was sent"});
  if (const auto head = memory_.habits.head_dots;
      head > 0 && prepared.page.width > head && !prepared.measures_head)
    return not_started(too_wide(prepared.page.width, head));
  const bool before_cut =
      memory_.can.process_id == Known::probed || memory_.can.process_id == Known::documented;
  if (const auto repaired = repair(prepared); !repaired) return not_started(repaired.error());
  DialogueJob job(prepared, memory_.can, before_cut, channel_, random_);
  if (const auto begun = reach(on_stage, Stage::sending); !begun) return not_started(begun.error());

  in_job_ = true;
  question_bytes_ = 0;
  auto outcome = attempt(job, on_stage, on_sent);
  auto sent = job.sent();
  if (outcome.kind == OutcomeKind::unknown) {
    // Some of what was not sent may be questions; no row is to be missed for them.
    sent = job.sent(std::max(std::int64_t{0}, channel_.undelivered().unsent - question_bytes_));
    outcome.detail += (outcome.detail.empty() ? "" : "; ") + job.progress(sent.rows);
  }
  outcome.bytes_sent = sent.bytes;
  outcome.rows_sent = sent.rows;
  remember(job, outcome);
  in_job_ = false;
  return outcome;
}

void Dialogue::remember(const DialogueJob& job, const Outcome& outcome) {
  using Parser = PrinterMemory::Parser;
  if (outcome.kind == OutcomeKind::confirmed) {
    memory_.parser = Parser::idle;
    memory_.scrap = false;
    return;
  }
  memory_.old_answers = true;
  // What was taken may be lost with the connection or with the power, so only the number behind the
  // cut proves it. A printer that proves nothing ever is believed if nothing went wrong.
  const bool cut = job.cut_echoed() || (!channel_.answers() && job.all_taken());
  memory_.scrap =
      memory_.scrap || (job.band_begun() && (!cut || outcome.cause == Code::printer_cutter));
  if (!channel_.counts_at_printer() || question_torn_) {
    memory_.parser = Parser::anywhere;
    return;
  }
  memory_.completion = job.all_taken() ? Bytes{} : completion_of(job.pieces[job.piece], job.taken);
  memory_.parser = memory_.completion.empty() ? Parser::idle : Parser::open;
}

}  // namespace otkel::printer
