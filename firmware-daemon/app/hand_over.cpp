// The moment of issue.
#include "firmware-daemon/app/hand_over.hpp"

#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/issue_permit.hpp"

namespace otkel::app {

Result<void> hand_over(Context& c, const std::string& application_no) {
  auto application = load_application(c, application_no);
  if (!application) return std::unexpected(application.error());
  if (auto allowed = may_issue(c, *application); !allowed) return allowed;
  if (auto may = authorise(c, core::Verb::hand_over); !may) return may;
  auto blank = c.stores.blanks.living_of(application->application_no);
  if (!blank) return fail(Code::blank_not_found, "no number has been allocated yet");
  const auto jobs = c.stores.print_jobs.of_blank(blank->number.str());
  if (!jobs.empty() && jobs.back().state == store::PrintState::unknown)
    return fail(Code::unknown_print_unresolved, "say first whether it is on the paper");
  if (auto moved = move_blank(c, *blank, core::BlankEvent::issue); !moved) return moved;
  if (auto moved = move_application(c, *application, core::ApplicationEvent::issue); !moved)
    return moved;
  const auto card = c.stores.registry.card(application->plate);
  record(c, core::PermitIssued{application->application_no, blank->number.str(), application->plate,
                               application->bin, card ? card->make : ""});
  return {};
}

}  // namespace otkel::app
