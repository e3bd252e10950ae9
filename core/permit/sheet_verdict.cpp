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
    case Signature::valid:
    case Signature::not_yet_valid:
    case Signature::expired:
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
  if (number == Number::issued) return signature ? Verdict::valid : Verdict::signature_not_asked;
  // Nobody looked at either: nothing is known of this sheet.
  return signature ? Verdict::status_not_asked : Verdict::not_reported;
}

}  // namespace otkel::core
