// What an end is proven by, and what proves nothing.
#include <algorithm>
#include <utility>

#include "printer/escpos/commands.hpp"
#include "printer/escpos/dialogue.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using std::chrono::milliseconds;

constexpr milliseconds kGlance{500};        // between two looks at the port or the ejector
constexpr std::int64_t kSlowestHead = 400;  // rows a second, 50 mm/s
constexpr milliseconds kSecond{1000};
constexpr milliseconds kSoon{500};  // for an answer of a printer that has nothing to do
constexpr int kChecks = 2;

}  // namespace

// Paper that ends during the job spoils the page even if the rest comes out after a new roll, so
// a trouble seen while waiting ends the wait, whatever would be echoed later.
Outcome Dialogue::prove(DialogueJob& job) {
  const Countdown give_up(times_.finish);
  next_question_.restart(times_.ask);
  std::optional<Countdown> echo;  // runs from the answer in order
  while (!give_up.over()) {
    if (const auto trouble = new_trouble())
      return not_known({*trouble, "the printer says so before the end of the job was proven"});
    job.take_echoes(replies_.process_ids);
    if (job.cut_echoed()) return by_echo(job);
    if (!replies_.queued.empty() && !echo)
      echo.emplace(memory_.can.process_id == Known::absent ? milliseconds(0) : times_.echo);
    if (echo && echo->over()) return by_answer(job);
    if (const auto asked = ask_now_and_then(); !asked) return not_known(asked.error());
    if (const auto trouble = port_trouble())
      return not_known({*trouble, "the printer's port says so before the end was proven"});
    auto most = std::min({next_question_.left(), give_up.left(), kGlance, status_.patience()});
    if (echo) most = std::min(most, echo->left());
    if (const auto heard = hear(most); !heard) return not_known(heard.error());
  }
  Outcome outcome = without_answers();
  outcome.detail = "all bytes were taken, but no proof of the end came";
  return outcome;
}

Outcome Dialogue::by_echo(DialogueJob& job) {
  const bool answers_both = memory_.can.queued == Known::probed ||
                            memory_.can.queued == Known::documented || !replies_.queued.empty();
  const auto fastest =
      answers_both ? times_.head.rows_per_second : times_.head.rows_per_second_echo_only;
  if (sooner_than_paper(job.rows(), job.elapsed(), fastest)) return too_soon(job);
  memory_.can.process_id = Known::probed;
  if (job.skipped_one()) {
    // Either a band was lost with its number, or this printer echoes the newest only; then one is
    // asked at a time from now on.
    if (memory_.habits.each_number != Known::probed) memory_.habits.each_number = Known::absent;
    return not_known({Code::printer_timeout,
                      "the printer did not echo the number of every band, so some may be lost"});
  }
  if (job.has_band_numbers() && memory_.habits.each_number == Known::unverified)
    memory_.habits.each_number = Known::probed;
  return after_echo(job);
}

// Whoever answers did so before the paper can have moved. That it moves cannot be proven now; that
// it stops can be seen while a slow head would print.
Outcome Dialogue::too_soon(DialogueJob& job) {
  job.doubt_echoes();
  Outcome outcome =
      not_known({Code::printer_timeout,
                 "the job was called printed after " + std::to_string(job.elapsed().count()) +
                     " ms, sooner than paper moves: the answer is not of the printer"});
  outcome.grade = core::PrintGrade::taken;
  const milliseconds needs{job.rows() * kSecond.count() / kSlowestHead};
  for (const Countdown slow(std::min(needs, times_.finish)); !slow.over();) {
    const auto round = whole_round();
    const auto trouble = round ? new_trouble() : std::optional(round.error().code);
    if (trouble) {
      outcome.cause = *trouble;
      outcome.grade = core::PrintGrade::none;
    }
    if (trouble || !*round) break;
    Countdown(std::min(slow.left(), std::min(times_.ask, kGlance))).wait();
  }
  return outcome;
}

// GS r again and again: each is answered once and soon, for nothing is left to print. A line that
// speaks by itself does not do so in their places.
core::Result<bool> Dialogue::answers_each_time() {
  for (int question = 0; question < kChecks; ++question) {
    const auto before = replies_.queued.size();
    if (auto asked = send_whole(queued_question()); !asked) return std::unexpected(asked.error());
    for (const Countdown soon(kSoon); replies_.queued.size() == before && !soon.over();)
      if (auto heard = hear(soon.left()); !heard) return std::unexpected(heard.error());
    if (replies_.queued.size() != before + 1) return false;
  }
  return true;
}

// An answer to GS r carries no number.
Outcome Dialogue::by_answer(DialogueJob& job) {
  const bool soon = sooner_than_paper(job.rows(), job.elapsed(), times_.head.rows_per_second);
  if (queued_paper_out(replies_.queued.front()))
    return not_known({Code::printer_paper_out, "its answer behind the job says so"});
  if (soon) return too_soon(job);
  const bool only_one = replies_.queued.size() == 1;
  if (memory_.can.status != Known::absent) {
    const auto round = whole_round();
    if (!round) return not_known(round.error());
    if (!*round)
      return not_known({Code::printer_timeout, "the printer does not answer DLE EOT any more"});
  }
  const auto answered = answers_each_time();
  if (!answered) return not_known(answered.error());
  if (const auto trouble = new_trouble())
    return not_known({*trouble, "the printer says so before the end of the job was proven"});
  job.take_echoes(replies_.process_ids);
  if (job.cut_echoed()) return by_echo(job);
  if (job.early_answer || memory_.old_answers || !only_one || !*answered ||
      !replies_.strange.empty())
    return not_known(
        {Code::printer_timeout, "an answer came that may be none to this job's question"});
  memory_.can.queued = Known::probed;
  // What it did outweighs what its manual says: there are clones of that name.
  if (memory_.can.process_id != Known::probed) memory_.can.process_id = Known::absent;
  return {OutcomeKind::confirmed, core::PrintGrade::order, Code::internal, 0, "", 0};
}

// An echo behind the page proves that all before it was obeyed. That this is the whole page is
// known if no byte of it can be lost, and that the paper has it if the head is wide enough.
Outcome Dialogue::proven_by_echo(const DialogueJob& job) const {
  Outcome outcome{OutcomeKind::confirmed, core::PrintGrade::order, Code::internal, 0, "", 0};
  if (!channel_.counts_at_printer() && !job.has_band_numbers())
    outcome.detail = "no number stood behind each band, so one may be lost";
  else if (memory_.habits.head_dots < job.dots_across())
    outcome.detail =
        "nobody measured this printer's head (otkel-print --set-up), so the page's "
        "right edge may be missing";
  else
    outcome.grade = core::PrintGrade::content;
  return outcome;
}

// The page is out. A cutter that failed over it is a page that hangs in the printer.
Outcome Dialogue::after_echo(const DialogueJob& job) {
  Outcome confirmed = proven_by_echo(job);
  if (memory_.can.status == Known::absent) return confirmed;
  Outcome uncut = not_known({Code::printer_cutter, "the page is printed, but its cut is not"});
  const auto round = whole_round();
  if (!round && round.error().code == Code::printer_cutter) return uncut;
  return new_trouble() == Code::printer_cutter ? uncut : confirmed;
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

// A page that was cut lies inside a presenter. It is handed out when it is gone from the output;
// one that nobody takes is drawn back, or the next person would get it.
Outcome Dialogue::hand_over(Outcome proven) {
  const auto kept_inside = [](std::string why) {
    return not_known({Code::printer_timeout, std::move(why)});
  };
  if (!send_whole(ejector(Ejector::eject)))
    return kept_inside("the page is printed and cut, but may still lie inside the presenter");
  bool tells = false;
  for (const Countdown take(times_.take); !take.over();) {
    const auto where = ask_ejector();
    if (!where && !tells) {
      proven.detail =
          "the page was handed out; this presenter does not report whether it was taken";
      return proven;
    }
    tells = true;
    if (where && (*where & kAtOutput) == 0) return proven;
    Countdown(std::min(kGlance, take.left())).wait();
  }
  if (!send_whole(ejector(Ejector::retract)))
    return kept_inside("the page is printed, but nobody took it out of the presenter");
  return kept_inside("the page is printed, but nobody took it: it was drawn back into the printer");
}

// The one byte may look like any other answer, so whatever comes now is it.
std::optional<std::uint8_t> Dialogue::ask_ejector() {
  if (const auto quiet = quieten(); !quiet) return std::nullopt;
  if (const auto asked = send_whole(ejector(Ejector::tell)); !asked) return std::nullopt;
  const auto bytes = channel_.read(times_.preflight);
  if (!bytes || bytes->empty()) return std::nullopt;
  return bytes->back();
}

}  // namespace otkel::printer
