// The officer's eyes and the scanner.
#include "firmware-daemon/app/resolve_print.hpp"

#include <algorithm>

#include "core/fact/signed_sheet.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "printer/claim/claim.hpp"

namespace otkel::app {
namespace {

Result<store::PrintJobRow> confirm(Context& c, const store::PrintJobRow& job,
                                   core::PrintResult result, core::PrintGrade grade,
                                   const std::optional<core::SheetCheck>& check = {}) {
  PrintEnd end;
  if (check) end.check = check->str();
  end.result = result;
  end.grade = grade;
  end.cause = core::PrintCause::read(job.cause.value_or(""));
  end.page_hash = job.page_hash.value_or("");
  end.by = c.actor;
  end.bytes_sent = job.bytes_sent;
  end.rows_sent = job.rows_sent;
  if (auto ended = end_print(c, job.id, end); !ended) return std::unexpected(ended.error());
  return load_job(c, job.id);
}

/// What the scanned text claims, where a key of this checkpoint signed it: one of the two kinds.
Result<printer::Verdict> own_claims(Context& c, const std::string& text) {
  if (c.checkpoint.claim_keys.empty())
    return fail(Code::internal, "this checkpoint has no signing key");
  std::vector<printer::TrustedKey> keys;
  for (const auto& key : c.checkpoint.claim_keys)
    keys.push_back(
        {.key = key, .site = c.checkpoint.site, .from = {}, .until = {}, .withdrawn = {}});
  auto verdict = printer::verify_scan(text, keys, c.now);
  if (verdict.standing == printer::Standing::bad_signature)
    return fail(Code::qr_forged, "its signature does not hold: this paper is not ours");
  if (verdict.fault == printer::Fault::link_number || verdict.fault == printer::Fault::link_check)
    return fail(Code::qr_forged, "its link and its signature are of two sheets");
  // Whether its days have passed says nothing about the paper.
  if ((!verdict.claims && !verdict.sheet) || verdict.standing == printer::Standing::mismatch)
    return fail(Code::qr_foreign, "no sheet that this checkpoint has signed");
  return verdict;
}

/// A print and how the officer calls it.
struct NamedJob {
  store::PrintJobRow job;
  std::string name;
};

Result<NamedJob> no_such(const std::string& name) {
  return fail(
      Code::print_job_not_found,
      "we signed " + name + ", but no such print is in this journal: was the database restored?");
}

Result<NamedJob> job_of(Context& c, const printer::Claims& claims) {
  const std::string name = claims.application_no + ", " + claims.blank_number + ", attempt " +
                           std::to_string(claims.attempt);
  const auto jobs = c.stores.print_jobs.of_blank(claims.blank_number);
  const auto job = std::ranges::find_if(jobs, [&](const auto& row) {
    return row.application_no == claims.application_no && row.attempt == claims.attempt;
  });
  if (job == jobs.end()) return no_such(name);
  return NamedJob{*job, name};
}

bool is_print_of(const store::PrintJobRow& job, const printer::SheetClaims& claims) {
  const auto sheet = core::signed_sheet(job.payload);
  return sheet && sheet->document == claims.document && sheet->number == claims.number &&
         std::chrono::floor<std::chrono::seconds>(sheet->from) == claims.from &&
         job.attempt == claims.attempt;
}

/// An act or a slip: those whose end is not known first, because one of them is most often meant.
Result<NamedJob> job_of(Context& c, const printer::SheetClaims& claims) {
  using State = store::PrintState;
  const std::string name =
      claims.document + " of " + claims.number + ", attempt " + std::to_string(claims.attempt);
  for (const auto state : {State::unknown, State::failed_safe, State::confirmed})
    for (const auto& job : c.stores.print_jobs.in_state(state))
      if (is_print_of(job, claims)) return NamedJob{job, name};
  return no_such(name);
}

}  // namespace

Result<store::PrintJobRow> resolve_print(Context& c, std::int64_t id, bool on_paper) {
  auto job = load_job(c, id);
  if (!job) return job;
  if (auto may = authorise(c, core::Verb::resolve_print); !may) return std::unexpected(may.error());
  if (job->state != store::PrintState::unknown)
    return fail(Code::print_job_wrong_state,
                "its end is known: " + std::string(core::word(job->state)));
  return confirm(c, *job, on_paper ? core::PrintResult::confirmed : core::PrintResult::failed_safe,
                 core::PrintGrade::seen_by_officer);
}

Result<store::PrintJobRow> scan_print(Context& c, const std::string& text) {
  const auto claimed = own_claims(c, text);
  if (!claimed) return std::unexpected(claimed.error());
  const auto found = claimed->sheet ? job_of(c, *claimed->sheet) : job_of(c, *claimed->claims);
  if (!found) return std::unexpected(found.error());
  const auto& [job, named] = *found;
  const auto check = printer::check_of(printer::token_in(text));
  switch (job.state) {
    case store::PrintState::unknown:
      return confirm(c, job, core::PrintResult::confirmed, core::PrintGrade::qr_scanned, check);
    case store::PrintState::failed_safe:
      open_incident(c, core::IncidentKind::print_contradicted, job.blank.value_or(""),
                    named + " was put down as not printed, and its QR was scanned");
      return confirm(c, job, core::PrintResult::confirmed, core::PrintGrade::qr_scanned, check);
    case store::PrintState::confirmed:
      return fail(Code::print_job_wrong_state, named + " is known to be on the paper already");
    case store::PrintState::queued:
    case store::PrintState::preflight:
    case store::PrintState::sending:
    case store::PrintState::awaiting_echo:
      return fail(Code::print_job_wrong_state, named + " is under way; scan it when it is out");
  }
  return fail(Code::internal);
}

}  // namespace otkel::app
