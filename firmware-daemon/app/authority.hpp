#pragma once
// The rule of what one officer may do (core/permit/authority.hpp), asked by every verb: who acts,
// who stands by, and the incidents that another person closes.
#include <optional>
#include <string>

#include "core/permit/authority.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The officer who confirms it as well, and how we know.
struct Countersignature {
  std::string login;
  core::SecondBy by = core::SecondBy::own_session;
};

/// As the checkpoint knows them; an unknown login is nobody active.
core::Person person_of(Context& context, const std::string& login);

/// The person's name, as sheets show it; the login of an officer who is not known here, nothing for
/// the kiosk and the system.
std::string name_on_paper(Context& context, const std::string& login);

struct Act {
  core::Verb verb = core::Verb::spoil;
  core::Situation situation = core::Situation::usual;
  std::string subject;  ///< of its incident: a number, an application, a visit
  std::string detail;   ///< of its incident, in words
  std::optional<Countersignature> second;
};

/// Asks the rule for the officer who acts and opens the incidents that it wants; undone with the
/// command if the verb fails later. Errors: those of core::authorise.
Result<void> authorise(Context& context, const Act& act);

/// For the verbs that open no incident of their own and need nobody else.
Result<void> authorise(Context& context, core::Verb verb,
                       core::Situation situation = core::Situation::usual);

/// Logins of the acting officer and of who stood by, as incidents name who caused them.
std::string people_of(const Context& context, const std::optional<Countersignature>& second);

/// As rows and facts keep who stood by.
std::optional<std::string> login_of(const std::optional<Countersignature>& second);

}  // namespace otkel::app
