// Two papers that travel with the truck, and what wrong guesses cost.
#include "firmware-daemon/app/booking_proof.hpp"

#include <algorithm>

#include "core/value/text.hpp"
#include "firmware-daemon/app/check_in.hpp"

namespace otkel::app {
namespace {

using State = core::ApplicationState;

/// A keypad has no signs, and cards are written with and without them.
std::string letters_and_digits(const std::string& text) {
  std::string kept;
  for (const char sign : core::upper_ascii(text))
    if ((sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z')) kept += sign;
  return kept;
}

bool has_ended(State state) {
  return state == State::rejected_intake || state == State::refused || state == State::closed ||
         state == State::lapsed;
}

/// An ended one stands on papers that were given away: the ticket, the supplement.
bool names_an_application(Context& c, const std::string& plate, const std::string& said) {
  const auto no = core::ApplicationNo::parse(full_number(c, said));
  if (!no) return false;
  const auto application = c.stores.applications.find(no->str());
  return application && application->plate == plate && !has_ended(application->state);
}

bool names_the_card(Context& c, const std::string& plate, const std::string& said) {
  const auto card = c.stores.registry.card(plate);
  if (!card) return false;
  const auto number = letters_and_digits(card->card_no);
  return !number.empty() && number == letters_and_digits(said);
}

}  // namespace

Result<void> check_proof(Context& c, const BookingProof& proof) {
  if (!proof.said || letters_and_digits(*proof.said).empty())
    return fail(Code::booking_proof_missing,
                "say the number of the vehicle's application or of its permit card");
  auto& wrong = c.around.wrong_proofs;
  const auto wait =
      std::max(wrong.by_plate.wait(proof.plate, c.now), wrong.by_address.wait(proof.from, c.now));
  if (wait > wait.zero())
    return fail(Code::rate_limited,
                "too many wrong numbers; try again in " + std::to_string(wait.count()) + " s");
  if (names_an_application(c, proof.plate, *proof.said) ||
      names_the_card(c, proof.plate, *proof.said))
    return {};
  wrong.by_plate.use(proof.plate, c.now);
  wrong.by_address.use(proof.from, c.now);
  return fail(Code::booking_proof_wrong,
              "that is no open application of " + proof.plate + ", and not its permit card");
}

}  // namespace otkel::app
