#pragma once
// What an exit or a return means for the blank (R-30, R-31, R-37, R-38, I4, I5, I10).
#include <optional>

#include "core/fact/blank.hpp"
#include "core/fact/evidence.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// When it was before the camera: our clock, or the camera's set right where the record came late.
Instant happened(const Evidence& evidence);

/// What the record proves: the grade it says, but never a camera's where the camera read nothing or
/// nothing near any card. The grade follows from the match, not from the existence of a camera.
EvidenceGrade proven_grade(const Evidence& evidence);

/// An officer's statement alone is not enough: a camera must have seen the vehicle. A late record
/// must carry a time of its camera, and that time, set right by the camera's skew, must lie between
/// the entry and now, or it may be of another passage. Errors: exit_evidence_missing.
Result<void> check_evidence(const Evidence& evidence, CameraRole role, Instant entered,
                            Instant now);

/// `blank`: state of the vehicle's number, nothing if it has none.
ExitOutcome decide_exit(std::optional<BlankState> blank, bool revoked);

}  // namespace otkel::core
