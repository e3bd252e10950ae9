// Signature first, then how the number ended, then the days.
#include "core/permit/sheet_verdict.hpp"

namespace otkel::core {
namespace {

using Signature = SignatureStanding;
using Number = RegisterStanding;
using Verdict = SheetVerdict;

/// What is wrong with the signature itself; its days are no fault of it.
std::optional<Verdict> forged(Signature signature) {
  switch (signature) {
    case Signature::unknown_key:
      return Verdict::unknown_key;
    case Signature::unknown_version:
      return Verdict::unknown_version;
    case Signature::bad_signature:
      return Verdict::bad_signature;
    case Signature::malformed:
      return Verdict::malformed;
    case Signature::mismatch:
      return Verdict::mismatch;
    case Signature::issued_in_future:
      return Verdict::issued_in_future;
    case Signature::key_out_of_time:
      return Verdict::key_out_of_time;
    case Signature::valid:
    case Signature::not_yet_valid:
    case Signature::expired:
    case Signature::key_withdrawn:
      return std::nullopt;
  }
  return Verdict::malformed;
}

std::optional<Verdict> ended(Number number) {
  switch (number) {
    case Number::mismatch:
      return Verdict::mismatch;
    case Number::redeemed:
      return Verdict::redeemed;
    case Number::returned:
      return Verdict::returned;
    case Number::lost:
      return Verdict::lost;
    case Number::annulled:
      return Verdict::annulled;
    case Number::spoiled:
      return Verdict::spoiled;
    case Number::revoked:
      return Verdict::revoked;
    case Number::not_asked:
    case Number::not_reported:
    case Number::not_issued:
    case Number::issued:
    case Number::printed:
      return std::nullopt;
  }
  return Verdict::mismatch;
}

}  // namespace

SheetVerdict sheet_verdict(std::optional<Signature> signature, Number number) {
  if (signature)
    if (const auto fault = forged(*signature)) return *fault;
  if (const auto end = ended(number)) return *end;
  if (signature == Signature::not_yet_valid) return Verdict::not_yet_valid;
  if (signature == Signature::expired) return Verdict::expired;
  if (number == Number::not_reported) return Verdict::not_reported;
  if (number == Number::not_issued) return Verdict::not_issued;
  if (signature == Signature::key_withdrawn) return Verdict::key_withdrawn;
  if (number == Number::issued || number == Number::printed) {
    if (!signature) return Verdict::signature_not_asked;
    return number == Number::issued ? Verdict::valid : Verdict::genuine;
  }
  // Nobody looked at either: nothing is known of this sheet.
  return signature ? Verdict::status_not_asked : Verdict::not_reported;
}

Tone tone_of(SheetVerdict verdict) {
  switch (verdict) {
    case Verdict::valid:
    case Verdict::genuine:
      return Tone::good;
    case Verdict::status_not_asked:
    case Verdict::signature_not_asked:
    case Verdict::key_withdrawn:
    case Verdict::not_yet_valid:
    case Verdict::unknown_version:
    case Verdict::not_reported:
    case Verdict::not_issued:
      return Tone::doubt;
    case Verdict::expired:
    case Verdict::unknown_key:
    case Verdict::bad_signature:
    case Verdict::malformed:
    case Verdict::issued_in_future:
    case Verdict::key_out_of_time:
    case Verdict::mismatch:
    case Verdict::redeemed:
    case Verdict::returned:
    case Verdict::lost:
    case Verdict::annulled:
    case Verdict::spoiled:
    case Verdict::revoked:
      return Tone::bad;
  }
  return Tone::bad;
}

}  // namespace otkel::core
