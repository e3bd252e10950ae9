// Queueing, beginning, ending and recovering prints.
#include "firmware-daemon/app/print_job.hpp"

#include <algorithm>

#include "printer/job/job_name.hpp"

namespace otkel::app {
namespace {

using store::PrintJobRow;
using store::PrintState;

std::optional<std::string> filled(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

core::SheetSubject about(const core::SupplementPrint& d) {
  return {d.blank_number, d.application_no, d.blank_number, {}};
}
template <class Sheet>
core::SheetSubject about(const Sheet& sheet) {
  return sheet.about();
}
core::SheetSubject about(const core::Document& document) {
  return std::visit([](const auto& sheet) { return about(sheet); }, document);
}

void set_attempt(core::SupplementPrint& sheet, std::int64_t attempt) { sheet.attempt = attempt; }
template <class Sheet>
void set_attempt(Sheet& sheet, std::int64_t attempt) {
  sheet.head.attempt = attempt;
}

bool is_supplement(const PrintJobRow& job) {
  return std::holds_alternative<core::SupplementPrint>(job.payload);
}

void record_queued(Context& c, const PrintJobRow& job, const PrintReason& why) {
  if (is_supplement(job)) {
    record(c,
           core::PrintQueued{*job.application_no, *job.blank, job.attempt, why.reason, why.second});
    return;
  }
  record(c,
         core::DocumentQueued{job.id, std::string(core::type_of(job.payload)), job.subject,
                              about(job.payload).booking_no, job.blank, job.attempt, why.reason});
}

void record_ended(Context& c, const PrintJobRow& job, const PrintEnd& end) {
  if (is_supplement(job)) {
    record(c, core::PrintEnded{*job.application_no, *job.blank, job.attempt, end.result, end.grade,
                               end.cause, end.page_hash, end.by, end.check});
    return;
  }
  record(c, core::DocumentEnded{job.id, std::string(core::type_of(job.payload)), job.subject,
                                about(job.payload).booking_no, job.blank, job.attempt, end.result,
                                end.grade, end.cause, end.page_hash, end.by, end.check});
}

/// A failed ticket is an annoyance; a failed supplement holds up a truck and a numbered blank.
void open_incident_of(Context& c, const PrintJobRow& job, const PrintEnd& end) {
  if (!is_supplement(job) || end.by != core::PrintJudge::printer) return;
  if (end.result == core::PrintResult::unknown)
    open_incident(c, core::IncidentKind::print_unknown, std::to_string(job.id),
                  "nobody knows whether this supplement is on the paper: " + end.cause.str());
  if (end.result == core::PrintResult::failed_safe && end.grade != core::PrintGrade::not_sent)
    open_incident(c, core::IncidentKind::print_failed, std::to_string(job.id),
                  "nothing was printed: " + end.cause.str());
}

PrintState state_of(core::PrintResult result) {
  switch (result) {
    case core::PrintResult::confirmed:
      return PrintState::confirmed;
    case core::PrintResult::failed_safe:
      return PrintState::failed_safe;
    case core::PrintResult::unknown:
      return PrintState::unknown;
  }
  return PrintState::unknown;
}

/// Nothing of this attempt is on any paper, so it may be made again under its number.
Result<PrintJobRow> queue_again(Context& c, PrintJobRow job, core::Document document,
                                const PrintReason& why) {
  job.payload = std::move(document);
  job.state = PrintState::queued;
  job.queued = c.now;
  job.ended.reset();
  job.cause.reset();
  job.grade.reset();
  job.page_hash.reset();
  job.resolved_by.reset();
  job.bytes_sent.reset();
  job.rows_sent.reset();
  c.stores.print_jobs.update(job);
  record_queued(c, job, why);
  return job;
}

Result<PrintJobRow> queue_new(Context& c, core::Document document, const core::SheetSubject& of,
                              std::int64_t attempt, const PrintReason& why) {
  std::visit([&](auto& sheet) { set_attempt(sheet, attempt); }, document);
  PrintJobRow job;
  job.subject = of.subject;
  job.application_no = of.application_no;
  job.blank = of.blank;
  job.attempt = attempt;
  job.payload = std::move(document);
  job.queued = c.now;
  job.id = c.stores.print_jobs.insert(job);
  record_queued(c, job, why);
  return job;
}

PrintEnd end_after_restart(const std::optional<printer::Recovered>& known) {
  if (!known)
    return {core::PrintResult::failed_safe, core::PrintGrade::not_sent,
            core::PrintStop::daemon_restarted, ""};
  auto end = end_of(known->outcome, known->page_hash);
  end.check = known->check;
  // The journal was cut off by the same end of the daemon.
  if (end.result != core::PrintResult::confirmed && end.cause == Code::internal)
    end.cause = core::PrintStop::daemon_restarted;
  return end;
}

}  // namespace

Result<PrintJobRow> load_job(Context& c, std::int64_t id) {
  auto job = c.stores.print_jobs.find(id);
  if (!job) return fail(Code::print_job_not_found, "print job " + std::to_string(id));
  return *job;
}

std::int64_t next_attempt(const PrintJobRow& last) {
  // A person's "it is not there" may be wrong, or meant to make two: the next one is marked.
  const bool proven = last.state == PrintState::failed_safe &&
                      last.grade != core::word(core::PrintGrade::seen_by_officer);
  return proven ? last.attempt : last.attempt + 1;
}

Result<PrintJobRow> queue_document(Context& c, core::Document document, const PrintReason& why) {
  const auto of = about(document);
  auto last = c.stores.print_jobs.last_of(core::type_of(document), of.subject);
  if (!last) return queue_new(c, std::move(document), of, 1, why);
  switch (last->state) {
    case PrintState::unknown:
      return fail(
          Code::unknown_print_unresolved,
          "say first whether attempt " + std::to_string(last->attempt) + " is on the paper");
    case PrintState::failed_safe:
      if (next_attempt(*last) != last->attempt)
        return queue_new(c, std::move(document), of, next_attempt(*last), why);
      std::visit([&](auto& sheet) { set_attempt(sheet, last->attempt); }, document);
      return queue_again(c, std::move(*last), std::move(document), why);
    case PrintState::confirmed:
      return queue_new(c, std::move(document), of, next_attempt(*last), why);
    case PrintState::queued:
    case PrintState::preflight:
    case PrintState::sending:
    case PrintState::awaiting_echo:
      return fail(Code::print_job_wrong_state,
                  "attempt " + std::to_string(last->attempt) + " is under way");
  }
  return fail(Code::internal);
}

Result<PrintJobRow> cancel_print(Context& c, std::int64_t id) {
  auto job = load_job(c, id);
  if (!job) return job;
  if (job->state != PrintState::queued)
    return fail(Code::print_job_wrong_state,
                "it waits no more: it is " + std::string(core::word(job->state)));
  const PrintEnd end{core::PrintResult::failed_safe, core::PrintGrade::not_sent,
                     core::PrintStop::cancelled, "", c.actor};
  if (auto ended = end_print(c, id, end); !ended) return std::unexpected(ended.error());
  return load_job(c, id);
}

std::optional<PrintJobRow> begin_print(Context& c) {
  auto job = c.stores.print_jobs.next_queued();
  // A number may have ended while its supplement waited for the printer; its paper is not wanted.
  for (; job; job = c.stores.print_jobs.next_queued()) {
    if (!is_supplement(*job)) break;
    const auto blank = c.stores.blanks.find(*job->blank);
    if (!blank || !core::is_terminal(blank->state)) break;
    const PrintEnd end{core::PrintResult::failed_safe, core::PrintGrade::not_sent,
                       core::PrintStop::blank_ended, ""};
    if (!end_print(c, job->id, end)) return std::nullopt;
  }
  if (!job) return std::nullopt;
  job->state = PrintState::preflight;
  c.stores.print_jobs.update(*job);
  return job;
}

void show_stage(Context& c, std::int64_t id, printer::Stage stage) {
  const auto to = stage == printer::Stage::preflight ? PrintState::preflight
                  : stage == printer::Stage::sending ? PrintState::sending
                                                     : PrintState::awaiting_echo;
  auto job = c.stores.print_jobs.find(id);
  if (!job || job->state >= to) return;
  job->state = to;
  c.stores.print_jobs.update(*job);
}

Result<void> end_print(Context& c, std::int64_t id, const PrintEnd& end) {
  auto job = load_job(c, id);
  if (!job) return std::unexpected(job.error());
  job->state = state_of(end.result);
  job->grade = end.grade.str();
  job->cause = filled(end.cause.str());
  job->page_hash = end.page_hash;
  job->bytes_sent = end.bytes_sent;
  job->rows_sent = end.rows_sent;
  job->ended = c.now;
  if (end.by != core::PrintJudge::printer) job->resolved_by = end.by.str();
  c.stores.print_jobs.update(*job);
  record_ended(c, *job, end);
  open_incident_of(c, *job, end);
  if (end.result != core::PrintResult::confirmed || !is_supplement(*job)) return {};
  auto blank = load_blank(c, *job->blank);
  if (!blank) return std::unexpected(blank.error());
  // The blank may have been spoiled or lost while its supplement was printing.
  if (core::is_terminal(blank->state)) return {};
  return move_blank(c, *blank, core::BlankEvent::print);
}

PrintEnd end_of(const printer::Outcome& outcome, const std::string& page_hash) {
  PrintEnd end;
  switch (outcome.kind) {
    case printer::OutcomeKind::confirmed:
      end.result = core::PrintResult::confirmed;
      break;
    case printer::OutcomeKind::failed_safe:
      end.result = core::PrintResult::failed_safe;
      break;
    case printer::OutcomeKind::unknown:
      break;
  }
  end.grade = outcome.grade;
  end.page_hash = page_hash;
  if (end.result != core::PrintResult::confirmed) end.cause = outcome.cause;
  end.bytes_sent = outcome.bytes_sent;
  end.rows_sent = outcome.rows_sent;
  return end;
}

Result<void> recover_prints(Context& c,
                            const std::optional<std::vector<printer::Recovered>>& journal) {
  for (const auto& job : c.stores.print_jobs.in_flight()) {
    PrintEnd end{core::PrintResult::unknown, {}, core::PrintStop::daemon_restarted, ""};
    if (journal) {
      // A restored database gives out ids again; the name says whether it is the same sheet.
      const auto known = std::ranges::find_if(*journal, [&](const printer::Recovered& entry) {
        return entry.job_id == job.id && entry.name == printer::job_name(job.payload);
      });
      end = end_after_restart(known == journal->end() ? std::nullopt : std::optional(*known));
    }
    if (auto ended = end_print(c, job.id, end); !ended) return ended;
  }
  for (const auto& job : c.stores.print_jobs.in_state(PrintState::queued))
    if (auto ended = end_print(c, job.id,
                               {core::PrintResult::failed_safe, core::PrintGrade::not_sent,
                                core::PrintStop::daemon_restarted, ""});
        !ended)
      return ended;
  return {};
}

}  // namespace otkel::app
