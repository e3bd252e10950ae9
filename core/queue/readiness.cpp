// One answer for every state of an application.
#include "core/queue/readiness.hpp"

namespace otkel::core {

std::optional<HeldBy> held_by(std::optional<ApplicationState> application) {
  if (!application) return std::nullopt;
  switch (*application) {
    case ApplicationState::pay_notice:
      return HeldBy::fee;
    case ApplicationState::registered:
    case ApplicationState::paid:
    case ApplicationState::supplement_formed:
    case ApplicationState::at_checkpoint:
    case ApplicationState::issued:
    case ApplicationState::closed:
    case ApplicationState::rejected_intake:
    case ApplicationState::refused:
    case ApplicationState::lapsed:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace otkel::core
