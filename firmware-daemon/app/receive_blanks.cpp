// Into the stock.
#include "firmware-daemon/app/receive_blanks.hpp"

#include <algorithm>

#include "core/permit/receipt.hpp"
#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {
namespace {

Result<core::BlankNumber> number_in(Context& c, const std::string& field, const std::string& text) {
  auto number = c.checkpoint.blank_format.number(text);
  if (!number) return fail(number.error().code, field + ": " + number.error().detail);
  return number;
}

Result<core::CountedDelivery> counted(Context& c, const ReceiveBlanks& d) {
  const auto first = number_in(c, "$.first", d.first);
  if (!first) return std::unexpected(first.error());
  core::CountedDelivery delivery{d.batch, *first, d.count, d.act, {}, {}};
  if (d.last) {
    const auto last = number_in(c, "$.last", *d.last);
    if (!last) return std::unexpected(last.error());
    delivery.last = *last;
  }
  for (std::size_t n = 0; n < d.packs.size(); ++n) {
    const auto at = "$.packs[" + std::to_string(n) + "]";
    const auto from = number_in(c, at + ".first", d.packs[n].first);
    if (!from) return std::unexpected(from.error());
    const auto to = number_in(c, at + ".last", d.packs[n].last);
    if (!to) return std::unexpected(to.error());
    delivery.packs.push_back({*from, *to});
  }
  return delivery;
}

/// A number comes once, and under the batch that the centre sent it with.
Result<void> check_others(Context& c, const ReceiveBlanks& d,
                          const std::vector<store::DeliveryRow>& known,
                          const std::vector<core::BlankNumber>& numbers) {
  for (const auto& number : numbers)
    if (const auto there = c.stores.blanks.find(number.str()))
      return fail(Code::batch_overlaps,
                  number.str() + " was received before, with batch " + there->batch);
  for (const auto& other : known) {
    if (other.received || other.batch == d.batch) continue;
    const auto first = core::BlankNumber::parse(other.first);
    if (!first) continue;
    const auto theirs = core::numbers_of({*first, other.count});
    if (!theirs) continue;
    const auto both = std::ranges::find_first_of(numbers, *theirs);
    if (both != numbers.end())
      return fail(Code::batch_overlaps, both->str() + " is on its way as batch " + other.batch +
                                            "; receive it under that name");
  }
  return {};
}

}  // namespace

Result<void> receive_blanks(Context& c, const ReceiveBlanks& d) {
  const auto delivery = counted(c, d);
  if (!delivery) return std::unexpected(delivery.error());
  const auto known = c.stores.blanks.deliveries();
  const auto same = std::ranges::find(known, d.batch, &store::DeliveryRow::batch);
  if (same != known.end() && same->received)
    return fail(Code::batch_overlaps, "batch " + d.batch + " was received already");
  std::optional<core::AnnouncedDelivery> announced;
  if (same != known.end()) announced = core::AnnouncedDelivery{same->first, same->count};
  const auto numbers = core::check_delivery(*delivery, announced);
  if (!numbers) return std::unexpected(numbers.error());
  if (auto fits = check_others(c, d, known, *numbers); !fits) return fits;
  if (auto may = authorise(c, core::Verb::receive_blanks); !may) return may;
  const auto& first = delivery->first.str();
  c.stores.blanks.receive({d.batch, first, d.count, false, c.now, officer_of(c), d.act}, *numbers);
  std::optional<std::string> last;
  if (delivery->last) last = delivery->last->str();
  record(c, core::BlanksReceived{d.batch, first, d.count, d.act, last});
  return {};
}

}  // namespace otkel::app
