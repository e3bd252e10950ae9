#pragma once
// What the QR of an act or a no-fault slip signs (docs/qr.md): what the sheet is about, in claims
// of their own, and everything that stands on it, as a hash.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fact/document.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

struct SignedSheet {
  std::string_view document;  ///< the sheet's type
  std::string number;         ///< of the blank, or of the booking
  std::string plate;          ///< may be empty: a blank that no vehicle ever had
  Instant from{};             ///< of the act; of the slip, when the delay began
  std::optional<Instant> until;
  /// What a reader finds on the paper, in the order of docs/qr.md.
  std::vector<std::string> values;
};

/// Nothing for a sheet that is not signed this way. The supplement has claims of its own.
std::optional<SignedSheet> signed_sheet(const Document& document);

/// What the hash is taken of: the type and the values with their lengths before them.
std::string sheet_hash_input(std::string_view document, const std::vector<std::string>& values);

}  // namespace otkel::core
