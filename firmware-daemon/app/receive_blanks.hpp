#pragma once
// A delivery is counted and taken into stock.
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct ReceiveBlanks {
  struct Pack {
    std::string first, last;
  };
  std::string batch, first;
  std::int64_t count = 0;
  std::optional<std::string> act = {};   ///< number of the act that came with it
  std::optional<std::string> last = {};  ///< as the act has it
  std::vector<Pack> packs = {};          ///< as they were counted; none: in one
};

/// Nothing is taken where one number does not fit, and the words name it. Errors:
/// blank_number_malformed, batch_overlaps (received before, announced under another batch, or in
/// two packs), and those of core::check_delivery.
Result<void> receive_blanks(Context& context, const ReceiveBlanks& delivery);

}  // namespace otkel::app
