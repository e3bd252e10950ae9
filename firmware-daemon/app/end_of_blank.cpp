// Returns, mistakes and losses.
#include "firmware-daemon/app/end_of_blank.hpp"

#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

constexpr std::string_view kWith = " (with ";

Result<store::BlankRow> load_with_reason(Context& c, const std::string& number,
                                         const std::string& reason) {
  if (says_nothing(reason)) return fail(Code::reason_missing, "say in words why");
  return load_blank(c, number);
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

Result<void> end_by_two(Context& c, const std::string& number, core::BlankEvent event,
                        const std::string& reason, const std::string& second) {
  if (second.empty() || "officer:" + second == c.actor)
    return fail(Code::second_person_missing, "another officer must stand for this as well");
  auto blank = load_with_reason(c, number, reason);
  if (!blank) return std::unexpected(blank.error());
  if (auto ended = end_blank(c, *blank, event, reason + std::string(kWith) + second + ")"); !ended)
    return ended;
  return close_application(c, *blank, std::string(core::word(blank->state)));
}

Result<void> replace(Context& c, store::BlankRow& spoiled) {
  auto application = application_of(c, spoiled);
  if (!application) return {};
  if (application->state == core::ApplicationState::issued)
    if (auto moved = move_application(c, *application, core::ApplicationEvent::take_back_blank);
        !moved)
      return moved;
  if (!may_issue(c, *application)) return {};
  auto next = allocate_number(c, *application, spoiled.number.str());
  if (!next && next.error().code == Code::no_blanks) return {};
  if (!next) return std::unexpected(next.error());
  spoiled.replaced_by = next->number.str();
  c.stores.blanks.update(spoiled);
  const auto queued = queue_print(c, *application, *next, "replaces " + spoiled.number.str());
  return queued ? Result<void>{} : std::unexpected(queued.error());
}

}  // namespace

Result<void> return_blank(Context& c, const std::string& number, const std::string& reason) {
  auto blank = load_with_reason(c, number, reason);
  if (!blank) return std::unexpected(blank.error());
  if (auto ended = end_blank(c, *blank, core::BlankEvent::take_back, reason); !ended) return ended;
  const auto application = application_of(c, *blank);
  if (auto closed = close_application(c, *blank, "returned"); !closed) return closed;
  if (!application) return {};
  const auto stay = c.stores.stays.open_of(application->plate);
  if (stay && core::is_held(stay->state)) return release_held(c, *stay);
  return {};
}

Result<void> spoil_blank(Context& c, const std::string& number, const std::string& reason) {
  auto blank = load_with_reason(c, number, reason);
  if (!blank) return std::unexpected(blank.error());
  if (auto ended = end_blank(c, *blank, core::BlankEvent::spoil, reason); !ended) return ended;
  return replace(c, *blank);
}

Result<void> lose_blank(Context& c, const std::string& number, const std::string& reason,
                        const std::string& second) {
  return end_by_two(c, number, core::BlankEvent::lose, reason, second);
}

Result<void> annul_blank(Context& c, const std::string& number, const std::string& reason,
                         const std::string& second) {
  return end_by_two(c, number, core::BlankEvent::annul, reason, second);
}

SaidByTwo split_second(const std::string& kept) {
  const auto at = kept.rfind(kWith);
  if (at == std::string::npos || !kept.ends_with(")")) return {kept, {}};
  const auto second = at + kWith.size();
  return {kept.substr(0, at), kept.substr(second, kept.size() - second - 1)};
}

}  // namespace otkel::app
