#pragma once
// What a registry verb answers.
#include <cstdint>
#include <string>
#include <vector>

#include "core/value/fields.hpp"

namespace otkel::hub {

struct Recorded {
  std::int64_t written = 0, unchanged = 0;
  /// Applications that were paid and whose supplement could be formed now.
  std::vector<std::string> formed;
  static constexpr auto fields() {
    using R = Recorded;
    return std::tuple{core::field("written", &R::written), core::field("unchanged", &R::unchanged),
                      core::field("formed", &R::formed)};
  }
};

}  // namespace otkel::hub
