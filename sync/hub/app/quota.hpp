#pragma once
// How much one checkpoint may write into the hub's database, so that one of them (a stolen key, a
// defect that repeats itself) cannot fill the disk that all of them share. What is too much is not
// acknowledged and is asked for again later: it stays in the checkpoint's log and nothing is lost.
#include <cstdint>
#include <optional>
#include <vector>

#include "core/fact/event_record.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

enum class Quota { events, bytes, epochs, event_size };

/// For each quota the moment at which all of it is free again: every event, byte or epoch that is
/// taken in moves it on by its share of a day. It may lie one day ahead, so that a whole day's
/// amount may come at once, and after it as much as the hours have freed.
struct QuotaUse {
  core::Instant events{}, bytes{}, epochs{};
  std::int64_t refusals = 0;  ///< batches that were not taken in, ever
  static constexpr auto fields() {
    using Q = QuotaUse;
    return std::tuple{core::field("events", &Q::events), core::field("bytes", &Q::bytes),
                      core::field("epochs", &Q::epochs), core::field("refusals", &Q::refusals)};
  }
};

/// What one batch would add.
struct QuotaRequest {
  std::int64_t events = 0, bytes = 0, epochs = 0;
  std::int64_t largest = 0;  ///< bytes of the largest event
};

/// Pure. A batch counts as a whole or not at all: if the request is over a quota it costs nothing.
/// A `before` further ahead than a day, if a clock that was wrong had put it, counts as free.
struct QuotaVerdict {
  std::optional<Quota> over;
  QuotaUse after;
};
QuotaVerdict spend(const QuotaUse& before, const QuotaRequest& request,
                   const config::SiteQuota& quota, core::Instant now);
/// How much of a quota is spent, in percent; 0 for event_size.
int spent_percent(const QuotaUse& use, Quota quota, core::Instant now);

/// What the rows take up of these events.
QuotaRequest request_of(const std::vector<core::EventRecord>& events, const sync::Positions& held);

/// Counts a batch in the transaction that stores it. Errors: quota_exceeded; then undo that
/// transaction and call tell_over_quota() in another.
core::Result<void> take_from_quota(Context& context, core::Site site,
                                   const std::vector<core::EventRecord>& events, core::Instant now);
/// Counts the refusal and opens the incident `quota_exceeded` about that quota unless it is open.
void report_over_quota(Context& context, core::Site site,
                       const std::vector<core::EventRecord>& events, core::Instant now);

/// What is on record. Inside a transaction; throws sql::Failure.
QuotaUse quota_use(Context& context, core::Site site);

}  // namespace otkel::hub

namespace otkel::core {

template <>
struct EnumWords<hub::Quota> {
  static constexpr std::array<std::string_view, 4> words{"events", "bytes", "epochs", "event_size"};
};

}  // namespace otkel::core
