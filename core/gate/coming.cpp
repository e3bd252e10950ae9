// How far each application is.
#include "core/gate/coming.hpp"

#include <tuple>

namespace otkel::core {
namespace {

/// The lower the better; nothing: it is not one to come with.
std::optional<int> rank(const ComingApplication& a, LocalDate today) {
  switch (a.state) {
    case ApplicationState::at_checkpoint:
    case ApplicationState::supplement_formed:
      return a.valid_until && *a.valid_until < today ? 4 : 0;
    case ApplicationState::paid:
      return 1;
    case ApplicationState::pay_notice:
      return 2;
    case ApplicationState::registered:
      return 3;
    case ApplicationState::issued:
    case ApplicationState::closed:
    case ApplicationState::lapsed:
    case ApplicationState::refused:
    case ApplicationState::rejected_intake:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> coming_application(std::span<const ComingApplication> applications,
                                              const std::optional<std::string>& booking_no,
                                              LocalDate today) {
  std::optional<std::tuple<int, bool, std::size_t>> best;
  for (std::size_t i = 0; i < applications.size(); ++i) {
    const auto of = rank(applications[i], today);
    if (!of) continue;
    const std::tuple here{*of, applications[i].booking_no != booking_no, i};
    if (!best || here < *best) best = here;
  }
  return best ? std::optional(std::get<2>(*best)) : std::nullopt;
}

bool may_take_the_stay(const Stay& stay, const std::string& application_no,
                       std::optional<ApplicationState> bound) {
  if (!stay.application_no || *stay.application_no == application_no || !bound) return true;
  switch (*bound) {
    case ApplicationState::supplement_formed:
    case ApplicationState::at_checkpoint:
    case ApplicationState::issued:
    case ApplicationState::closed:
      return false;
    default:
      return true;
  }
}

}  // namespace otkel::core
