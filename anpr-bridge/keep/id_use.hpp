#pragma once
// What the event ids of a camera are worth. Some firmware sends one id for every vehicle; such an
// id ties nothing together and repeats nothing. Pure.
#include <chrono>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

class IdUse {
 public:
  struct Verdict {
    bool worn = false;            ///< it was used for plates that have nothing in common
    bool other_just_now = false;  ///< the last use was for such another plate, within `gap`
  };
  /// What the read's event id says, and remembers that it was used.
  Verdict use(const core::PlateRead& read, core::Instant now, std::chrono::milliseconds gap);

 private:
  struct Use {
    std::string id;
    std::vector<std::string> texts, last_texts;  ///< folded: of its reads, of its last one
    core::Instant last{};
    bool worn = false;
  };
  std::vector<Use> uses_;  ///< the last used at the end
};

}  // namespace otkel::anpr
