// Into the stock.
#include "firmware-daemon/app/receive_blanks.hpp"

#include <algorithm>

#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {

Result<void> receive_blanks(Context& c, const ReceiveBlanks& d) {
  const auto first = c.checkpoint.blank_format.number(d.first);
  if (!first) return std::unexpected(first.error());
  const auto numbers = core::numbers_of({*first, d.count});
  if (!numbers) return std::unexpected(numbers.error());
  const auto known = c.stores.blanks.deliveries();
  const auto same = std::find_if(known.begin(), known.end(),
                                 [&](const auto& row) { return row.batch == d.batch; });
  if (same != known.end() && same->received)
    return fail(Code::batch_overlaps, "batch " + d.batch + " was received already");
  if (same != known.end() && (same->first != first->str() || same->count != d.count))
    return fail(Code::version_conflict, "the centre announced " + std::to_string(same->count) +
                                            " blanks from " + same->first + " as batch " + d.batch +
                                            "; count again or ask the centre");
  for (const auto& number : *numbers)
    if (c.stores.blanks.find(number.str()))
      return fail(Code::batch_overlaps, number.str() + " was received before");
  if (auto may = authorise(c, core::Verb::receive_blanks); !may) return may;
  c.stores.blanks.receive({d.batch, first->str(), d.count, false, c.now, officer_of(c)}, *numbers);
  record(c, core::BlanksReceived{d.batch, first->str(), d.count});
  return {};
}

}  // namespace otkel::app
