#pragma once
// What the QR proves without a network: claims of one printed supplement, signed. The format to the
// byte is in docs/printer.md, the choice of encoding in docs/adr/0010.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/codec/fields_hash.hpp"
#include "core/permit/sheet_verdict.hpp"
#include "core/permit/supplement.hpp"
#include "core/value/instant.hpp"
#include "core/value/sheet_check.hpp"
#include "core/value/site.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::printer {

inline constexpr std::uint64_t kClaimVersion = 1;
/// 2 and more are duplicates; nobody prints a sheet so often.
inline constexpr std::int64_t kMostAttempts = 999;
/// So far ahead of the verifier's clock a token may be issued: the checkpoint's clock may be fast
/// and the verifier's slow, each by less than what stops a checkpoint (docs/adr/0050).
inline constexpr std::chrono::minutes kClockSkew{10};

struct Claims {
  core::Site site;
  std::string application_no;
  std::string blank_number;
  std::int64_t attempt = 1;
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

/// What can be known without a network. Whether the permit still counts is the register's to say:
/// core::sheet_verdict() joins the two.
using Standing = core::SignatureStanding;
using Fault = core::TokenFault;

/// Whose signatures count, and when (docs/adr/0059). A token says itself when it was issued.
struct TrustedKey {
  PublicKey key{};
  core::Site site;                         ///< the one checkpoint that signs with it
  std::optional<core::Instant> from;       ///< issued before: refused
  std::optional<core::Instant> until;      ///< issued after: refused; before, as good as ever
  std::optional<core::Instant> withdrawn;  ///< issued after: refused; before: key_withdrawn
};

struct Verdict {
  Standing standing = Standing::malformed;
  Fault fault = Fault::none;  ///< of `malformed` and `mismatch`
  /// Present only if the signature is good and the claims were understood.
  std::optional<Claims> claims;
};

/// The token that stands behind '#': COSE_Sign1 in Base41.
std::string sign_claims(const Claims& claims, const SigningKey& key);

/// The check of the sheet that carries this token: the first 40 bits of SHA-256 of its signature.
/// Says nothing about whether that signature holds. Nothing if the text is no token.
std::optional<core::SheetCheck> check_of(std::string_view token);

/// Algorithm (Ed25519) and form of the header are fixed here and never taken from the token. The
/// claims are read only after their signature held. Valid are the days from valid_from to
/// valid_until inclusive, in the checkpoint's zone. A key of small order counts as unknown. The
/// register page's script (sync/hub/http/page/verify.js) comes to the same standing and fault for
/// every vector of tests/golden/qr/vectors.json.
Verdict verify_token(std::string_view token, std::span<const TrustedKey> keys, core::Instant now);

/// Of all that a scanner read: besides the token, number and check in the link before '#' must be
/// the token's. A text without '#' is a token alone.
Verdict verify_scan(std::string_view scanned, std::span<const TrustedKey> keys, core::Instant now);

/// Do the 13 printed fields belong to these claims?
bool fields_match(const Claims& claims, const core::SupplementText& text,
                  std::string_view blank_number);

/// "<register_base>/P/<application_no>/<CHECK>#<token>"; without the check where the text behind
/// '#' is no token.
std::string qr_text_of(const core::SupplementPrint& print, std::string_view token);
/// The token of a scanned text: what stands behind the first '#', or the whole without one.
std::string_view token_in(std::string_view scanned);

}  // namespace otkel::printer
