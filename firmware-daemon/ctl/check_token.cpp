// Is this QR ours, and does it hold today?
#include <array>
#include <cstdio>

#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/claim.hpp"

namespace otkel::ctl {
namespace {

using core::SheetVerdict;

const char* words_of(SheetVerdict verdict) {
  switch (verdict) {
    case SheetVerdict::valid:
      return "valid";
    case SheetVerdict::status_not_asked:
      return "signature valid, status not asked";
    case SheetVerdict::not_yet_valid:
      return "not yet valid";
    case SheetVerdict::expired:
      return "expired";
    case SheetVerdict::unknown_key:
      return "signed with another key";
    case SheetVerdict::unknown_version:
      return "of a version that this program does not know";
    case SheetVerdict::bad_signature:
      return "the signature does not hold";
    case SheetVerdict::malformed:
      return "no claim of ours";
    case SheetVerdict::not_reported:
      return "signature valid, not reported to the register yet";
    case SheetVerdict::mismatch:
      return "signature valid, but the register says otherwise";
    case SheetVerdict::not_issued:
      return "signature valid, but the permit has not been handed over";
    case SheetVerdict::redeemed:
      return "used: the vehicle has crossed";
    case SheetVerdict::returned:
      return "not valid: the blank was returned";
    case SheetVerdict::lost:
      return "not valid: the blank was lost";
    case SheetVerdict::annulled:
      return "not valid: the blank was annulled";
    case SheetVerdict::spoiled:
      return "not valid: the blank was spoiled";
    case SheetVerdict::revoked:
      return "not valid: the permit was revoked";
    case SheetVerdict::signature_not_asked:
      return "issued, signature not asked";
  }
  return "";
}

}  // namespace

int check_token(const TokenRequest& asked, core::Instant now) {
  const auto number = core::from_word<core::RegisterStanding>(asked.status);
  if (!number) {
    std::fprintf(stderr, "otkelctl: --status: the register never says \"%s\"\n",
                 asked.status.c_str());
    return 64;
  }
  const auto parsed = printer::public_key_of_hex(asked.key);
  if (!parsed) {
    std::fprintf(stderr, "otkelctl: --key: %s\n", parsed.error().detail.c_str());
    return 64;
  }
  const std::array<printer::PublicKey, 1> keys{*parsed};
  const auto verdict = printer::verify_token(printer::token_in(asked.text), keys, now);
  const auto joined = core::sheet_verdict(verdict.standing, *number);
  std::puts(words_of(joined));
  if (verdict.claims) {
    const auto& c = *verdict.claims;
    std::printf("application %s\nblank %s\nattempt %lld\nplate %s\ncarrier %s\n",
                c.application_no.c_str(), c.blank_number.c_str(), static_cast<long long>(c.attempt),
                c.plate.c_str(), c.carrier_bin.c_str());
    std::printf("checkpoint %s\nvalid %s to %s\nissued %s\n", std::string(c.site.code()).c_str(),
                core::to_iso(c.valid_from).c_str(), core::to_iso(c.valid_until).c_str(),
                core::to_iso(c.issued_at).c_str());
  }
  if (joined == SheetVerdict::status_not_asked) return kStatusNotAsked;
  return joined == SheetVerdict::valid ? 0 : 1;
}

}  // namespace otkel::ctl
