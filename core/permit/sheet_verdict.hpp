#pragma once
// What a supplement is worth, in one word: the signature of its QR and the register's word on its
// number together. Page, API and hand tool all say this word and no other.
#include <array>
#include <optional>
#include <string_view>

#include "core/value/names.hpp"

namespace otkel::core {

/// Of the signature and the days it names: all that can be known without a network.
enum class SignatureStanding {
  valid,
  not_yet_valid,
  expired,
  unknown_key,
  unknown_version,
  bad_signature,
  malformed
};

/// Of the number, as the register has it.
enum class RegisterStanding {
  not_asked,
  not_reported,  ///< no such number, or the checkpoint has not reported this sheet yet
  mismatch,      ///< what is signed is not what the register has
  not_issued,    ///< the number is given, the blank has not been handed over
  issued,
  redeemed,
  returned,
  lost,
  annulled,
  spoiled,  ///< another number has taken its place (R-32)
  revoked
};

/// Only `valid` lets a truck pass; each other word means another conversation.
enum class SheetVerdict {
  valid,
  status_not_asked,     ///< signature valid, status not asked: all that is known offline
  signature_not_asked,  ///< issued by the register, the signature was not shown
  not_yet_valid,
  expired,
  unknown_key,
  unknown_version,
  bad_signature,
  malformed,
  not_reported,
  mismatch,
  not_issued,
  redeemed,
  returned,
  lost,
  annulled,
  spoiled,
  revoked
};

/// A signature that does not hold beats everything, an ended number beats the days. `signature`
/// absent: nobody showed one.
SheetVerdict sheet_verdict(std::optional<SignatureStanding> signature, RegisterStanding number);

template <>
struct EnumWords<SignatureStanding> {
  static constexpr std::array<std::string_view, 7> words{
      "valid",           "not_yet_valid", "expired",  "unknown_key",
      "unknown_version", "bad_signature", "malformed"};
};
template <>
struct EnumWords<RegisterStanding> {
  static constexpr std::array<std::string_view, 11> words{
      "not_asked", "not_reported", "mismatch", "not_issued", "issued", "redeemed",
      "returned",  "lost",         "annulled", "spoiled",    "revoked"};
};
template <>
struct EnumWords<SheetVerdict> {
  static constexpr std::array<std::string_view, 18> words{
      "valid",           "status_not_asked", "signature_not_asked",
      "not_yet_valid",   "expired",          "unknown_key",
      "unknown_version", "bad_signature",    "malformed",
      "not_reported",    "mismatch",         "not_issued",
      "redeemed",        "returned",         "lost",
      "annulled",        "spoiled",          "revoked"};
};

}  // namespace otkel::core
