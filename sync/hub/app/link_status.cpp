// A link's status changes with every frame: connections are written at once, the rest is gathered.
#include "sync/hub/app/link_status.hpp"

#include <algorithm>

namespace otkel::hub {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kGather{2000};   ///< of "still heard", which every frame says
constexpr milliseconds kProgress{100};  ///< of a log that has moved

std::optional<std::int64_t> seq_of(const std::optional<sync::Position>& position) {
  return position ? std::optional(position->seq) : std::nullopt;
}

}  // namespace

core::Result<void> forget_connections(Context& context, core::Instant now) {
  return context.stores.db.transact([&]() -> core::Result<void> {
    context.stores.links.all_disconnected(now);
    return {};
  });
}

void LinkStatusWriter::note(core::Site site, const sync::LinkStatus& status, milliseconds boot) {
  auto& noted = links_[site];
  const ShownStatus said{status.established, status.heard_at, status.current_at,
                         seq_of(status.peer_acked), seq_of(status.peer_head)};
  if (said == noted.said) return;
  const bool turned = said.connected != noted.said.connected;
  const bool moved = said.acked_seq != noted.said.acked_seq || said.said_seq != noted.said.said_seq;
  noted.said = said;
  const auto pause = moved ? kProgress : kGather;
  const auto gathered = noted.tried ? std::max(boot, *noted.tried + pause) : boot;
  noted.due = turned ? boot : std::min(noted.due.value_or(gathered), gathered);
}

core::Result<void> LinkStatusWriter::write(core::Instant now, milliseconds boot) {
  const auto is_due = [&](const TrackedStatus& noted) { return noted.due && *noted.due <= boot; };
  if (std::ranges::none_of(links_, [&](const auto& link) { return is_due(link.second); }))
    return {};
  const auto written = context_.stores.db.transact([&]() -> core::Result<void> {
    for (const auto& [site, noted] : links_)
      if (is_due(noted)) context_.stores.links.put(row_of(site, noted.said, now, boot));
    return {};
  });
  for (auto& [site, noted] : links_) {
    if (!is_due(noted)) continue;
    noted.tried = boot;
    noted.due = written ? std::nullopt : std::optional(boot + kGather);
  }
  return written;
}

std::optional<milliseconds> LinkStatusWriter::next_due() const {
  std::optional<milliseconds> next;
  for (const auto& [site, noted] : links_)
    if (noted.due) next = std::min(next.value_or(*noted.due), *noted.due);
  return next;
}

/// What a link that has just been opened does not know yet is still known from the one before.
LinkStatusRow LinkStatusWriter::row_of(core::Site site, const ShownStatus& said, core::Instant now,
                                       milliseconds boot) {
  auto row = context_.stores.links.find(site).value_or(LinkStatusRow{});
  row.site = site;
  row.connected = said.connected;
  if (said.heard) row.heard = now - (boot - *said.heard);
  if (said.current) row.current = said.current;
  row.acked_seq = said.acked_seq.value_or(row.acked_seq);
  row.said_seq = said.said_seq.value_or(row.said_seq);
  row.written = now;
  return row;
}

}  // namespace otkel::hub
