#pragma once
// What a supplement, an act or a slip is worth, in one word: the signature of its QR and the
// register's word on it together. Page, API and hand tool all say this word and no other.
#include <array>
#include <optional>
#include <string_view>

#include "core/value/names.hpp"

namespace otkel::core {

/// Of the signature, the days it names and the key that made it: all that can be known without a
/// network.
enum class SignatureStanding {
  valid,
  not_yet_valid,
  expired,
  unknown_key,
  unknown_version,
  bad_signature,
  malformed,
  mismatch,          ///< signed, but for another sheet than the one it stands on
  issued_in_future,  ///< further ahead than clocks may differ
  key_out_of_time,   ///< issued before its key began, or after its end or withdrawal
  key_withdrawn      ///< holds, but its key has been withdrawn since (docs/adr/0059)
};

/// What exactly is wrong with a token that is `malformed` or a `mismatch`; the first fault in the
/// order of reading. Page and tools say the same word (tests/golden/qr/vectors.json).
enum class TokenFault {
  none,
  alphabet,  ///< no Base41
  envelope,  ///< no COSE_Sign1 in its one right form
  header,    ///< not {1: -8, 4: key id}
  claims,    ///< no map of 13, or something behind it
  site,
  application_no,
  blank_number,
  attempt,
  plate,
  carrier_bin,
  planned_crossing,
  valid_from,
  valid_until,
  issued_at,
  fields_hash,
  log_head,
  document,  ///< of an act or a slip: of no kind that is signed
  number,
  from,
  until,
  // From here on: well formed and signed, for another sheet.
  key_site,     ///< the key is another checkpoint's
  link_number,  ///< the link before '#' names another number
  link_check,   ///< ... another sheet
  register_row  ///< the register has other data under this number
};

/// Of the number, as the register has it; of an act or a slip, whether it was printed.
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
  revoked,
  printed  ///< an act or a slip: it stands for what it says and opens nothing
};

/// Only `valid` lets a truck pass; each other word means another conversation.
enum class SheetVerdict {
  valid,
  genuine,              ///< an act or a slip that its checkpoint has signed and reported
  status_not_asked,     ///< signature valid, status not asked: all that is known offline
  signature_not_asked,  ///< issued by the register, the signature was not shown
  key_withdrawn,        ///< signature valid, but its key has been withdrawn since
  not_yet_valid,
  expired,
  unknown_key,
  unknown_version,
  bad_signature,
  malformed,
  issued_in_future,
  key_out_of_time,
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

/// How a verdict is shown: one colour for each on every screen.
enum class Tone {
  good,   ///< green: `valid`, for an act or a slip `genuine`, and nothing else
  doubt,  ///< yellow: nothing false is known, and it is not settled either
  bad     ///< red
};

/// A signature that does not hold beats everything, an ended number beats the days, the days beat a
/// key that was withdrawn. `signature` absent: nobody showed one.
SheetVerdict sheet_verdict(std::optional<SignatureStanding> signature, RegisterStanding number);

Tone tone_of(SheetVerdict verdict);

template <>
struct EnumWords<SignatureStanding> {
  static constexpr std::array<std::string_view, 11> words{
      "valid",         "not_yet_valid", "expired",  "unknown_key",      "unknown_version",
      "bad_signature", "malformed",     "mismatch", "issued_in_future", "key_out_of_time",
      "key_withdrawn"};
};
template <>
struct EnumWords<TokenFault> {
  static constexpr std::array<std::string_view, 25> words{
      "none",        "alphabet",         "envelope",     "header",      "claims",
      "site",        "application_no",   "blank_number", "attempt",     "plate",
      "carrier_bin", "planned_crossing", "valid_from",   "valid_until", "issued_at",
      "fields_hash", "log_head",         "document",     "number",      "from",
      "until",       "key_site",         "link_number",  "link_check",  "register_row"};
};
template <>
struct EnumWords<Tone> {
  static constexpr std::array<std::string_view, 3> words{"good", "doubt", "bad"};
};
template <>
struct EnumWords<RegisterStanding> {
  static constexpr std::array<std::string_view, 12> words{
      "not_asked", "not_reported", "mismatch", "not_issued", "issued",  "redeemed",
      "returned",  "lost",         "annulled", "spoiled",    "revoked", "printed"};
};
template <>
struct EnumWords<SheetVerdict> {
  static constexpr std::array<std::string_view, 22> words{"valid",
                                                          "genuine",
                                                          "status_not_asked",
                                                          "signature_not_asked",
                                                          "key_withdrawn",
                                                          "not_yet_valid",
                                                          "expired",
                                                          "unknown_key",
                                                          "unknown_version",
                                                          "bad_signature",
                                                          "malformed",
                                                          "issued_in_future",
                                                          "key_out_of_time",
                                                          "not_reported",
                                                          "mismatch",
                                                          "not_issued",
                                                          "redeemed",
                                                          "returned",
                                                          "lost",
                                                          "annulled",
                                                          "spoiled",
                                                          "revoked"};
};

}  // namespace otkel::core
