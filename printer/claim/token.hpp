#pragma once
// The signed envelope of a QR: COSE_Sign1 in Base41 (docs/printer.md, docs/adr/0010), whatever its
// payload claims.
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/permit/sheet_verdict.hpp"
#include "core/value/instant.hpp"
#include "core/value/sheet_check.hpp"
#include "core/value/site.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// What can be known without a network. Whether the sheet still counts is the register's to say:
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

struct SignedPayload {
  Bytes payload;
  TrustedKey key;  ///< which made the signature
};

/// Why a token is not worth reading.
struct Refusal {
  Standing standing = Standing::malformed;
  Fault fault = Fault::none;
};

std::string sign_payload(const Bytes& payload, const SigningKey& key);

/// Algorithm (Ed25519) and form of the header are fixed here and never taken from the token. The
/// payload is given out only after its signature held. A key of small order counts as unknown.
std::expected<SignedPayload, Refusal> open_token(std::string_view token,
                                                 std::span<const TrustedKey> keys);

/// The check of the sheet that carries this token: the first 40 bits of SHA-256 of its signature.
/// Says nothing about whether that signature holds. Nothing if the text is no token.
std::optional<core::SheetCheck> check_of(std::string_view token);

/// The token of a scanned text: what stands behind the first '#', or the whole without one.
std::string_view token_in(std::string_view scanned);

/// "<base><path><number>/<CHECK>#<token>"; without the check where the text behind '#' is no token.
std::string link_of(std::string_view base, std::string_view path, std::string_view number,
                    std::string_view token);

}  // namespace otkel::printer
