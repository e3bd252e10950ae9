// Persons out of the rows, incidents into them.
#include "firmware-daemon/app/authority.hpp"

#include "core/value/paper_text.hpp"

namespace otkel::app {
namespace {

void open_incidents(Context& c, const Act& act, const core::Authorised& answer) {
  const auto people = people_of(c, act.second);
  // The gate itself opens what an exit by an officer's statement means for the number.
  const bool by_the_gate = act.situation == core::Situation::at_exit;
  const auto kind = core::incident_kind(act.verb, act.situation);
  if (answer.incident && kind && !by_the_gate)
    open_incident(c, *kind, act.subject, act.detail, people);
  if (answer.at_same_console)
    open_incident(c, core::IncidentKind::second_at_same_console, act.subject,
                  std::string(core::word(act.verb)) + ": the password of " + act.second->login +
                      " was typed at the console of " + officer_of(c),
                  people);
}

}  // namespace

core::Person person_of(Context& c, const std::string& login) {
  const auto row = c.stores.officers.find(login);
  if (!row) return {login, {}, core::OfficerRole::technician, false};
  return {row->login, row->name, row->role, row->active};
}

std::string name_on_paper(Context& c, const std::string& login) {
  const auto row = c.stores.officers.find(login);
  if (!row) return login == "kiosk" || login == "system" ? std::string() : login;
  return core::made_printable(row->name);
}

Result<void> authorise(Context& c, const Act& act) {
  std::optional<core::Second> second;
  if (act.second) second = core::Second{person_of(c, act.second->login), act.second->by};
  const auto answer = core::authorise(act.verb, act.situation, person_of(c, officer_of(c)), second);
  if (!answer) return std::unexpected(answer.error());
  open_incidents(c, act, *answer);
  return {};
}

Result<void> authorise(Context& c, core::Verb verb, core::Situation situation) {
  return authorise(c, Act{verb, situation, {}, {}, {}});
}

std::string people_of(const Context& c, const std::optional<Countersignature>& second) {
  return second ? officer_of(c) + ", " + second->login : officer_of(c);
}

std::optional<std::string> login_of(const std::optional<Countersignature>& second) {
  return second ? std::optional(second->login) : std::nullopt;
}

}  // namespace otkel::app
