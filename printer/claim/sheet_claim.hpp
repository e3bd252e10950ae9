#pragma once
// What the QR of an act or a no-fault slip proves without a network (docs/qr.md, docs/adr/0067).
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/codec/fields_hash.hpp"
#include "core/fact/signed_sheet.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"
#include "printer/claim/token.hpp"

namespace otkel::printer {

inline constexpr std::uint64_t kSheetClaimVersion = 2;

/// It has no last day: that a truck was held up, or a blank came back, stays true.
struct SheetClaims {
  core::Site site;
  std::string document;  ///< "return_act", "loss_act", "no_fault_slip"
  std::string number;    ///< of the blank, or of the booking
  std::int64_t attempt = 1;
  std::string plate;                   ///< may be empty
  core::Instant from{};                ///< whole seconds, as the others
  std::optional<core::Instant> until;  ///< missing: no end, or it goes on
  core::Instant issued_at{};
  codec::FieldsHash fields_hash{};
  bool operator==(const SheetClaims&) const = default;
};

/// Errors: value_malformed, naming the claim. What it gives, read_sheet_claims() takes.
core::Result<SheetClaims> claims_of(const core::SignedSheet& sheet, const core::SheetHead& head);

std::string sign_claims(const SheetClaims& claims, const SigningKey& key);

/// Of a payload of kSheetClaimVersion.
std::expected<SheetClaims, Fault> read_sheet_claims(std::span<const std::uint8_t> payload);

/// "<register_base>/S/<number>/<CHECK>#<token>"
std::string sheet_link(std::string_view register_base, const SheetClaims& claims,
                       std::string_view token);

}  // namespace otkel::printer
