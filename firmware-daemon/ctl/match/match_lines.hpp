#pragma once
// The matcher on data of one's own: text lines in, one decision as JSON a line out.
#include <iosfwd>
#include <string_view>
#include <vector>

#include "core/plate/card_index.hpp"
#include "core/plate/plate_match.hpp"
#include "core/value/result.hpp"

namespace otkel::ctl {

/// A card: a plate, a CSV line that begins with one, a JSON text or an object with "plate".
/// Errors: plate_malformed, payload_malformed.
core::Result<core::PlateNumber> card_in_line(std::string_view line);

/// The reads of one vehicle: a plate as text, a PlateRead, a list of either, or a Visit. Of a read
/// any fields may be left out; unknown ones are refused. A visit that is not live is late.
/// Errors: payload_malformed, field_unknown.
core::Result<std::vector<core::PlateRead>> reads_in_line(std::string_view line);

/// raw, normalised, kind, may_act, rule, why, matched, cost, runner_up, candidates, reason,
/// version; null if there is none.
std::string decision_line(std::size_t line, const core::MatchDecision& decision);

struct LineCounts {
  std::size_t good = 0, bad = 0;
};
/// Empty lines are skipped. A bad line is reported to `trouble` as "name:number: why" and the rest
/// goes on.
LineCounts load_cards(std::istream& in, std::string_view name, core::CardIndex& cards,
                      std::ostream& trouble);
LineCounts match_reads(std::istream& in, std::string_view name, const core::CardIndex& cards,
                       std::ostream& out, std::ostream& trouble);

}  // namespace otkel::ctl
