// Returns, mistakes and losses.
#include "firmware-daemon/app/end_of_blank.hpp"

#include "core/value/words.hpp"
#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

using core::Situation;
using core::Verb;

core::BlankEvent event_of(Verb verb) {
  switch (verb) {
    case Verb::give_back:
      return core::BlankEvent::take_back;
    case Verb::lose:
      return core::BlankEvent::lose;
    case Verb::annul:
      return core::BlankEvent::annul;
    default:
      return core::BlankEvent::spoil;
  }
}

std::optional<store::ApplicationRow> application_of(Context& c, const store::BlankRow& blank) {
  if (!blank.application_no) return std::nullopt;
  return c.stores.applications.find(*blank.application_no);
}

/// With its blank gone the application has had its one trip.
Result<void> close_application(Context& c, const store::BlankRow& blank,
                               const std::string& reason) {
  auto application = application_of(c, blank);
  if (!application || application->state == core::ApplicationState::closed) return {};
  return end_application(c, *application, core::ApplicationEvent::close, reason);
}

Result<Situation> situation_of(Context& c, Verb verb, const store::BlankRow& blank) {
  if (auto to = core::advance(blank.state, event_of(verb)); !to)
    return fail(to.error().code, blank.number.str() + ": " + to.error().detail);
  if (blank.state == core::BlankState::in_stock) return Situation::in_stock;
  if (blank.state == core::BlankState::issued) return Situation::handed_over;
  const bool again = verb == Verb::spoil && blank.application_no &&
                     c.stores.blanks.replaced_of(*blank.application_no) > 0;
  return again ? Situation::replaced_before : Situation::not_handed_over;
}

/// What the incident of such an end says besides.
std::string_view what_follows(Verb verb) {
  if (verb != Verb::annul) return {};
  return "; the application ends, the case goes to the authorised body, and the fee stays paid "
         "until that body says otherwise";
}

/// The number has ended, by those who may; the blank as it stands then.
Result<store::BlankRow> end_by_officers(Context& c, Verb verb, const std::string& number,
                                        const std::string& reason,
                                        const std::optional<Countersignature>& second) {
  const auto why = core::read_reason(reason);
  if (!why) return std::unexpected(why.error());
  auto blank = load_blank(c, number);
  if (!blank) return blank;
  const auto situation = situation_of(c, verb, *blank);
  if (!situation) return std::unexpected(situation.error());
  const std::string detail = std::string(core::word(verb)) + ", " +
                             std::string(core::word(*situation)) + " (" +
                             blank->application_no.value_or("no application") + "): " + *why +
                             std::string(what_follows(verb));
  if (auto may = authorise(c, Act{verb, *situation, blank->number.str(), detail, second}); !may)
    return std::unexpected(may.error());
  const auto cause = core::end_cause(blank->state, event_of(verb));
  if (!cause) return std::unexpected(cause.error());
  if (auto ended = end_blank(c, *blank, {event_of(verb), *cause, *why, login_of(second)}); !ended)
    return std::unexpected(ended.error());
  return blank;
}

/// In the words of the log, and why.
std::string end_words(const store::BlankRow& blank) {
  const std::string state(core::word(blank.state));
  return blank.cause == core::EndCause::violation ? state + ": violation" : state;
}

/// The paid right lives on: the next number takes the place of the one that ended.
Result<void> replace(Context& c, const store::BlankRow& ended) {
  auto application = application_of(c, ended);
  if (!application) return {};
  if (application->state == core::ApplicationState::issued)
    if (auto moved = move_application(c, *application, core::ApplicationEvent::take_back_blank);
        !moved)
      return moved;
  if (!may_allocate(c, *application)) return {};
  auto next = allocate_number(c, *application, ended.number.str());
  if (!next && next.error().code == Code::no_blanks) return {};
  if (!next) return std::unexpected(next.error());
  const auto queued = queue_print(c, *application, *next, {"replaces " + ended.number.str()});
  return queued ? Result<void>{} : std::unexpected(queued.error());
}

/// Ends the number and replaces it, or ends the application with it.
Result<void> end_number(Context& c, Verb verb, const std::string& number, const std::string& reason,
                        const std::optional<Countersignature>& second) {
  const auto blank = end_by_officers(c, verb, number, reason, second);
  if (!blank) return std::unexpected(blank.error());
  if (blank->cause && core::leaves_the_right(*blank->cause)) return replace(c, *blank);
  return close_application(c, *blank, end_words(*blank));
}

}  // namespace

Result<Situation> situation_of_blank(Context& c, Verb verb, const std::string& number) {
  const auto blank = load_blank(c, number);
  if (!blank) return std::unexpected(blank.error());
  return situation_of(c, verb, *blank);
}

Result<void> return_blank(Context& c, const std::string& number, const std::string& reason,
                          const std::optional<Countersignature>& second) {
  const auto blank = end_by_officers(c, Verb::give_back, number, reason, second);
  if (!blank) return std::unexpected(blank.error());
  const auto application = application_of(c, *blank);
  if (auto closed = close_application(c, *blank, "returned"); !closed) return closed;
  if (!application) return {};
  const auto stay = c.stores.stays.open_of(application->plate);
  if (stay && core::is_held(stay->state)) return release_held(c, *stay);
  return {};
}

Result<void> spoil_blank(Context& c, const std::string& number, const std::string& reason,
                         const std::optional<Countersignature>& second) {
  return end_number(c, Verb::spoil, number, reason, second);
}

Result<void> lose_blank(Context& c, const std::string& number, const std::string& reason,
                        const std::optional<Countersignature>& second) {
  return end_number(c, Verb::lose, number, reason, second);
}

Result<void> annul_blank(Context& c, const std::string& number, const std::string& reason,
                         const std::optional<Countersignature>& second) {
  return end_number(c, Verb::annul, number, reason, second);
}

}  // namespace otkel::app
