// Each check says which numbers are missing, too many or twice.
#include "core/permit/receipt.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

std::string blanks(std::int64_t n) { return std::to_string(n) + (n == 1 ? " blank" : " blanks"); }

bool same_series(const BlankNumber& a, const BlankNumber& b) {
  return a.series() == b.series() && a.str().size() == b.str().size();
}

std::string span_of(const BlankNumber& first, std::int64_t count) {
  const auto last = first.plus(count - 1);
  if (count == 1 || !last) return first.str();
  return first.str() + " to " + last->str();
}

Result<void> check_count(const CountedDelivery& d) {
  if (!d.last) return {};
  if (!same_series(d.first, *d.last) || *d.last < d.first)
    return fail(Code::value_malformed, "$.last: " + d.last->str() + " does not come after " +
                                           d.first.str() + " in its series");
  const auto by_act = d.last->serial() - d.first.serial() + 1;
  if (by_act == d.count) return {};
  const auto differs = d.count < by_act ? blanks(by_act - d.count) + " missing"
                                        : blanks(d.count - by_act) + " too many";
  return fail(Code::value_malformed,
              "$.count: " + d.first.str() + " to " + d.last->str() + " are " + blanks(by_act) +
                  ", " + std::to_string(d.count) + " were counted: " + differs +
                  "; count again. One that is really not there: receive the batch as its act has "
                  "it and report the loss with a second officer");
}

Result<void> check_pack(const CountedDelivery& d, const CountedPack& pack, std::size_t n) {
  const std::string at = "$.packs[" + std::to_string(n) + "]: ";
  if (!same_series(pack.first, pack.last) || pack.last < pack.first)
    return fail(Code::value_malformed,
                at + pack.last.str() + " does not come after " + pack.first.str());
  const bool inside = same_series(pack.first, d.first) && pack.first >= d.first &&
                      pack.last.serial() < d.first.serial() + d.count;
  if (inside) return {};
  return fail(Code::value_malformed, at + pack.first.str() + " to " + pack.last.str() +
                                         " lies outside the batch, " + span_of(d.first, d.count));
}

/// Side by side without gap and overlap, from the first number to the last.
Result<void> check_packs(const CountedDelivery& d) {
  if (d.packs.empty()) return {};
  for (std::size_t n = 0; n < d.packs.size(); ++n)
    if (auto fits = check_pack(d, d.packs[n], n); !fits) return fits;
  auto packs = d.packs;
  std::ranges::sort(packs, {}, &CountedPack::first);
  auto next = d.first.serial();
  const auto end = next + d.count;
  const auto number_at = [&](std::int64_t serial) {
    return d.first.plus(serial - d.first.serial());
  };
  const auto gap = [&](std::int64_t until) -> Result<void> {
    const auto from = number_at(next);
    return fail(Code::value_malformed,
                "$.packs: " + (from ? span_of(*from, until - next) : d.first.str()) +
                    " in no pack: " + blanks(until - next) + " missing; count again");
  };
  for (const auto& pack : packs) {
    if (pack.first.serial() > next) return gap(pack.first.serial());
    if (pack.first.serial() < next) {
      const auto twice = std::min(next, pack.last.serial() + 1) - pack.first.serial();
      return fail(Code::batch_overlaps,
                  "$.packs: " + span_of(pack.first, twice) + " in two packs; count again");
    }
    next = pack.last.serial() + 1;
  }
  return next < end ? gap(end) : Result<void>{};
}

Result<void> check_announced(const CountedDelivery& d, const AnnouncedDelivery& announced) {
  if (announced.first == d.first.str() && announced.count == d.count) return {};
  const auto first = BlankNumber::parse(announced.first);
  std::string differs;
  if (first && announced.first == d.first.str())
    differs = d.count < announced.count ? ": " + blanks(announced.count - d.count) + " missing"
                                        : ": " + blanks(d.count - announced.count) + " too many";
  return fail(Code::version_conflict,
              "the centre announced " + blanks(announced.count) + ", " +
                  (first ? span_of(*first, announced.count) : announced.first) + ", as batch " +
                  d.batch + "; " + blanks(d.count) + ", " + span_of(d.first, d.count) +
                  ", were counted" + differs + "; count again or ask the centre");
}

}  // namespace

Result<std::vector<BlankNumber>> check_delivery(const CountedDelivery& counted,
                                                const std::optional<AnnouncedDelivery>& announced) {
  auto numbers = numbers_of({counted.first, counted.count});
  if (!numbers) return numbers;
  if (auto right = check_count(counted); !right) return std::unexpected(right.error());
  if (auto right = check_packs(counted); !right) return std::unexpected(right.error());
  if (announced) {
    if (auto right = check_announced(counted, *announced); !right)
      return std::unexpected(right.error());
  } else if (!counted.act || !counted.last) {
    return fail(Code::value_malformed, "$.act: the centre did not announce batch " + counted.batch +
                                           ": give the number of its act, and its last number");
  }
  return numbers;
}

}  // namespace otkel::core
