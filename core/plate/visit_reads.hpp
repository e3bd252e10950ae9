#pragma once
// What the reads of one vehicle come down to: captures that count once each, and their texts.
#include <functional>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::core {

/// One text that a capture offers for the plate.
struct OfferedText {
  std::string raw;
  std::string folded;              ///< of `raw`; what decisions are made on
  PlateForm form;                  ///< what is compared, and how it came out of `folded`
  std::vector<double> confidence;  ///< one per character of form.text, or empty
};

/// One look of one camera at the vehicle, however often it was reported.
struct Capture {
  std::string camera;  ///< with the view: front and rear are two cameras
  bool rear = false;
  bool late = false;                   ///< retransmitted: proposes, never counts for acting
  bool doubtful = false;               ///< the camera gave the whole read little confidence
  bool uncertain = false;              ///< has a ReadDoubt: proposes, never counts for acting
  std::vector<std::string> countries;  ///< that its reports say: two capitals where known
  std::vector<OfferedText> texts;      ///< first the read itself as written; never empty
  const OfferedText& main() const { return texts.front(); }
  /// The camera's first choice, whole: no alternative and no character left open.
  bool whole() const;
};

/// The captures in which something that may be a plate was read. The same event reported again by
/// the same camera is one capture and its last report counts; without an event id the same text at
/// the same camera time is. A doubt or a country of any report stays: which of two reports was
/// wrong is not known, and a repetition makes nothing surer. `listed` says whether a text is a
/// card's plate, which makes it one.
struct VisitReads {
  std::vector<Capture> captures;
  bool read_something = false;  ///< also if nothing of it may be a plate
  std::string raw, folded;      ///< the first text that was read, for the record
};
VisitReads reads_of_visit(const std::vector<PlateRead>& reads,
                          const std::function<bool(const std::string&)>& listed);

}  // namespace otkel::core
