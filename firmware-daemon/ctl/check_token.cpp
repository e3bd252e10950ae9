// Is this QR ours, and does it hold today?
#include <array>
#include <cstdio>

#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/claim.hpp"

namespace otkel::ctl {
namespace {

const char* word_of(printer::Standing standing) {
  switch (standing) {
    case printer::Standing::valid:
      return "valid";
    case printer::Standing::not_yet_valid:
      return "not yet valid";
    case printer::Standing::expired:
      return "expired";
    case printer::Standing::unknown_key:
      return "signed with another key";
    case printer::Standing::unknown_version:
      return "of a version that this program does not know";
    case printer::Standing::bad_signature:
      return "the signature does not hold";
    case printer::Standing::malformed:
      return "no claim of ours";
  }
  return "";
}

}  // namespace

int check_token(const std::string& text, const std::string& key, core::Instant now) {
  const auto parsed = printer::public_key_of_hex(key);
  if (!parsed) {
    std::fprintf(stderr, "otkelctl: --key: %s\n", parsed.error().detail.c_str());
    return 64;
  }
  const std::array<printer::PublicKey, 1> keys{*parsed};
  const auto verdict = printer::verify_token(printer::token_in(text), keys, now);
  std::puts(word_of(verdict.standing));
  if (verdict.claims) {
    const auto& c = *verdict.claims;
    std::printf("application %s\nblank %s\nattempt %lld\nplate %s\ncarrier %s\n",
                c.application_no.c_str(), c.blank_number.c_str(), static_cast<long long>(c.attempt),
                c.plate.c_str(), c.carrier_bin.c_str());
    std::printf("checkpoint %s\nvalid %s to %s\nissued %s\n",
                std::string(core::word(c.site)).c_str(), core::to_iso(c.valid_from).c_str(),
                core::to_iso(c.valid_until).c_str(), core::to_iso(c.issued_at).c_str());
  }
  return verdict.standing == printer::Standing::valid ? 0 : 1;
}

}  // namespace otkel::ctl
