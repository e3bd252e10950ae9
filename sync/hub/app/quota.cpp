// The sums of the quotas and their row.
#include "sync/hub/app/quota.hpp"

#include <algorithm>

#include "base/codec/json.hpp"

namespace otkel::hub {
namespace {

using core::Instant;
using std::chrono::milliseconds;

constexpr milliseconds kDay = std::chrono::hours{24};
constexpr std::int64_t kKib = 1024, kMib = 1024 * kKib;
/// Numbers, ids and hashes of one row and of its place in the indices.
constexpr std::int64_t kRowBytes = 400;

/// Further ahead than a day nothing true can lie: a clock that was wrong had put it there, and an
/// honest checkpoint must not wait for that.
Instant within_a_day(Instant free_at, Instant now) {
  return free_at > now + kDay ? now : std::max(free_at, now);
}

/// Nothing if there is no room. Rounds up, so that many small requests are not free.
std::optional<Instant> moved_on(Instant free_at, std::int64_t amount, std::int64_t limit,
                                Instant now) {
  const auto after = free_at + milliseconds{(amount * kDay.count() + limit - 1) / limit};
  if (amount > 0 && after > now + kDay) return std::nullopt;
  return after;
}

std::string key_of(core::Site site) { return "quota " + std::string(site.code()); }

core::Error refusal(Quota over, const config::SiteQuota& quota) {
  const auto words = [&]() -> std::string {
    switch (over) {
      case Quota::events:
        return "more than " + std::to_string(quota.events_per_day) +
               " events of a day (quota.events_per_day)";
      case Quota::bytes:
        return "more than " + std::to_string(quota.mib_per_day) +
               " MiB of a day (quota.mib_per_day)";
      case Quota::epochs:
        return "more than " + std::to_string(quota.epochs_per_day) +
               " new epochs of a day (quota.epochs_per_day); one that a person accepts is taken in";
      case Quota::event_size:
        break;
    }
    return "an event of more than " + std::to_string(quota.event_kib) +
           " KiB (quota.event_kib); its log stands still there";
  };
  return {core::Code::quota_exceeded,
          "the checkpoint has sent " + words() +
              "; what is not taken in stays in its log and is asked for again. If it is honest, "
              "raise the quota; else take its key away"};
}

QuotaVerdict judge(Context& context, core::Site site, const std::vector<core::EventRecord>& events,
                   Instant now) {
  const auto held = context.stores.edge_log(site).heads();
  return spend(quota_use(context, site), request_of(events, held), context.settings.quota, now);
}

void keep(Context& context, core::Site site, const QuotaUse& use) {
  context.stores.machine_values.put(key_of(site), codec::encode(use));
}

}  // namespace

QuotaVerdict spend(const QuotaUse& before, const QuotaRequest& request,
                   const config::SiteQuota& quota, Instant now) {
  const QuotaUse use{within_a_day(before.events, now), within_a_day(before.bytes, now),
                     within_a_day(before.epochs, now), before.refusals};
  if (request.largest > quota.event_kib * kKib) return {Quota::event_size, use};
  const auto epochs = moved_on(use.epochs, request.epochs, quota.epochs_per_day, now);
  if (!epochs) return {Quota::epochs, use};
  const auto events = moved_on(use.events, request.events, quota.events_per_day, now);
  if (!events) return {Quota::events, use};
  const auto bytes = moved_on(use.bytes, request.bytes, quota.mib_per_day * kMib, now);
  if (!bytes) return {Quota::bytes, use};
  return {std::nullopt, {*events, *bytes, *epochs, use.refusals}};
}

int spent_percent(const QuotaUse& use, Quota quota, Instant now) {
  const auto free_at = quota == Quota::events   ? use.events
                       : quota == Quota::bytes  ? use.bytes
                       : quota == Quota::epochs ? use.epochs
                                                : now;
  return static_cast<int>(100 * (within_a_day(free_at, now) - now) / kDay);
}

QuotaRequest request_of(const std::vector<core::EventRecord>& events, const sync::Positions& held) {
  QuotaRequest request;
  if (events.empty()) return request;
  const auto* head = sync::find_epoch(held, events.front().epoch);
  request.epochs = head == nullptr ? 1 : 0;
  for (const auto& event : events) {
    if (head != nullptr && event.seq <= head->seq) continue;  // stored already
    const auto bytes =
        static_cast<std::int64_t>(event.body.size() + event.type.size() + event.actor.str().size() +
                                  event.rule_pack.size()) +
        kRowBytes;
    ++request.events;
    request.bytes += bytes;
    request.largest = std::max(request.largest, bytes);
  }
  return request;
}

core::Result<void> take_from_quota(Context& context, core::Site site,
                                   const std::vector<core::EventRecord>& events, Instant now) {
  const auto verdict = judge(context, site, events, now);
  if (verdict.over) return std::unexpected(refusal(*verdict.over, context.settings.quota));
  keep(context, site, verdict.after);
  return {};
}

void report_over_quota(Context& context, core::Site site,
                       const std::vector<core::EventRecord>& events, Instant now) {
  auto verdict = judge(context, site, events, now);
  if (!verdict.over) return;
  ++verdict.after.refusals;
  keep(context, site, verdict.after);
  open_incident(context, site,
                {core::IncidentKind::quota_exceeded, std::string(core::word(*verdict.over)),
                 refusal(*verdict.over, context.settings.quota).detail},
                now);
}

QuotaUse quota_use(Context& context, core::Site site) {
  const auto text = context.stores.machine_values.find(key_of(site));
  if (!text) return {};
  auto use = codec::decode<QuotaUse>(*text);
  if (!use)
    throw sql::Failure(core::Code::database_corrupt,
                       "the row `" + key_of(site) + "`: " + use.error().detail);
  return *std::move(use);
}

}  // namespace otkel::hub
