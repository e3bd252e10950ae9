// Allocation and the first print.
#include "firmware-daemon/app/issue_permit.hpp"

#include "core/permit/allocation.hpp"
#include "core/permit/permit.hpp"
#include "core/permit/supplement.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

std::optional<core::LocalDate> date_or_nothing(const std::string& text) {
  const auto date = core::parse_date(text);
  return date ? std::optional(*date) : std::nullopt;
}

/// All who are present, paid and eligible and have no number yet, in the order of registration.
std::vector<core::Waiting> waiting_for_numbers(Context& c) {
  std::vector<core::Waiting> waiting;
  for (const auto& row : c.stores.applications.in_state(core::ApplicationState::at_checkpoint)) {
    if (c.stores.blanks.living_of(row.application_no) || !may_allocate(c, row)) continue;
    waiting.push_back({row.registered, *core::ApplicationNo::parse(row.application_no)});
  }
  return waiting;
}

core::GivenNumber given_number(Context& c, const std::string& application_no) {
  const auto blank = c.stores.blanks.living_of(application_no);
  if (!blank) return core::GivenNumber::none;
  return blank->state == core::BlankState::printed ? core::GivenNumber::printed
                                                   : core::GivenNumber::given;
}

/// Of the stay that is open and bound to the application (I3).
std::optional<Instant> entry_of(Context& c, const store::ApplicationRow& a) {
  const auto stay = c.stores.stays.open_of(a.plate);
  const bool own = stay && stay->application_no == a.application_no;
  return own ? a.entered : std::nullopt;
}

/// The last number of the application, if it ended before the hand-over and another takes its
/// place.
std::optional<std::string> number_to_replace(Context& c, const std::string& application_no) {
  const auto last = c.stores.blanks.last_of(application_no);
  const bool lives_on = last && last->cause && core::leaves_the_right(*last->cause);
  return lives_on && !last->replaced_by ? std::optional(last->number.str()) : std::nullopt;
}

/// The first print of a blank, or the answer why it needs another road.
Result<void> print_first(Context& c, const store::ApplicationRow& application,
                         const store::BlankRow& blank) {
  const auto jobs = c.stores.print_jobs.of_blank(blank.number.str());
  if (jobs.empty()) {
    const auto queued = queue_print(c, application, blank, {"issue"});
    return queued ? Result<void>{} : std::unexpected(queued.error());
  }
  if (jobs.back().state == store::PrintState::unknown)
    return fail(
        Code::unknown_print_unresolved,
        "say first whether attempt " + std::to_string(jobs.back().attempt) + " is on the paper");
  return fail(Code::print_job_wrong_state,
              "attempt " + std::to_string(jobs.back().attempt) + " of " + blank.number.str() +
                  " is " + std::string(core::word(jobs.back().state)) + "; use reprint");
}

/// What must hold for every number that is given here, to any application.
Result<void> gives_permits_now(Context& c) {
  if (auto given = core::permits_given_at(c.checkpoint.pack, c.checkpoint.site); !given)
    return given;
  if (auto trusted = needs_clock(c); !trusted) return trusted;
  return may_give_numbers(c);
}

}  // namespace

Result<void> may_issue(Context& c, const store::ApplicationRow& a) {
  if (auto ready = gives_permits_now(c); !ready) return ready;
  core::IssueFacts facts;
  facts.application = a.state;
  if (a.supplement) {
    facts.valid_from = date_or_nothing(a.supplement->valid_from);
    facts.valid_until = date_or_nothing(a.supplement->valid_until);
  }
  facts.entered = entry_of(c, a);
  facts.card_matches = a.card_matches;
  facts.revoked = a.revoked_reason.has_value();
  facts.number = given_number(c, a.application_no);
  const bool open = core::is_open(c.checkpoint.timetable, c.now, c.checkpoint.utc_offset);
  return core::may_issue(facts, c.checkpoint.pack, open, c.now, c.checkpoint.utc_offset);
}

Result<void> may_allocate(Context& c, const store::ApplicationRow& a) {
  if (auto allowed = may_issue(c, a); !allowed) return allowed;
  return core::check_printable(*a.supplement);
}

Result<store::BlankRow> allocate_number(Context& c, const store::ApplicationRow& application,
                                        const std::optional<std::string>& replaces) {
  if (auto ready = gives_permits_now(c); !ready) return std::unexpected(ready.error());
  const auto waiting = waiting_for_numbers(c);
  const auto stock = c.stores.blanks.next_in_stock(static_cast<std::int64_t>(waiting.size()));
  const auto wanted = core::ApplicationNo::parse(application.application_no);
  if (!wanted) return std::unexpected(wanted.error());
  const auto steps = core::allocate(*wanted, waiting, stock);
  if (!steps) return std::unexpected(steps.error());
  core::NumberAllocated fact{wanted->str(), {}, {}, *steps, replaces, std::vector<Instant>{}};
  for (const auto& [registered, number] : waiting) {
    fact.waiting.push_back(number.str());
    fact.registered->push_back(registered);
  }
  for (const auto& number : stock) fact.stock.push_back(number.str());
  store::BlankRow last{stock.front(), {}, core::BlankState::in_stock, {}, {}, {}};
  for (const auto& step : *steps) {
    auto blank = load_blank(c, step.blank);
    if (!blank) return blank;
    blank->application_no = step.application_no;
    if (auto moved = move_blank(c, *blank, core::BlankEvent::allocate); !moved)
      return std::unexpected(moved.error());
    last = *blank;
  }
  record(c, fact);
  if (!replaces) return last;
  auto before = load_blank(c, *replaces);
  if (!before) return before;
  before->replaced_by = last.number.str();
  c.stores.blanks.update(*before);
  return last;
}

Result<void> issue_permit(Context& c, const std::string& application_no, NearEnd paper) {
  auto application = load_application(c, application_no);
  if (!application) return std::unexpected(application.error());
  if (auto allowed = may_issue(c, *application); !allowed) return allowed;
  if (auto may = authorise(c, core::Verb::issue); !may) return may;
  if (c.around.printer.paper_near_end && paper == NearEnd::refused)
    return fail(Code::printer_paper_near_end,
                "put in a new roll, or say that it shall be printed on what is left");
  if (auto blank = c.stores.blanks.living_of(application->application_no))
    return print_first(c, *application, *blank);
  if (auto fits = core::check_printable(*application->supplement); !fits) return fits;
  auto blank = allocate_number(c, *application, number_to_replace(c, application->application_no));
  if (!blank) return std::unexpected(blank.error());
  return print_first(c, *application, *blank);
}

}  // namespace otkel::app
