#pragma once
// A delivery is counted and taken into stock.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct ReceiveBlanks {
  std::string batch, first;
  std::int64_t count = 0;
};

/// Errors: blank_number_malformed, value_malformed, batch_overlaps (received before, or a number
/// exists already), version_conflict (the centre announced other numbers under this batch).
Result<void> receive_blanks(Context& context, const ReceiveBlanks& delivery);

}  // namespace otkel::app
