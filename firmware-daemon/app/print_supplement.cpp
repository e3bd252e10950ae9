// What stands on a supplement, and when another may be printed.
#include "firmware-daemon/app/print_supplement.hpp"

#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/print_job.hpp"

namespace otkel::app {
namespace {

core::SupplementPrint payload(Context& c, const store::ApplicationRow& a,
                              const store::BlankRow& blank) {
  core::SupplementPrint p;
  p.text = *a.supplement;
  p.blank_number = blank.number.str();
  p.application_no = a.application_no;
  p.plate = a.plate;
  p.carrier_bin = a.bin;
  p.site = c.checkpoint.site.code();
  p.checkpoint_kk = c.checkpoint.names.kk;
  p.issued_at = c.now;
  p.officer = name_on_paper(c, officer_of(c));
  p.register_base = c.checkpoint.register_base;
  p.log_head = c.stores.log.head().hash;
  p.demonstration = c.checkpoint.demonstration;
  return p;
}

/// What is printed again: the living number and its last print.
struct Reprint {
  store::ApplicationRow application;
  store::BlankRow blank;
  store::PrintJobRow last;
};

Result<Reprint> subject_of(Context& c, const std::string& application_no) {
  auto application = load_application(c, application_no);
  if (!application) return std::unexpected(application.error());
  auto blank = c.stores.blanks.living_of(application->application_no);
  if (!blank) return fail(Code::blank_not_found, "no living number belongs to " + application_no);
  auto jobs = c.stores.print_jobs.of_blank(blank->number.str());
  if (jobs.empty()) return fail(Code::print_job_wrong_state, "it was never printed; issue it");
  return Reprint{*std::move(application), *std::move(blank), std::move(jobs.back())};
}

core::Situation situation_of(const store::PrintJobRow& last) {
  return next_attempt(last) < 3 ? core::Situation::second_print : core::Situation::third_print;
}

}  // namespace

Result<void> put_back_print(Context& c, const store::ApplicationRow& application,
                            const store::BlankRow& blank, std::int64_t attempt,
                            const core::EventRecord& record) {
  if (!application.supplement)
    return fail(Code::supplement_missing, "the supplement has not been formed");
  Context then = c;
  then.now = record.at;
  then.actor = record.actor;
  store::PrintJobRow job;
  job.subject = blank.number.str();
  job.application_no = application.application_no;
  job.blank = blank.number.str();
  job.attempt = attempt;
  job.payload = payload(then, application, blank);
  std::get<core::SupplementPrint>(job.payload).attempt = attempt;
  std::get<core::SupplementPrint>(job.payload).log_head = record.prev_hash;
  // Where its end does not come back too, nobody here knows what is on the paper.
  job.state = store::PrintState::unknown;
  job.queued = record.at;
  return c.stores.print_jobs.insert(job), Result<void>{};
}

Result<store::PrintJobRow> queue_print(Context& c, const store::ApplicationRow& application,
                                       const store::BlankRow& blank, const PrintReason& why) {
  // The moment of issue stands in the signed claim.
  if (auto trusted = needs_clock(c); !trusted) return std::unexpected(trusted.error());
  if (!application.supplement)
    return fail(Code::supplement_missing, "the supplement has not been formed");
  return queue_document(c, payload(c, application, blank), why);
}

Result<core::Situation> situation_of_reprint(Context& c, const std::string& application_no) {
  const auto subject = subject_of(c, application_no);
  if (!subject) return std::unexpected(subject.error());
  return situation_of(subject->last);
}

Result<store::PrintJobRow> reprint_supplement(Context& c, const std::string& application_no,
                                              const std::string& reason,
                                              const std::optional<Countersignature>& second) {
  const auto why = core::read_reason(reason, "say in words why it is printed again");
  if (!why) return std::unexpected(why.error());
  if (auto known = may_give_numbers(c); !known) return std::unexpected(known.error());
  const auto subject = subject_of(c, application_no);
  if (!subject) return std::unexpected(subject.error());
  const std::string detail = subject->blank.number.str() + ": " + *why;
  if (auto may = authorise(c, Act{core::Verb::reprint, situation_of(subject->last),
                                  subject->application.application_no, detail, second});
      !may)
    return std::unexpected(may.error());
  return queue_print(c, subject->application, subject->blank, {*why, login_of(second)});
}

}  // namespace otkel::app
