// Any bytes a printer may push: the parser survives, and what it hears does not depend on how the
// bytes were torn.
#include <cstdint>
#include <cstdlib>

#include "printer/escpos/escpos_reply.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using otkel::printer::EscposReplies;
  const std::span<const std::uint8_t> bytes(data, size);
  EscposReplies whole, torn;
  whole.take(bytes);
  for (const auto byte : bytes) torn.take({&byte, 1});
  if (whole.statuses != torn.statuses || whole.pushed != torn.pushed ||
      whole.process_ids != torn.process_ids || whole.queued != torn.queued)
    std::abort();
  return 0;
}
