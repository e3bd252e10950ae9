#pragma once
// What the QR of a supplement proves without a network: claims of one printed sheet, signed. The
// format to the byte is in docs/printer.md, the choice of encoding in docs/adr/0010.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/codec/fields_hash.hpp"
#include "core/permit/supplement.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"
#include "printer/claim/sheet_claim.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/claim/token.hpp"

namespace otkel::printer {

inline constexpr std::uint64_t kClaimVersion = 1;
/// So far ahead of the verifier's clock a token may be issued: the checkpoint's clock may be fast
/// and the verifier's slow, each by less than what stops a checkpoint (docs/adr/0050).
inline constexpr std::chrono::minutes kClockSkew{10};

struct Claims {
  core::Site site;
  std::string application_no;
  std::string blank_number;
  std::int64_t attempt = 1;  ///< 2 and more are duplicates
  std::string plate;
  std::string carrier_bin;
  core::LocalDate planned_crossing{};
  core::LocalDate valid_from{};
  core::LocalDate valid_until{};
  core::Instant issued_at{};  ///< whole seconds
  codec::FieldsHash fields_hash{};
  std::array<std::uint8_t, 8> log_head{};  ///< first bytes of the edge log's head at issue
  bool operator==(const Claims&) const = default;
};

/// Errors: value_malformed, time_malformed, naming the field. What it gives, verify_token() takes.
core::Result<Claims> claims_of(const core::SupplementPrint& print);

struct Verdict {
  Standing standing = Standing::malformed;
  Fault fault = Fault::none;  ///< of `malformed` and `mismatch`
  /// One of the two is present only if the signature is good and the claims were understood.
  std::optional<Claims> claims;
  std::optional<SheetClaims> sheet;
};

/// The token that stands behind '#': COSE_Sign1 in Base41.
std::string sign_claims(const Claims& claims, const SigningKey& key);

/// open_token(), then the claims of either kind. Valid are the days from valid_from to valid_until
/// inclusive, in the checkpoint's zone; an act or a slip has no last day. The register page's
/// script (sync/hub/http/page/verify.js) comes to the same standing and fault for every vector of
/// tests/golden/qr/vectors.json.
Verdict verify_token(std::string_view token, std::span<const TrustedKey> keys, core::Instant now);

/// Of all that a scanner read: besides the token, number and check in the link before '#' must be
/// the token's. A text without '#' is a token alone.
Verdict verify_scan(std::string_view scanned, std::span<const TrustedKey> keys, core::Instant now);

/// Do the 13 printed fields belong to these claims?
bool fields_match(const Claims& claims, const core::SupplementText& text,
                  std::string_view blank_number);

/// Do these values, in the order of docs/qr.md, belong to an act or a slip with these claims?
bool values_match(const SheetClaims& claims, const std::vector<std::string>& values);

/// "<register_base>/P/<application_no>/<CHECK>#<token>"
std::string qr_text_of(const core::SupplementPrint& print, std::string_view token);

}  // namespace otkel::printer
