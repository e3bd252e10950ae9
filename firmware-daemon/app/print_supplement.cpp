// Queueing, beginning, ending and resolving prints.
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

core::SupplementPrint payload(Context& c, const store::ApplicationRow& a,
                              const store::BlankRow& blank, std::int64_t attempt) {
  core::SupplementPrint p;
  p.text = *a.supplement;
  p.blank_number = blank.number.str();
  p.application_no = a.application_no;
  p.plate = a.plate;
  p.carrier_bin = a.bin;
  p.site = core::word(c.checkpoint.site);
  p.checkpoint_kk = c.checkpoint.name_kk;
  p.attempt = attempt;
  p.issued_at = c.now;
  p.officer = c.actor.starts_with("officer:") ? c.actor.substr(8) : c.actor;
  p.register_base = c.checkpoint.register_base;
  p.log_head = c.stores.log.head().hash;
  p.demonstration = c.checkpoint.demonstration;
  return p;
}

Result<store::PrintJobRow> load_job(Context& c, std::int64_t id) {
  auto job = c.stores.print_jobs.find(id);
  if (!job) return fail(Code::print_job_not_found, "print job " + std::to_string(id));
  return *job;
}

}  // namespace

Result<void> queue_print(Context& c, const store::ApplicationRow& application,
                         const store::BlankRow& blank, const std::string& reason) {
  if (!application.supplement)
    return fail(Code::supplement_missing, "the supplement has not been formed");
  const auto jobs = c.stores.print_jobs.of_blank(blank.number.str());
  const std::int64_t attempt = jobs.empty() ? 1 : jobs.back().attempt + 1;
  store::PrintJobRow job;
  job.application_no = application.application_no;
  job.blank = blank.number.str();
  job.attempt = attempt;
  job.payload = payload(c, application, blank, attempt);
  job.queued = c.now;
  c.stores.print_jobs.insert(job);
  record(c, core::PrintQueued{job.application_no, job.blank, attempt, reason});
  return {};
}

Result<void> reprint_supplement(Context& c, const std::string& application_no,
                                const std::string& reason) {
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(Code::reason_missing, "say in words why it is printed again");
  auto application = load_application(c, application_no);
  if (!application) return std::unexpected(application.error());
  auto blank = c.stores.blanks.living_of(application->application_no);
  if (!blank) return fail(Code::blank_not_found, "no living number belongs to " + application_no);
  auto jobs = c.stores.print_jobs.of_blank(blank->number.str());
  if (jobs.empty()) return fail(Code::print_job_wrong_state, "it was never printed; issue it");
  auto& last = jobs.back();
  switch (last.state) {
    case store::PrintState::queued:
    case store::PrintState::sending:
      return fail(Code::print_job_wrong_state,
                  "attempt " + std::to_string(last.attempt) + " is under way");
    case store::PrintState::unknown:
      return fail(Code::unknown_print_unresolved, "say first whether it is on the paper");
    case store::PrintState::failed_safe:
      // Nothing of it is on any paper, so the same attempt may be sent again.
      last.state = store::PrintState::queued;
      last.ended.reset();
      last.cause.reset();
      c.stores.print_jobs.update(last);
      record(c, core::PrintQueued{last.application_no, last.blank, last.attempt, reason});
      return {};
    case store::PrintState::confirmed:
      return queue_print(c, *application, *blank, reason);
  }
  return {};
}

Result<store::PrintJobRow> resolve_print(Context& c, std::int64_t id, bool on_paper) {
  auto job = load_job(c, id);
  if (!job) return job;
  if (job->state != store::PrintState::unknown)
    return fail(Code::print_job_wrong_state,
                "its end is known: " + std::string(core::word(job->state)));
  PrintEnd end;
  end.result = on_paper ? core::PrintResult::confirmed : core::PrintResult::failed_safe;
  end.grade = "seen_by_officer";
  end.cause = job->cause.value_or("");
  end.page_hash = job->page_hash.value_or("");
  end.by = c.actor;
  if (auto ended = end_print(c, id, end); !ended) return std::unexpected(ended.error());
  return load_job(c, id);
}

std::optional<store::PrintJobRow> begin_print(Context& c) {
  auto job = c.stores.print_jobs.next_queued();
  // A number may have ended while its supplement waited for the printer; its paper is not wanted.
  for (; job; job = c.stores.print_jobs.next_queued()) {
    const auto blank = c.stores.blanks.find(job->blank);
    if (!blank || !core::is_terminal(blank->state)) break;
    const PrintEnd end{core::PrintResult::failed_safe, "not_sent", "blank_ended", ""};
    if (!end_print(c, job->id, end)) return std::nullopt;
  }
  if (!job) return std::nullopt;
  job->state = store::PrintState::sending;
  c.stores.print_jobs.update(*job);
  return job;
}

Result<void> end_print(Context& c, std::int64_t id, const PrintEnd& end) {
  auto job = load_job(c, id);
  if (!job) return std::unexpected(job.error());
  job->state = end.result == core::PrintResult::confirmed     ? store::PrintState::confirmed
               : end.result == core::PrintResult::failed_safe ? store::PrintState::failed_safe
                                                              : store::PrintState::unknown;
  job->grade = end.grade;
  job->cause = end.cause.empty() ? std::nullopt : std::optional(end.cause);
  job->page_hash = end.page_hash;
  job->ended = c.now;
  if (end.by != "printer") job->resolved_by = end.by;
  c.stores.print_jobs.update(*job);
  record(c, core::PrintEnded{job->application_no, job->blank, job->attempt, end.result, end.grade,
                             end.cause, end.page_hash, end.by});
  if (end.result != core::PrintResult::confirmed) return {};
  auto blank = load_blank(c, job->blank);
  if (!blank) return std::unexpected(blank.error());
  // The blank may have been spoiled or lost while its supplement was printing.
  if (core::is_terminal(blank->state)) return {};
  return move_blank(c, *blank, core::BlankEvent::print);
}

Result<void> recover_prints(Context& c) {
  for (const auto& job : c.stores.print_jobs.in_state(store::PrintState::sending))
    if (auto ended = end_print(c, job.id, {core::PrintResult::unknown, "daemon_restarted", "", ""});
        !ended)
      return ended;
  for (const auto& job : c.stores.print_jobs.in_state(store::PrintState::queued))
    if (auto ended =
            end_print(c, job.id, {core::PrintResult::failed_safe, "daemon_restarted", "", ""});
        !ended)
      return ended;
  return {};
}

}  // namespace otkel::app
